"""Which words of a text become links to their terms: the hard cases, each a line."""

import re
import sys
from unicodedata import category

import pytest

from glossary.entries import Entry
from glossary.linking import Linker
from glossary.names import fold
from markup.render import render
from markup.sanitise import clean
from tests.glossary.making import entry

HER2 = entry("HER2", "spelling | HER2/neu", "spelling | Her-2")
HER2_LOW = entry("HER2-low", "spelling | HER2 low")
HER2_POSITIVE = entry("HER2-positive")
TRASTUZUMAB = entry("trastuzumab", "brand | Herceptin", "misspelling | herseptin")
EMTANSINE = entry("trastuzumab emtansine", "abbreviation | T-DM1", "us name | ado-trastuzumab emtansine")
BOTH = entry("pertuzumab + trastuzumab", "brand | Phesgo")
PERTUZUMAB = entry("pertuzumab")
PACLITAXEL = entry("paclitaxel")
NAB = entry("nab-paclitaxel", "spelling | nab paclitaxel")
CDK = entry("CDK4/6 inhibitor", "abbreviation | CDK4/6", "spelling | CDK 4/6 inhibitor")
FLUOROURACIL = entry("fluorouracil", "abbreviation | 5-FU")
RECEPTOR = entry("oestrogen receptor", "abbreviation | ER", "abbreviation | ER+")
CONJUGATE = entry("antibody–drug conjugate", "abbreviation | ADC")
NODE = entry("lymph node")
PAGET = entry("Paget’s disease")
ACCENTED = entry("Ménière", "everyday | naïve tumour")
DRUG_AND_DRUG = entry("R&D trial", "everyday | one < two")
METASTASIS = entry("metastasis", "form | metastases")
LINKER = Linker([one for one in globals().values() if isinstance(one, Entry)])
DASHES = ["&ndash;", "&mdash;", "&minus;", "&hyphen;", "&#8209;", "&#x2012;", "&#45;"]
LINK = re.compile(r'<a class="term" href="[^"]*-(\d+)/">(.*?)</a>', re.DOTALL)


