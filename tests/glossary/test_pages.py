"""The pages of the glossary: the list, a term, a class, and what an address leads to that is no term's own."""

import html
import json
import re

import pytest

from tests.conftest import KINDS
from tests.editions.desk.browsing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def glossary(shelf):
    """Two medicines that look alike, one of another class, a word, and the word for their class."""
    both = "trastuzumab emtansine | It carries chemotherapy."
    names = "brand | Herceptin | UK, EU, US\nabbreviation | TTZ\nmisspelling | herseptin"
    antibody = {"drug_class": "HER2 antibody", "endings": ""}
    shelf.drug("trastuzumab", "trastuzumab", names=names, not_the_same_as=both, **antibody)
    shelf.drug("trastuzumab-emtansine", "trastuzumab emtansine", names="abbreviation | T-DM1", **antibody)
    shelf.drug("letrozole", "letrozole", drug_class="aromatase inhibitor", names="brand | Femara")
    shelf.term("her2", "HER2", "A protein on cells.", names="spelling | Her-2 | older", body="It is **tested**.\n")
    shelf.term(
        "her2-antibody", "HER2 antibody", "It sticks to HER2.", endings="-tuzumab", names="form | HER2 antibodies"
    )
    return shelf


def entries_on(response):
    return re.findall(r'<dt><a href="/glossary/([a-z0-9-]+)/">', response.content.decode())


# The list ---------------------------------------------------------------------------------------


def test_the_list_is_in_the_order_of_names_with_a_count_for_each_letter(glossary, client):
    page = client.get("/glossary/")
    assert entries_on(page) == ["her2", "her2-antibody", "letrozole", "trastuzumab", "trastuzumab-emtansine"]
    said = page.content.decode()
    for letter, label in (("H", "H, 2 entries"), ("L", "L, 1 entry"), ("T", "T, 2 entries")):
        assert f'<a href="#letter-{letter}" aria-label="{label}">{letter}' in said
        assert f'<h2 id="letter-{letter}">' in said
    assert "<span>Q</span>" in said
    assert "A protein on cells." in text_of(page)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("sort=drug", ["letrozole", "trastuzumab", "trastuzumab-emtansine"]),
        ("sort=term", ["her2", "her2-antibody"]),
        ("class=her2-antibody", ["trastuzumab", "trastuzumab-emtansine"]),
        ("sort=drug&class=aromatase-inhibitor", ["letrozole"]),
        ("sort=term&class=aromatase-inhibitor", []),
        ("class=none", []),
        ("sort=none", ["her2", "her2-antibody", "letrozole", "trastuzumab", "trastuzumab-emtansine"]),
    ],
)
def test_the_list_is_filtered_by_sort_and_class(glossary, client, asked, shown):
    page = client.get(f"/glossary/?{asked}")
    assert entries_on(page) == shown
    assert ("No entry is of this sort." in text_of(page)) == (not shown)
    chosen = re.findall(r'<option value="([a-z0-9-]+)" selected>', page.content.decode())
    assert all(f"={value}" in asked for value in chosen)


def test_an_empty_glossary_says_why(client, db):
    page = client.get("/glossary/")
    assert "Nothing is explained yet." in text_of(page)
    assert client.get("/glossary/names.json?q=her2").json() == {"found": []}
    assert client.get("/glossary/classes/her2-antibody/").status_code == 404


def test_the_search_is_a_plain_form(glossary, client):
    said = client.get("/glossary/").content.decode()
    form = re.search(r'<form class="find" action="/glossary/" role="search".*?</form>', said, re.DOTALL)[0]
    assert "method" not in form
    assert '<label for="find-term">' in form
    assert '<input type="search" id="find-term" name="q"' in form


@pytest.mark.parametrize("typed", ["Herceptin", "herceptin", "TTZ", " trastuzumab ", "TRASTUZUMAB"])
def test_a_name_that_was_looked_for_leads_to_its_term(glossary, client, typed):
    answer = client.get("/glossary/", {"q": typed})
    assert (answer.status_code, answer.url) == (302, "/glossary/trastuzumab/")


