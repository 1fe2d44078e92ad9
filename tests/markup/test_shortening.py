"""The short version: pieces of the frozen words, cut and never written again."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticleEdition
from editions.models import Page
from markup.sanitise import clean
from markup.shortening import short
from tests.markup.properties import examples

SOURCES = "a | Source A. 2018. | https://a.example/\nb | Source B.\nc | Source C. | https://c.example/\nd | Source D."


def frozen(in_short="One. [@a]\nTwo. [@c]\nThree.", body="Text. [@b] [@a; @d]", summary="A summary."):
    page = Page(kind="article", language="en")
    return ArticleEdition(page=page, title="A", summary=summary, in_short=in_short, body=body, sources=SOURCES).render()


def test_it_is_the_summary_and_in_short_and_nothing_of_the_text():
    cut = short(frozen())
    assert cut.html.startswith('<p class="summary">A summary.</p>')
    assert cut.html.endswith("</section>")
    assert "Three." in cut.html
    assert "Text." not in cut.html


def test_sources_that_it_cites_keep_their_numbers_and_lose_the_ways_back():
    cited = short(frozen(in_short="One. [@c]\nTwo. [@a]\nThree. [@c]")).sources
    assert [(one.key, one.number) for one in cited] == [("c", 1), ("a", 2)]
    assert 'href="https://c.example/"' in cited[0].html
    assert "Source A. 2018." in cited[1].html
    assert not any("back" in one.html for one in cited)


def test_a_text_without_a_short_answer_has_no_short_version():
    for html in ("", "<p>Words.</p>", '<p class="summary">S.</p>', '<section class="in-short">x</section>'):
        assert short(html) is None
    assert short('<section class="in-short">x</section><p class="summary">S.</p>') is None
    assert short('<p class="summary">S.</p><section class="in-short">x') is None


WORDS = st.text("ab <>&\"'*_[]@;-?\u00e9\n", max_size=60)


@examples(100, 3000)
@given(WORDS, WORDS, WORDS, st.sets(st.sampled_from("abcd")))
def test_every_piece_stood_so_in_the_frozen_words(summary, points, body, cited):
    in_short = f"{points}\n" + "\n".join(f"Point [@{key}]" for key in sorted(cited)) + "\nLast."
    html = frozen(in_short, body, summary.replace("\n", " "))
    cut = short(html)
    assert cut.html in html
    assert clean(cut.html) == cut.html
    shown = {one.key: one.number for one in cut.sources}
    assert shown.keys() == set(re.findall(r'href="#source-([a-z]+)"', cut.html)) >= cited
    for one in cut.sources:
        assert f'<li id="source-{one.key}">{one.html}' in html
        assert f">[{one.number}]</a>" in cut.html