def links(html, linker=LINKER, **options):
    """The words that are linked, in order."""
    return [words for _page_id, words in LINK.findall(linker.link(html, **options)[0])]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        # A part of a longer word is no name.
        ("HER2 and HER2-low and HER2-positive", ["HER2", "HER2-low", "HER2-positive"]),
        ("HER2-mutated, preHER2, HER22 and non-HER2", []),
        ("HER2/neu", ["HER2/neu"]),
        ("nab-paclitaxel", ["nab-paclitaxel"]),
        ("nab paclitaxel", ["nab paclitaxel"]),
        ("sb-paclitaxel, paclitaxel-based, paclitaxel/HER2", []),
        ("A CDK4/6 inhibitor", ["CDK4/6 inhibitor"]),
        ("CDK4/6, or CDK 4/6 inhibitor", ["CDK4/6"]),
        ("CDK4 and CDK4/6/7", []),
        ("5-FU, 15-FU, 5-FUs, 5-FU2", ["5-FU"]),
        ("5-FU2, 15-FU, 5-fu", []),
        ("T-DM1", ["T-DM1"]),
        ("T-DM10, AT-DM1 or T-DM1-like", []),
        # Capitals matter in abbreviations, and in names without a small letter.
        ("ER", ["ER"]),
        ("er, Er, her, ERA", []),
        ("her2, Her2", []),
        ("Her-2", ["Her-2"]),
        ("Trastuzumab. TRASTUZUMAB", ["Trastuzumab"]),
        ("ER+ and ER-positive", ["ER+"]),
        ("ER +", ["ER +"]),
        ("ER-", ["ER"]),
        ("(ER)", ["ER"]),
        ("HER2+", ["HER2"]),
        # The longest first.
        ("trastuzumab emtansine", ["trastuzumab emtansine"]),
        ("ado-trastuzumab emtansine", ["ado-trastuzumab emtansine"]),
        ("trastuzumab deruxtecan", ["trastuzumab"]),
        ("trastuzumab, emtansine", ["trastuzumab"]),
        ("trastuzumab. Emtansine", ["trastuzumab"]),
        ("pertuzumab + trastuzumab", ["pertuzumab + trastuzumab"]),
        ("pertuzumab+trastuzumab", ["pertuzumab+trastuzumab"]),
        ("pertuzumab and trastuzumab", ["pertuzumab", "trastuzumab"]),
        ("pertuzumab + paclitaxel", ["pertuzumab", "paclitaxel"]),
        # Plurals and possessives.
        ("CDK4/6 inhibitors", ["CDK4/6 inhibitors"]),
        ("lymph nodes", ["lymph nodes"]),
        ("lymphs node", []),
        ("ERs", ["ERs"]),
        ("ERS", []),
        ("ADCs", ["ADCs"]),
        ("Herceptin's label", ["Herceptin"]),
        ("Herceptin’s label", ["Herceptin"]),
        ("metastases", ["metastases"]),
        ("Paget's disease, PAGET’S DISEASE", ["Paget's disease"]),
        ("Paget disease, Pagets disease", []),
        # Accents, composed and decomposed, are letters; a word without its accent is another one.
        ("M\u00e9ni\u00e8re", ["M\u00e9ni\u00e8re"]),
        ("Me\u0301nie\u0300re", ["Me\u0301nie\u0300re"]),
        ("nai\u0308ve tumour", ["nai\u0308ve tumour"]),
        ("Meniere, ERe\u0301, ER\u0301", []),
        ("éER, ERé", []),
        # Kinds of spaces and dashes are the same to a reader.
        ("trastuzumab\u00a0emtansine", ["trastuzumab&nbsp;emtansine"]),
        ("trastuzumab\nemtansine", ["trastuzumab\nemtansine"]),
        ("trastuzumab \u00a0\n emtansine", ["trastuzumab &nbsp;\n emtansine"]),
        ("T\u2011DM1", ["T\u2011DM1"]),
        ("antibody-drug conjugates", ["antibody-drug conjugates"]),
        ("antibody\u2013drug conjugate", ["antibody\u2013drug conjugate"]),
        ("antibody drug conjugate", []),
        # Whichever dash: it joins a word, and never leaves a part of it for another name.
        ("nab\u2212paclitaxel", ["nab\u2212paclitaxel"]),
        ("nab\u2012paclitaxel", ["nab\u2012paclitaxel"]),
        ("nab\u2014paclitaxel", ["nab\u2014paclitaxel"]),
        ("nab\u2015paclitaxel", ["nab\u2015paclitaxel"]),
        ("nab\ufe63paclitaxel, nab\uff0dpaclitaxel", ["nab\ufe63paclitaxel"]),
        ("sb\u2212paclitaxel, sb\u2012paclitaxel, sb\u2014paclitaxel, sb--paclitaxel, sb\u207bpaclitaxel", []),
        ("paclitaxel\u2014based", []),
        ("HER2\u2212low", ["HER2\u2212low"]),
        ("paclitaxel \u2014 HER2 \u2212 ER\u2212", ["paclitaxel", "HER2", "ER"]),
        # What nobody sees is part of a word, and makes no other word of it.
        ("nab\u00adpaclitaxel, nab\u200bpaclitaxel, nab\u2060paclitaxel, nab\ufeffpaclitaxel", []),
        ("nab\u200cpaclitaxel, nab\u200dpaclitaxel, nab\u200epaclitaxel, nab\u2064paclitaxel", []),
        ("nab\u2060-paclitaxel", ["nab\u2060-paclitaxel"]),
        ("nab-\u200bpaclitaxel", ["nab-\u200bpaclitaxel"]),
        ("nab\u2060\u2014\u2060paclitaxel", ["nab\u2060\u2014\u2060paclitaxel"]),
        ("nab\u00ad paclitaxel", ["nab\u00ad paclitaxel"]),
        ("sb\u2060-paclitaxel, sb-\u200bpaclitaxel, paclitaxel\u00ad-based", []),
        ("trastuzumab\u00ademtansine, trastuzumab\u200bemtansine", []),
        ("trastuzumab\u00ad emtansine", ["trastuzumab\u00ad emtansine"]),
        ("trastuzumab \u200b \u200bemtansine", ["trastuzumab \u200b \u200bemtansine"]),
        ("trastu\u00adzumab", ["trastu\u00adzumab"]),
        ("trastu\u00adzu\u00admab em\u00adtan\u00adsine", ["trastu\u00adzu\u00admab em\u00adtan\u00adsine"]),
        ("lymph no\u00addes", ["lymph no\u00addes"]),
        ("HER\u20602, her\u00ad2", ["HER\u20602"]),
        ("ER\u2060+", ["ER\u2060+"]),
        ("\u200eHER2\u200f, (\u200bER\u200b)", ["HER2", "ER"]),
        ("pre\u200bHER2, HER2\u200b2", []),
        ("nai\u00ad\u0308ve tumour", ["nai\u00ad\u0308ve tumour"]),
        ("\u00ad \u200b", []),
        # Letters that are turned round are part of a word, which is read as another one.
        ("\u202eER, E\u202eR, ER\u202d, nab\u202epaclitaxel, nab-\u202e\u202epaclitaxel, nab\u202d-paclitaxel", []),
        ("&shy;HER2, nab&shy;paclitaxel", ["HER2", "paclitaxel"]),
        # What HTML writes otherwise.
        ("an R&D trial", ["R&amp;D trial"]),
        ("one < two", ["one &lt; two"]),
        ("R&amp;D trial", []),
        ("HER2&ER", ["HER2", "ER"]),
        ("&lt;HER2&gt;", ["HER2"]),
        ("&#72;ER2", []),
        # Common misspellings are searched for, never linked.
        ("herseptin", []),
        ("", []),
        (" \u00a0\n", []),
    ],
)
def test_the_names_in_a_text(text, linked):
    assert links(clean(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>")) == linked


@pytest.mark.parametrize("space", ["&nbsp;", " ", "\n", "&nbsp; "])
@pytest.mark.parametrize("sign", ["'", "&#39;", "&#x27;", "’", "&rsquo;"])
def test_a_name_is_found_however_html_writes_it(space, sign):
    written = f"Paget{sign}s{space}disease"
    assert links(f"<p>{written}</p>") == [written]


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        *((f"nab{unseen}paclitaxel", []) for unseen in ("&shy;", "&#173;", "&#xAD;", "&#Xad;", "&#00173;")),
        *((f"nab{unseen}paclitaxel", []) for unseen in ("&ZeroWidthSpace;", "&#8203;", "&zwj;", "&NoBreak;", "&lrm;")),
        *((f"nab{dash}paclitaxel", [...]) for dash in DASHES),
        *((f"sb{dash}paclitaxel", []) for dash in DASHES),
        ("nab&NoBreak;-&ZeroWidthSpace;paclitaxel", [...]),
        ("trastu&shy;zumab", [...]),
        ("trastuzumab&shy;emtansine", []),
        ("trastuzumab&shy;&nbsp;&shy;emtansine", [...]),
        ("CDK4&sol;6", [...]),
        ("M&eacute;ni&#232;re", [...]),
        ("&eacute;ER, ER&#x301;, x&#72;ER2", []),
        ("&#72;ER2", [...]),
        ("&shy;HER2&shy;", ["HER2"]),
        ("&unknown; HER2 &NotEqualTilde; ER", ["HER2", "ER"]),
        ("nab&shypaclitaxel, nab&#173paclitaxel", []),
    ],
)
def test_a_word_is_what_a_reader_sees_of_it(written, linked):
    html = f"<p>{written}</p>"
    assert links(html) == [written if words is ... else words for words in linked]
    assert LINK.sub(r"\2", LINKER.link(html)[0]) == html