def test_what_is_no_name_is_answered_with_suggestions_and_never_leads_on(glossary, client):
    page = client.get("/glossary/", {"q": "herseptin"})
    assert page.status_code == 200
    assert "You looked for “herseptin”" in text_of(page)
    assert '<h3><a href="/glossary/trastuzumab/">trastuzumab</a></h3>' in page.content.decode()
    assert "We have no such word" in text_of(client.get("/glossary/", {"q": "zzzzzz"}))


def test_names_for_suggestions(glossary, client):
    assert client.get("/glossary/names.json?q=herc").json() == {
        "found": [{"words": "Herceptin → trastuzumab", "path": "/glossary/trastuzumab/"}]
    }
    found = client.get("/glossary/names.json?q=trastuz").json()["found"]
    assert [one["words"] for one in found] == ["trastuzumab", "trastuzumab emtansine"]
    for nothing in ("", "?q=", "?q=t", "?q=zzzzzz"):
        assert client.get(f"/glossary/names.json{nothing}").json() == {"found": []}


# A term -----------------------------------------------------------------------------------------


def test_the_page_of_a_medicine_has_all_its_words_and_no_misspelling(glossary, client):
    page = client.get("/glossary/trastuzumab/")
    words = KINDS["term"].words
    shown = ["say", "drug_class", "given", "used_for", "atc", "ncit", "rxnorm"]
    for said in (*(words[name] for name in shown if name != "drug_class"), "hot flushes", "a leg that swells"):
        assert said in text_of(page)
    for said in ("HER2 antibody", "Brand names Herceptin (UK, EU, US)", "Short for it TTZ", "For as long as it works."):
        assert said in text_of(page)
    assert '<div class="card card-urgent"' in page.content.decode()
    assert "herseptin" not in page.content.decode().lower()
    assert 'href="/glossary/classes/her2-antibody/"' in page.content.decode()


def test_the_warning_of_look_alikes_stands_on_both_pages(glossary, client):
    one = text_of(client.get("/glossary/trastuzumab/"))
    other = text_of(client.get("/glossary/trastuzumab-emtansine/"))
    assert "Not the same as trastuzumab emtansine : It carries chemotherapy." in one
    assert "trastuzumab emtansine can be mistaken for another medicine" in other
    assert "On the page of trastuzumab: It carries chemotherapy." in other
    assert "can be mistaken" not in text_of(client.get("/glossary/letrozole/"))


def test_a_term_says_where_it_is_written_of_and_what_is_related(glossary, client):
    glossary.article("few", title="Few", body="## One\n\nHerceptin. [@who-pain]\n")
    glossary.article("many", title="Many", body="## One\n\nTrastuzumab, trastuzumab, TTZ. [@who-pain]\n")
    glossary.article("none", title="None", body="## One\n\nTrastuzumab emtansine. [@who-pain]\n")
    said = client.get("/glossary/trastuzumab/").content.decode()
    explained = said[said.index('id="explained-in"') :]
    assert re.findall(r'<li><a href="/articles/([a-z-]+)/">', explained) == ["many", "few"]
    assert 'id="related"' in said
    assert '<li><a href="/glossary/trastuzumab-emtansine/">trastuzumab emtansine</a></li>' in said
    assert 'id="explained-in"' not in client.get("/glossary/letrozole/").content.decode()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Paget’s disease", "Paget's disease"),
        ("antibody–drug conjugate", "antibody-drug conjugate"),
        ("Ménière", "MÉNIÈRE"),
        ("M\u00e9ni\u00e8re", "Me\u0301nie\u0300re"),
    ],
)
def test_a_use_is_found_however_dashes_apostrophes_and_accents_are_written(shelf, client, name, written):
    shelf.term("a-term", name)
    shelf.article(body=f"## One\n\nOf {written}. [@who-pain]\n")
    assert 'id="explained-in"' in client.get("/glossary/a-term/").content.decode()
    assert f">{written}</a>" in client.get("/articles/an-article/").content.decode()


