"""What a reader types finds the page that answers it: by name, by title, by text, in half a sentence."""

import pytest

pytestmark = pytest.mark.django_db
BRANDS = "brand | Herceptin | UK, EU, US\nabbreviation | TTZ"

MEANT = [
    ("trastuzumab", "/glossary/trastuzumab/"),
    ("Trastuzumab", "/glossary/trastuzumab/"),
    ("  TRASTUZUMAB  ", "/glossary/trastuzumab/"),
    ("herceptin", "/glossary/trastuzumab/"),
    ("Herceptin®", "/glossary/trastuzumab/"),
    ("ttz", "/glossary/trastuzumab/"),
    ("what is herceptin?", "/glossary/trastuzumab/"),
    ("T-DXd", "/glossary/t-dxd/"),
    ("tdxd", "/glossary/t-dxd/"),
    ("t‑dxd", "/glossary/t-dxd/"),
    ("t dxd", "/glossary/t-dxd/"),
    ("Enhertu", "/glossary/t-dxd/"),
    ("antibody drug conjugate", "/glossary/adc/"),
    ("antibody-drug conjugate", "/glossary/adc/"),
    ("ADC", "/glossary/adc/"),
    ("oestrogen", "/glossary/oestrogen/"),
    ("estrogen", "/glossary/oestrogen/"),
    ("estrogens", "/glossary/oestrogen/"),
    ("bone pain", "/articles/one/"),
    ("pain bone", "/articles/one/"),
    ("pain in my bones", "/articles/one/"),
    ("why do my bones hurt", "/articles/one/"),
    ("feeling tired", "/articles/two/"),
    ("so tired all the time", "/articles/two/"),
    ("stage 4", "/articles/three/"),
    ("what does stage 4 mean", "/articles/three/"),
    ("has it spread", "/articles/three/"),
    ("tumor", "/articles/three/"),
    ("tumors growing", "/articles/three/"),
    ("radiotherapy", "/articles/one/"),
    ("trastu\u00adzumab", "/glossary/trastuzumab/"),
]


@pytest.fixture
def shelves(publish, shelf):
    """A few pages that share words."""
    publish("one", title="Bone pain", body="Radiotherapy eases it, and so may trastuzumab. [@who-pain]")
    publish("two", title="Feeling tired", summary="Rest and move.", body="Some have pain in a bone, too. [@who-pain]")
    publish("three", title="What stage 4 means", summary="The cancer has spread.", body="Tumours grow. [@who-pain]")
    shelf.drug("trastuzumab", "trastuzumab", names=BRANDS, drug_class="HER2 antibody")
    shelf.term("oestrogen", "oestrogen", "A hormone.", names="form | oestrogens")
    shelf.term("adc", "antibody–drug conjugate", "A medicine of two parts.", names="abbreviation | ADC")
    shelf.drug("t-dxd", "trastuzumab deruxtecan", names="abbreviation | T-DXd\nbrand | Enhertu", drug_class="ADC")


def test_the_first_page_is_the_one_that_was_meant(shelves, search):
    assert {typed: search(typed).paths[0] for typed, _path in MEANT} == dict(MEANT)


def test_a_title_comes_before_a_text(shelves, search):
    found = search("bone").paths
    assert found[0] == "/articles/one/"
    assert "/articles/two/" in found


def test_a_name_comes_before_a_page_that_speaks_of_it(shelves, search):
    found = search("trastuzumab").paths
    assert found[0] == "/glossary/trastuzumab/"
    assert {*found[1:]} == {"/glossary/t-dxd/", "/articles/one/"}


def test_a_page_with_all_words_comes_before_one_with_some(shelves, search):
    found = search("radiotherapy bone")
    assert found.paths[0] == "/articles/one/"
    assert "No page has all of these words" not in found.said
    some = search("radiotherapy conjugate")
    assert {"/articles/one/", "/glossary/adc/"} <= {*some.paths}
    assert "No page has all of these words. These have some of them." in some.said


def test_words_that_say_nothing_are_looked_for_when_there_are_no_others(shelves, search, publish):
    assert search("what is it").answer.status_code == 200
    publish("four", title="Why me?")
    assert search("why me").paths[0] == "/articles/four/"


def test_a_page_is_found_by_the_words_that_its_author_says_readers_use(publish, search):
    publish(sought_as="wobbly legs")
    assert search("wobbly").paths == ["/articles/bone-pain/"]
    assert "wobbly" not in search("bone").said


def test_sources_are_not_searched(publish, search):
    publish(sources="who-pain | Zanzibar. A book. 2018. | https://www.ncbi.nlm.nih.gov/books/NBK537497/")
    assert search("zanzibar").paths == []


# What a result says -----------------------------------------------------------------------------


def test_what_was_found_is_marked_in_a_passage_of_the_page(shelves, search):
    item = search("trastuzumab easing radiotherapies").items[0]
    assert [one.text for one in item.all("mark")][-3:] == ["Radiotherapy", "eases", "trastuzumab"]
    assert "Radiotherapy eases it, and so may trastuzumab." in item.text


def test_a_long_text_is_cut_around_what_was_found(publish, search):
    publish(body=" ".join(["Some words of no use."] * 60) + " Xylophones help. [@who-pain] " + "And more words. " * 60)
    (item,) = search("xylophones").items
    passage = next(item.all("p")).text
    assert "Xylophones help." in passage
    assert (passage[:2], passage[-2:]) == ("… ", " …")
    assert len(passage) < 260


def test_the_page_says_how_many_there_are(shelves, search):
    found = search("trastuzumab")
    assert found.main.one("p", class_="count").text == f"{len(found.paths)} pages"
    assert search("move").main.one("p", class_="count").text == "1 page"


# Cards ------------------------------------------------------------------------------------------


def test_a_medicine_that_was_looked_for_by_name_is_shown_as_a_card(shelves, search):
    (card,) = search("herceptin").cards
    assert card.one("h2").one("a")["href"] == "/glossary/trastuzumab/"
    for words in ("What it is used for: Stage 4 breast cancer", "How it is given: As an injection", "HER2 antibody"):
        assert words in card.text
    assert "by Rosa Reviewer" in card.text
    assert search("herceptin hair").cards == []
    assert search("antibody").cards == []


@pytest.mark.parametrize(
    "typed", ["Ella Expert", "dr ella expert", "Dr. Ella Expert", "doctor expert ella", "ella expert"]
)
def test_a_person_is_found_by_name_with_and_without_a_title(publish, search, typed):
    publish("ella", "expert")
    publish()
    assert search(typed).paths == ["/experts/ella/"]


def test_a_person_is_shown_as_a_card(publish, search):
    publish("ella", "expert", title="Ella J. Expert")
    for typed in ("Dr Ella Expert", "ella j expert"):
        (card,) = search(typed).cards
        assert "MB BS, FRCP" in card.text
        assert "Consultant medical oncologist · A hospital" in card.text


def test_an_emergency_card_is_found_by_its_country(publish, search):
    publish("gb", "urgent")
    for typed in ("United Kingdom", "uk", "england emergency number"):
        assert search(typed).paths == ["/urgent/gb/"], typed
