"""A card's words: how they are shown, and what keeps them from being submitted."""

import re

import pytest

from editions.review import risks
from markup.render import render
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db
NEEDED = ["summary", "country", "numbers", "emergency", "team", "body", "sources"]


@pytest.fixture
def words(writer):
    return KINDS["urgent"].begin(writer)


def found(edition):
    return [(problem.field, problem.line) for problem in edition.problems()]


def test_a_whole_card_has_nothing_to_mend_and_no_warning(words):
    assert found(words) == []
    assert words.warnings() == []


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_is_named(words, name):
    setattr(words, name, "")
    assert found(words) == [(name, None)]


@pytest.mark.parametrize(
    ("name", "value"), [("country", "XX"), ("numbers", "9" * 61), ("emergency", "-\n* \n"), ("team", " \n")]
)
def test_what_cannot_be_is_named(words, name, value):
    setattr(words, name, value)
    assert found(words) == [(name, None)]


def test_both_cards_are_those_that_the_renderer_makes(words):
    shown = words.render()
    emergency = (
        "::: emergency Call 999 or 112 now for any of these signs\n- sudden chest pain\n"
        "- bleeding that will not stop\n:::"
    )
    team = (
        "::: urgent Call your team’s 24-hour line today for any of these signs\n- a fever of 38 °C\n"
        "- new pain in your back\n:::"
    )
    assert render(emergency) in f"{shown}\n"
    assert render(team) in f"{shown}\n"
    assert shown.index("card-emergency") < shown.index("card-urgent") < shown.index('class="body"')


def test_the_cards_lead_nowhere_else(words):
    for card in re.findall(r'<div class="card .*?</div>', words.render(), re.DOTALL):
        assert "<a" not in card


@pytest.mark.parametrize("name", ["emergency", "team"])
@pytest.mark.parametrize(
    "sign",
    [
        "chest pain: [call](tel:999)",
        "- [pain](/articles/pain/)",
        "    [pain](/articles/pain/)",
        "``` [pain](/articles/pain/)",
        "<https://example.org>",
        "chest pain [@nhs-999]",
        f"![A chest](/media/{'a' * 64}.webp)",
    ],
)
def test_no_sign_leads_away_from_the_call(words, name, sign):
    setattr(words, name, f"a first sign\n{sign}\n")
    assert (name, 2) in found(words)


@pytest.mark.parametrize("name", ["summary", "numbers", "emergency", "team", "body", "sources"])
def test_no_word_is_html(words, name):
    setattr(words, name, "nhs-999 | <script>&</script>")
    shown = words.render()
    assert "<script>" not in shown
    assert "&lt;script&gt;&amp;" in shown


def test_every_source_is_listed_and_those_that_are_cited_come_first(words):
    words.sources = "first | The first.\nsecond | The second.\nthird | The third."
    words.body = "It is so. [@third]\n"
    assert found(words) == []
    listed = re.findall(r'<li id="source-(\w+)">', words.render())
    assert listed == ["third", "first", "second"]
    assert 'href="#source-third" aria-label="Source 1"' in words.render()


def test_a_citation_needs_its_source(words):
    words.body = "It is so.\n\nAnd so. [@nobody]\n"
    assert found(words) == [("body", 3)]


def test_a_line_of_sources_that_is_none_is_named(words):
    words.sources += "\nNo key at all"
    assert found(words) == [("sources", 2)]


@pytest.mark.parametrize("name", ["emergency", "team", "body"])
def test_what_is_too_long_says_so(words, name):
    setattr(words, name, "x [" * 2000)
    assert found(words) == [("body", None)]


def test_a_picture_needs_words(words):
    words.body += f"\n\n![](/media/{'a' * 64}.webp)\n"
    assert found(words) == [("body", 5)]


def test_only_the_text_cites(words):
    words.emergency = words.team = "a fever of 38 °C or more, 2 of 10 people"
    assert "uncited" not in {finding.check for finding in words.findings()}
    words.body = "A fever is deadly in 2 of 10 people.\n"
    assert ("uncited", "body") in {(finding.check, finding.field) for finding in words.findings()}


# One card for each country and language ---------------------------------------------------------


def test_a_country_has_one_card_in_each_language(publish, words, writer):
    words.country = "IE"
    publish("IE", title="Ireland")
    assert [str(one) for one in words.problems()] == [
        "“Ireland” is this country's card already. Write its next edition, or withdraw it first."
    ]
    words.country = "CA"
    assert found(words) == []
    assert found(KINDS["urgent"].begin(writer, slug="irland", country="IE", language="de")) == []


def test_a_card_that_is_in_review_or_waits_is_in_the_way_and_a_withdrawn_one_is_not(words, writer, reviewer):
    other = KINDS["urgent"].begin(writer, slug="other", country=words.country)
    assert found(words) == []
    other.submit(by=writer, saved=0)
    assert found(words) == [("country", None)]
    other.approve(by=reviewer, seal=other.seal)
    assert found(words) == [("country", None)]
    other.page.withdraw(by=reviewer, reason="wrong")
    assert found(words) == []


def test_the_next_edition_of_a_card_is_not_in_its_own_way(publish, writer):
    assert found(publish().page.start_draft(by=writer, change_note="More signs.")) == []


def test_another_number_is_the_first_thing_that_a_reviewer_sees(publish, writer):
    live = publish()
    draft = live.page.start_draft(by=writer, numbers="991 or 112", emergency="sudden chest pain", change_note="x")
    changed = {(str(label), risk.removed, risk.added) for label, risk in risks(live, draft)}
    assert ("numbers to call", "999 or 112", "991 or 112") in changed
    assert any(label == "signs of an emergency" and "not" in removed for label, removed, _added in changed)