def test_every_dash_of_unicode_joins_a_word_and_all_that_nobody_sees_is_passed_over():
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    dashes = [*(sign for sign in signs if category(sign) == "Pd"), "\u2212"]
    unseen = [sign for sign in signs if category(sign) == "Cf" and sign not in "\u202d\u202e"]
    assert len(dashes) > 20
    assert len(unseen) > 100
    for sign in dashes:
        assert links(f"<p>nab{sign}paclitaxel</p>") == [f"nab{sign}paclitaxel"]
        assert fold(f"nab{sign}paclitaxel") == "nab-paclitaxel"
    for sign in unseen:
        assert links(f"<p>nab{sign}paclitaxel, trastu{sign}zumab</p>") == [f"trastu{sign}zumab"]
        assert fold(f"nab{sign}-{sign}Paclitaxel{sign}") == "nab-paclitaxel"


def test_what_nobody_sees_makes_no_other_name():
    linker = Linker([entry("anti-HER2"), entry("other", "brand | Anti\u2060\u2212HER\u00ad2")])
    assert links("<p>anti-HER2</p>", linker) == []
    linker = Linker([entry("trastu\u00adzumab", "abbreviation | T\u2011\u200bDM1")])
    assert links("<p>T-DM1</p><h2>x</h2><p>trastuzumab</p>", linker) == ["T-DM1", "trastuzumab"]


