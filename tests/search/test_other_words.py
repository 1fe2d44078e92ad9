"""Other words than those typed: other names of a thing, and what a misspelt word may mean. It is always said."""

from urllib.parse import parse_qs

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves(publish, shelf):
    publish("one", title="Bone pain", topics=["Pain"], body="Trastuzumab is given as a drip. [@who-pain]")
    publish("two", title="Mets", body="Tiredness is common. [@who-pain]")
    names = "brand | Herceptin | UK, EU, US\nmisspelling | hercptn"
    shelf.drug("trastuzumab", "trastuzumab", names=names, drug_class="HER2 antibody")
    names = "brand | Kadcyla | UK, EU, US\nmisspelling | cadsilla"
    shelf.drug("t-dm1", "trastuzumab emtansine", names=names, drug_class="ADC")
    shelf.term("metastasis", "metastasis", "Cancer that has spread.", names="abbreviation | mets\nform | metastases")
    shelf.term("anaemia", "anaemia", "Too few red cells.", names="misspelling | aneemea")


def names_said(found):
    return [one.text for one in found.main.all("p", class_="small") if "by its other names" in one.text]


# Other names ------------------------------------------------------------------------------------


def test_a_brand_finds_the_pages_that_have_the_other_name_and_it_is_said(shelves, search):
    found = search("herceptin drip")
    assert names_said(found) == ["Looked for “herceptin” by its other names, too: trastuzumab."]
    item = found.items[found.paths.index("/articles/one/")]
    assert [one.text for one in item.all("mark")][-2:] == ["Trastuzumab", "drip"]


def test_other_names_that_are_misspelt_are_not_said_and_not_looked_for(shelves, search):
    (said,) = names_said(search("trastuzumab"))
    assert said == "Looked for “trastuzumab” by its other names, too: Herceptin."


def test_nothing_is_said_of_other_names_when_a_word_has_none(shelves, search):
    assert names_said(search("drip")) == []


def test_a_name_of_several_words_is_one_thing(shelves, search):
    found = search("side effects of trastuzumab emtansine")
    assert names_said(found) == ["Looked for “trastuzumab emtansine” by its other names, too: Kadcyla."]


# Misspelt ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant", "path"),
    [
        ("trastuzamab", "trastuzumab", "/glossary/trastuzumab/"),
        ("herseptin", "Herceptin", "/glossary/trastuzumab/"),
        ("hercepton", "Herceptin", "/glossary/trastuzumab/"),
        ("tirdness", "tiredness", "/articles/two/"),
        ("metastisis", "metastasis", "/glossary/metastasis/"),
        ("anemea", "anaemia", "/glossary/anaemia/"),
    ],
)
def test_a_misspelt_word_is_a_question_with_the_page_shown(shelves, search, follow, typed, meant, path):
    found = search(typed)
    assert found.paths[0] == path
    (notice,) = found.notices
    assert notice.lower().startswith(f"no page has the word “{typed}”. did you mean {meant.lower()}")
    assert ("Names of medicines can differ by a letter" in notice) == (meant in {"trastuzumab", "Herceptin"})
    word, href = found.questions[0]
    assert (word, parse_qs(href[1:])["q"]) == (meant, [meant])
    assert follow(href).paths[0] == path
    assert follow(href).notices == []


@pytest.mark.parametrize(
    ("typed", "meant", "path"),
    [
        ("hercptn", "trastuzumab", "/glossary/trastuzumab/"),
        ("cadsilla", "trastuzumab emtansine", "/glossary/t-dm1/"),
        ("aneemea", "anaemia", "/glossary/anaemia/"),
        ("what is cadsilla", "trastuzumab emtansine", "/glossary/t-dm1/"),
    ],
)
def test_a_misspelling_that_the_glossary_knows_is_a_question_too_and_is_not_printed(
    shelves, search, follow, typed, meant, path
):
    found = search(typed)
    assert found.paths[0] == path
    assert found.questions[0][0] == meant
    assert follow(found.questions[0][1]).paths[0] == path
    assert "hercptn" not in search("trastuzumab").answer.content.decode()


def test_pages_are_never_shown_for_another_word_without_saying_so(shelves, search):
    for typed in ("hercptn", "cadsilla", "trastuzamab", "tirdness", "kadcila", "metz", "drip hercptn"):
        found = search(typed)
        assert found.paths == [] or found.questions, typed


@pytest.mark.parametrize("typed", ["i cant breathe", "I can’t breathe", "it didnt stop, I wont breathe"])
def test_a_denial_without_its_apostrophe_is_no_misspelt_word(publish, search, typed):
    publish("one", title="Breathing", body="I want to breathe. I do not stop. I went on. [@who-pain]")
    found = search(typed)
    assert found.notices == []
    assert found.paths == ["/articles/one/"]


def test_the_question_keeps_the_other_words(shelves, search):
    found = search("a drip of trastuzamab please")
    ((word, href),) = [one for one in found.questions if one[0].lower() == "trastuzumab"]
    assert parse_qs(href[1:])["q"] == [f"a drip of {word} please"]


def test_only_the_word_itself_is_replaced_and_no_part_of_another(publish, search):
    publish(title="Nausea")
    questions = search("nausiax nausia").questions
    assert [parse_qs(href[1:])["q"] for _word, href in questions] == [["Nausea nausia"], ["nausiax Nausea"]]


# Nothing ----------------------------------------------------------------------------------------


def test_words_of_which_nothing_is_known_find_nothing_and_the_page_helps_on(shelves, search):
    found = search("qwxzkjv vvkqz")
    assert found.paths == []
    assert found.main.one("h1").text == "Nothing found"
    assert "None of our pages has “qwxzkjv vvkqz”" in found.said
    assert "Nothing found here does not mean that it is nothing." in found.said
    links = [link["href"] for link in found.main.all("a")]
    assert {"/glossary/", "/urgent/", "/topics/pain/"} <= {*links}


def test_the_nearest_terms_are_offered_when_nothing_is_found(shelves, search):
    found = search("trastuzumabxyzqq")
    assert found.paths == []
    assert "Do you mean one of these?" in found.said
    assert "/glossary/trastuzumab/" in [link["href"] for link in found.main.all("a")]


def test_without_a_word_there_is_a_form_and_no_result(shelves, search):
    for typed, heading in (("", "Search"), ("   ", "Search"), ("\u200b", "Search"), ("?!", "Search")):
        found = search(typed)
        assert found.paths == []
        assert found.main.one("h1").text == heading, typed
        assert list(found.main.all("a", href="/topics/pain/"))


def test_what_was_typed_stays_in_the_field(shelves, search):
    for typed in ("Herceptin & pain", 'a "quoted" one', "qwxzkjv"):
        assert typed in [one["value"] for one in search(typed).tree.all("input", name="q")]


def test_a_long_question_is_cut_and_it_is_said(shelves, search):
    assert "That was long" not in search("bone pain").said
    for typed in ("bone " + "and pain " * 30, "bone " + " ".join("abcdefghijklmnopqrst")):
        assert "That was long: only its first words were looked for." in search(typed).said, typed
