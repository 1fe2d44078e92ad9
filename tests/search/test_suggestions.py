"""What is offered while somebody types: names of live pages, as readers know them, and where they lead."""

import pytest

pytestmark = pytest.mark.django_db
HERCEPTIN = ("Herceptin → trastuzumab", "/glossary/trastuzumab/")


@pytest.fixture
def shelves(publish, shelf):
    publish("one", title="Bone pain")
    publish("two", title="What to do about pain at night")
    publish("ella", "expert", title="Ella J. Expert")
    publish("gb", "urgent")
    names = "brand | Herceptin\nmisspelling | hercptn\nmisspelling | xastuzumab"
    shelf.drug("trastuzumab", "trastuzumab", names=names)
    shelf.drug("t-dxd", "trastuzumab deruxtecan", names="abbreviation | T-DXd\nbrand | Enhertu")
    shelf.drug("nab", "nab-paclitaxel", names="brand | Abraxane")
    shelf.term("cdk", "CDK4/6 inhibitor", names="form | CDK4/6 inhibitors")
    shelf.term("oestrogen", "oestrogen")


def test_a_brand_leads_to_its_medicine(shelves, suggested):
    for typed in ("her", "He", "HERCEP", " herceptin ", "herceptin"):
        assert suggested(typed)[0] == HERCEPTIN, typed


def test_a_name_that_is_the_title_stands_for_itself(shelves, suggested):
    assert suggested("tras") == [
        ("trastuzumab", "/glossary/trastuzumab/"),
        ("trastuzumab deruxtecan", "/glossary/t-dxd/"),
    ]


@pytest.mark.parametrize("typed", ["", " ", "b", "?", "-", "\u0301", "🙂🙂"])
def test_nothing_is_suggested_before_two_letters(shelves, suggested, typed):
    assert suggested(typed) == []


def test_two_letters_are_enough(shelves, suggested):
    assert suggested("bo") == [("Bone pain", "/articles/one/")]


def test_a_word_in_the_middle_of_a_name_is_found_after_whole_names(shelves, shelf, suggested):
    night = [("What to do about pain at night", "/articles/two/")]
    assert suggested("night") == suggested("pain at ni") == night
    assert suggested("expert") == suggested("j expert") == [("Ella J. Expert", "/experts/ella/")]
    shelf.term("pain", "painkiller", "It eases pain.")
    assert [path for _words, path in suggested("pai")] == ["/glossary/pain/", "/articles/one/", "/articles/two/"]


def test_words_that_say_nothing_begin_no_suggestion_within_a_name(shelves, suggested):
    assert suggested("about") == suggested("to do") == []
    assert suggested("what to")[0][1] == "/articles/two/"


def test_what_is_typed_keeps_its_order(shelves, suggested):
    assert suggested("bone pa") == [("Bone pain", "/articles/one/")]
    assert suggested("pain bo") == []


def test_a_compound_is_found_however_it_is_typed(shelves, suggested):
    for typed in ("t-dx", "tdx", "t dxd", "T‑DXd"):
        assert suggested(typed)[0] == ("T-DXd → trastuzumab deruxtecan", "/glossary/t-dxd/"), typed
    for typed in ("cdk4", "cdk46", "CDK4/6", "cdk4 6"):
        assert suggested(typed)[0] == ("CDK4/6 inhibitor", "/glossary/cdk/"), typed
    for typed in ("nabpac", "nab pac", "nab-pac", "paclit"):
        assert suggested(typed)[0] == ("nab-paclitaxel", "/glossary/nab/"), typed


def test_american_spelling_is_understood(shelves, suggested):
    assert suggested("estrogen") == [("oestrogen", "/glossary/oestrogen/")]


def test_a_misspelt_name_is_understood_and_never_printed(shelves, suggested):
    assert suggested("herseptin") == [HERCEPTIN]
    assert suggested("hercptn")[0] == ("trastuzumab", "/glossary/trastuzumab/")
    for typed in ("hercptn", "hercpt", "xast", "xastuzumab"):
        assert not [words for words, _path in suggested(typed) if "hercptn" in words or "xast" in words]


def test_a_name_that_begins_nothing_suggests_nothing(shelves, suggested):
    assert suggested("qwxzkjv") == []


def test_a_country_and_its_other_names_lead_to_its_card(shelves, suggested):
    assert suggested("engl") == [("England → United Kingdom", "/urgent/gb/")]
    assert suggested("united k") == [("United Kingdom", "/urgent/gb/")]


def test_a_person_is_found_with_and_without_an_initial(shelves, suggested):
    for typed in ("ella j", "ella expert", "ella exp", "ella", "exper"):
        assert suggested(typed) == [("Ella J. Expert", "/experts/ella/")], typed


def test_each_page_is_suggested_once_and_at_most_eight_are(publish, shelf, suggested):
    for number in range(10):
        publish(f"leaf-{number}", "leaflet", title=f"Zebra {number}")
    shelf.term("zebra", "zebra", names="form | zebras\nspelling | zebrah")
    found = suggested("zeb")
    assert len(found) == len({path for _words, path in found}) == 8
    assert found[0] == ("zebra", "/glossary/zebra/")
    assert [words for words, _path in found[1:]] == [f"Zebra {number}" for number in range(7)]


def test_what_goes_down_is_suggested_no_longer(publish, reviewer, suggested):
    live = publish()
    assert suggested("bone") == [("Bone pain", "/articles/bone-pain/")]
    live.page.withdraw(by=reviewer, reason="wrong")
    assert suggested("bone") == []


def test_the_suggestions_of_the_glossary_lead_nowhere_else(shelves, client):
    found = client.get("/glossary/names.json?q=bone").json()["found"]
    assert [one for one in found if not one["path"].startswith("/glossary/")] == []
