"""What the checks of language say with the help of the glossary."""

import pytest

from editions import review
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(writer, reviewer):
    draft = KINDS["term"].begin(writer, slug="fulvestrant")
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
    return draft


@pytest.fixture
def found(writer):
    """``found(check, body)``: the excerpts that a check finds in an article's text."""

    def found(check, body, **words):
        draft = KINDS["article"].begin(writer, slug="a-text", body=body, **words)
        return [one.excerpt for one in draft.findings() if one.check == check]

    return found


def test_a_brand_without_its_medicine_is_found(term, found):
    assert any("Faslodex" in one for one in found("brand", "You may have Faslodex each month. [@who-pain]"))


def test_a_brand_beside_its_medicine_is_not(term, found):
    assert found("brand", "You may have fulvestrant (Faslodex) each month. [@who-pain]") == []


def test_without_the_entry_nothing_is_said_of_its_brand(found):
    assert found("brand", "You may have Faslodex each month. [@who-pain]") == []


def test_a_word_that_looks_like_a_medicine_of_the_glossary_is_found(writer, reviewer, found):
    draft = KINDS["term"].begin(writer, slug="zanubrilisib", title="zanubrilisib", names="", not_the_same_as="")
    draft.submit(by=writer, saved=0)
    assert found("misspelt", "You may have zanubrilisob. [@who-pain]") == []
    draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
    later = KINDS["article"].begin(writer, slug="later", body="You may have zanubrilisob. [@who-pain]")
    assert any("zanubrilisob" in one.excerpt for one in later.findings() if one.check == "misspelt")


def test_a_hidden_misspelling_is_known(term, found):
    assert found("misspelt", "You may have fulvestrent. [@who-pain]")


def test_a_technical_word_without_an_entry_is_found_once(found):
    body = "Pneumonitis is rare. Pneumonitis needs help. [@who-pain]"
    assert len(found("unexplained", body)) == 1


def test_with_an_entry_it_is_not(writer, reviewer, found):
    words = {"title": "pneumonitis", "sort": "term", "names": "", "drug_class": "", "not_the_same_as": ""}
    draft = KINDS["term"].begin(writer, slug="pneumonitis", **words)
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
    assert found("unexplained", "Pneumonitis is rare. [@who-pain]") == []


def test_names_of_the_glossary_are_among_the_changes_that_can_hurt(term, writer, reviewer):
    live = KINDS["article"].begin(writer, slug="a-text", body="Ask about faslodex. [@who-pain]")
    after = KINDS["article"].edition_model(body="Ask about exercise. [@who-pain]")
    after.title, after.summary, after.in_short, after.sources = live.title, live.summary, live.in_short, live.sources
    assert ("faslodex", "") in {(risk.removed.lower(), risk.added) for _label, risk in review.risks(live, after)}


def test_another_term_with_the_same_name_is_named_to_the_editor(term, writer):
    other = KINDS["term"].begin(writer, slug="other", title="another", names="brand | Faslodex | UK")
    (problem,) = [one for one in other.problems() if one.field == "names"]
    assert problem.line == 1
    assert "“fulvestrant”" in problem.message
    other.names = "brand | Faslodex | UK | another medicine that was sold under this name"
    assert not [one for one in other.problems() if one.field == "names"]


def test_another_term_with_the_same_title_is_refused(term, writer):
    other = KINDS["term"].begin(writer, slug="other", title="Faslodex", names="")
    assert any("“fulvestrant”" in one.message for one in other.problems() if one.field == "title")


@pytest.mark.parametrize(
    ("field", "value"),
    [("atc", "L02BA"), ("atc", "X02BA03"), ("atc", "l02ba03"), ("ncit", "1379"), ("rxnorm", "R12"), ("drug_class", ""),
     ("given", ""), ("used_for", ""), ("sources", ""), ("sort", ""), ("summary", "One. Two. Three."),
     ("names", "marke | Faslodex"), ("not_the_same_as", "fluorouracil")],
)  # fmt: skip
def test_what_keeps_a_medicine_from_being_submitted(field, value, writer):
    draft = KINDS["term"].begin(writer, slug="x", **{field: value})
    assert field in [one.field for one in draft.problems()]


@pytest.mark.parametrize("name", ["–", "抗体"])
def test_a_class_has_a_name_that_gives_an_address(name, writer):
    draft = KINDS["term"].begin(writer, slug="x", drug_class=name)
    assert "drug_class" in [one.field for one in draft.problems()]


def test_a_class_is_written_in_one_way(term, writer):
    draft = KINDS["term"].begin(writer, slug="x", names="", drug_class="SERD+")
    (problem,) = [one for one in draft.problems() if one.field == "drug_class"]
    assert "“SERD”" in problem.message
    draft.drug_class = "SERD"
    assert "drug_class" not in [one.field for one in draft.problems()]


def test_a_plain_word_needs_none_of_it(writer):
    only = {"title": "drip", "summary": "Medicine that runs slowly into a vein.", "sort": "term"}
    empty = dict.fromkeys(set(KINDS["term"].words) - set(only), "")
    draft = KINDS["term"].begin(writer, slug="drip", **{**empty, **only})
    assert draft.problems() == []