def test_names_that_two_terms_share_are_not_linked():
    linker = Linker([entry("advanced breast cancer", "abbreviation | ABC"), entry("a trial", "abbreviation | ABC")])
    assert links("<p>ABC, a trial</p>", linker) == ["a trial"]
    linker = Linker([entry("anti-HER2"), entry("other", "brand | Anti\u2010HER2")])
    assert links("<p>anti-HER2</p>", linker) == []


def test_a_plural_that_is_a_name_of_another_term_belongs_to_that():
    one, other = entry("scan"), entry("scans")
    for linker in (Linker([one, other]), Linker([other, one])):
        assert LINK.findall(linker.link("<p>scans and scan</p>")[0]) == [
            (str(other.page_id), "scans"),
            (str(one.page_id), "scan"),
        ]


def test_the_first_use_in_each_section_is_linked():
    html = render("HER2 and HER2.\n\n## Tests\n\nHER2.\n\n### More\n\nHER2.\n\n## Then\n\nher HER2, HER2.\n")
    linked, entries = LINKER.link(html)
    assert linked.count('<a class="term"') == 3
    assert entries == [HER2]
    assert linked.index('<a class="term"') < linked.index(" and HER2")


def test_any_name_of_a_term_is_its_first_use():
    assert links("<p>Herceptin, which is trastuzumab. T-DM1: trastuzumab emtansine.</p>") == ["Herceptin", "T-DM1"]


def test_a_longer_name_that_is_linked_already_is_not_linked_as_a_shorter_one():
    twice = "<p>trastuzumab emtansine. Trastuzumab emtansine. Nab-paclitaxel, nab-paclitaxel.</p>"
    assert links(twice) == ["trastuzumab emtansine", "Nab-paclitaxel"]
    assert links("<p>trastuzumab emtansine</p>", without={EMTANSINE.page_id}) == []


def test_a_term_that_is_left_out_is_not_linked_by_any_of_its_names():
    text = "<p>Trastuzumab, Herceptin, pertuzumab.</p>"
    assert links(text, without={TRASTUZUMAB.page_id}) == ["pertuzumab"]
    assert LINKER.link(text, without={TRASTUZUMAB.page_id, PERTUZUMAB.page_id}) == (text, [])