def test_schema_org_says_what_is_visible(glossary, client):
    for path, kinds in (("trastuzumab", ["DefinedTerm", "Drug"]), ("her2", "DefinedTerm")):
        page = client.get(f"/glossary/{path}/")
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())[1])
        assert data["@type"] == kinds
        assert data["url"].endswith(f"/glossary/{path}/")
        visible = text_of(page)
        told = [data["name"], data["description"], *data["alternateName"]]
        told += [
            data[key] for key in ("termCode", "drugClass", "administrationRoute", "nonProprietaryName") if key in data
        ]
        assert [said for said in told if said not in visible] == []
        assert "herseptin" not in json.dumps(data)
        assert data["subjectOf"]["reviewedBy"]["name"] in visible


def test_the_page_of_a_class_teaches_its_ending(glossary, client):
    page = client.get("/glossary/classes/her2-antibody/")
    assert "You know these medicines by the end of their names: -tuzumab ." in text_of(page)
    assert "2 medicines of this class" in text_of(page)
    assert "It sticks to HER2." in text_of(page)
    assert entries_on(page) == ["trastuzumab", "trastuzumab-emtansine"]
    without = client.get("/glossary/classes/aromatase-inhibitor/")
    assert entries_on(without) == ["letrozole"]
    assert "You know these medicines" not in text_of(without)
    assert client.get("/glossary/classes/none/").status_code == 404


# Other addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "leads_to"),
    [("herceptin", "trastuzumab"), ("ttz", "trastuzumab"), ("t-dm1", "trastuzumab-emtansine"), ("her-2", "her2"),
     ("femara", "letrozole"), ("Herceptin", "trastuzumab"), ("her2-antibodies", "her2-antibody")],
)  # fmt: skip
def test_the_address_of_another_name_leads_to_its_term(glossary, client, slug, leads_to):
    answer = client.get(f"/glossary/{slug}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/glossary/{leads_to}/")


def test_the_address_of_a_name_that_two_terms_have_asks_which(shelf, client):
    shelf.term("advanced", "advanced breast cancer", names="abbreviation | ABC")
    shelf.term("protein", "a protein", names="abbreviation | ABC | | the protein, in a report of genes")
    answer = client.get("/glossary/abc/")
    assert answer.status_code == 404
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "“abc” can mean more than one thing" in text_of(answer)
    for path in ("advanced", "protein"):
        assert f'<a href="/glossary/{path}/">' in answer.content.decode()
    assert client.get("/glossary/?q=ABC").status_code == 200


@pytest.mark.parametrize("slug", ["herseptin", "herceptine", "trastuzamab", "trastuzumab-emtansin", "letrozol"])
def test_a_misspelling_asks_what_was_meant_and_never_leads_on(glossary, client, slug):
    answer = client.get(f"/glossary/{slug}/")
    assert answer.status_code == 404
    assert "Did you mean …?" in text_of(answer)
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert re.search(r'<h[23]><a href="/glossary/(trastuzumab|letrozole)', answer.content.decode())


@pytest.mark.parametrize("slug", ["zzzzzz", "h", "xyz-xyz-xyz"])
def test_an_unknown_address_is_not_there(glossary, client, slug):
    answer = client.get(f"/glossary/{slug}/")
    assert answer.status_code == 404
    assert "Did you mean" not in html.unescape(answer.content.decode())


@pytest.mark.parametrize("path", ["", "names.json", "trastuzumab/", "classes/her2-antibody/", "herceptin/", "none/"])
def test_readers_only_read(glossary, client, path):
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)(f"/glossary/{path}").status_code == 405
    assert client.head(f"/glossary/{path}").status_code in {200, 302, 404}


@pytest.mark.parametrize(
    "odd",
    ["\0", "a\0b", "x" * 10_000, "'\"<script>alert(1)</script>", "\u202eher2\u202c", "%00", "../../etc", "\u0301" * 99,
     "🙂", "{{ 7 }}", "--", "'; DROP TABLE"],
)  # fmt: skip
def test_odd_input_is_no_failure(glossary, client, odd):
    for asked in ({"q": odd}, {"sort": odd}, {"class": odd}, {"q": odd, "sort": odd, "class": odd}):
        page = client.get("/glossary/", asked)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert client.get("/glossary/names.json", asked).status_code == 200
    assert client.get(f"/glossary/{odd}/").status_code == 404
    assert client.get(f"/glossary/classes/{odd}/").status_code == 404