@pytest.mark.parametrize(
    "html",
    [
        *(f"<h{level}>HER2</h{level}>" for level in range(1, 7)),
        '<p><a href="/x/">HER2</a></p>',
        '<p><a href="/x/">about <em>HER2</em></a></p>',
        "<p><code>HER2</code></p>",
        "<pre>HER2</pre>",
        "<pre><code>HER2</code></pre>",
        "<figure><figcaption>HER2</figcaption></figure>",
        "<table><caption>HER2</caption></table>",
        "<button>HER2</button>",
        '<div class="card card-urgent" role="group"><p class="card-heading">HER2</p><ul><li>HER2</li></ul></div>',
        '<div class="do-list"><p class="list-heading">HER2</p></div>',
        '<section class="sources"><ol><li><span class="source-text">HER2</span></li></ol></section>',
        '<dl class="facts term-names"><dt>HER2</dt><dd>HER2</dd></dl>',
        '<p><img src="x" alt="HER2"></p>',
        '<p title="HER2"></p>',
        '<p title="> HER2 <"></p>',
    ],
)
def test_where_nothing_is_linked(html):
    assert LINKER.link(html) == (html, [])
    assert links(f"{html}<p>HER2</p>") == ["HER2"]
    assert LINKER.count(f"{html}<p>HER2</p>", HER2.page_id) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>HER2</p>",
        "<ul><li>HER2</li></ul>",
        "<blockquote><p>HER2</p></blockquote>",
        "<p><em>HER2</em></p>",
        "<p>(<strong><em>HER2</em></strong>)</p>",
        "<table><tbody><tr><td>HER2</td></tr></tbody></table>",
        '<table><thead><tr><th scope="col">HER2</th></tr></thead></table>',
        "<dl><dd>HER2</dd></dl>",
        '<div class="do-list"><ul><li>HER2</li></ul></div>',
        '<div class="notice"><p>HER2</p></div>',
        '<p class="summary">HER2</p>',
        '<p>HER2<sup class="cite"><a href="#source-x">1</a></sup></p>',
        "<p>line<br>HER2<br>line</p>",
        "<p>a</p>HER2<p>b</p>",
    ],
)
def test_where_terms_are_linked(html):
    assert links(html) == ["HER2"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>trastuzumab <em>emtansine</em></p>",
        "<p><strong>trastuzumab</strong> emtansine</p>",
        "<p>trastuzumab<br>emtansine</p>",
        '<p>trastuzumab <a href="/x/">emtansine</a></p>',
        "<p>nab-<strong>paclitaxel</strong></p>",
        "<p><em>nab</em>-paclitaxel</p>",
        "<p><strong>HER2</strong>-low</p>",
        "<p>T-<em>DM1</em></p>",
        "<p>p<em>HER2</em></p>",
        "<p><em>HER2</em>x</p>",
        "<p>nab<em>\u00ad</em>paclitaxel</p>",
        "<p>nab&shy;<em>paclitaxel</em></p>",
        "<p>trastu<em>&shy;</em>zumab</p>",
        "<p>nab\u2014<em>paclitaxel</em></p>",
    ],
)
def test_a_name_with_tags_within_is_never_taken_for_a_shorter_one(html):
    assert LINKER.link(html) == (html, [])


def test_signs_of_html_in_a_path_or_a_name_are_escaped():
    odd = entry('"<b>" & co', path='/glossary/"><script>/')
    linked, _entries = Linker([odd]).link('<p>See "&lt;b&gt;" &amp; co.</p>')
    assert '<a class="term" href="/glossary/&quot;&gt;&lt;script&gt;/">' in linked
    assert '>"&lt;b&gt;" &amp; co</a>.' in linked


def test_uses_are_counted_where_they_could_be_linked():
    html = render("## HER2\n\nHER2, HER2 and `HER2`.\n\n- trastuzumab *emtansine*\n- HER2/neu\n")
    assert [LINKER.count(html, one.page_id) for one in (HER2, TRASTUZUMAB, EMTANSINE)] == [3, 0, 0]


def test_without_names_nothing_happens():
    assert Linker([]).link("<p>HER2</p>") == ("<p>HER2</p>", [])
