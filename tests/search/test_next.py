"""What to read after a page: at most three others, live and signed, of its language, by topics and by terms."""

import pytest

from editions import guards
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.editions.previewing import link_to, opened
from tests.site.tree import parse

pytestmark = pytest.mark.django_db
PAGE = "/articles/here/"


def offered(tree):
    """The paths under the heading, in order; [] when there is none."""
    return [link["href"] for part in tree.all("section", class_="read-next") for link in part.all("a")]


@pytest.fixture
def here(publish):
    return publish("here", topics=["Pain", "Bones"], title="Here", body="Of letrozole and HER2. [@who-pain]")


@pytest.fixture
def other(publish):
    """Another article; without topics and terms it has nothing to do with any."""

    def other(slug, topics=(), text="Nothing of it.", **words):
        own = {"title": slug.title(), "summary": "Another.", "in_short": "One.\nTwo.\nThree. [@who-pain]"}
        return publish(slug, topics=topics, **{**own, "body": f"{text} [@who-pain]", **words})

    return other


@pytest.fixture
def terms(shelf):
    shelf.drug("letrozole", "letrozole", names="brand | Femara")
    shelf.term("her2", "HER2", "A protein.")


def test_pages_with_more_of_its_topics_come_first_and_three_at_most(here, other, read):
    other("none")
    other("one-topic", ["Pain"])
    other("both", ["Pain", "Bones"])
    assert offered(read(PAGE)) == ["/articles/both/", "/articles/one-topic/"]
    for number in range(4):
        other(f"more-{number}", ["Bones", "Sleep"])
    found = offered(read(PAGE))
    assert (len(found), found[0]) == (3, "/articles/both/")


def test_of_the_same_topics_those_come_first_that_use_the_same_terms(terms, here, other, read):
    other("two-terms", ["Pain"], "Letrozole, and HER2.")
    other("one-term", ["Pain"], "Femara.")
    other("no-term", ["Pain"])
    assert offered(read(PAGE)) == ["/articles/two-terms/", "/articles/one-term/", "/articles/no-term/"]


def test_a_shared_topic_counts_for_more_than_shared_terms(terms, here, other, read):
    other("topics", ["Pain", "Bones"])
    other("terms", ["Pain"], "Letrozole, and HER2.")
    assert offered(read(PAGE)) == ["/articles/topics/", "/articles/terms/"]


def test_where_few_share_a_topic_shared_terms_are_enough(terms, here, other, read):
    other("a-term", ["Sleep"], "Femara.")
    other("no-term", ["Sleep"])
    assert offered(read(PAGE)) == ["/articles/a-term/"]


def test_it_is_never_the_page_itself_and_nothing_stands_there_when_there_is_none(here, read):
    assert offered(read(PAGE)) == []
    assert "You could read next" not in read(PAGE).text


def test_a_page_without_topics_offers_none(other, read):
    other("plain")
    other("second")
    assert offered(read("/articles/plain/")) == []


def test_pages_of_another_language_are_not_offered(here, other, read):
    other("deutsch", ["Pain", "Bones"], language="de")
    assert offered(read(PAGE)) == []


def test_what_is_not_live_is_not_offered(here, other, writer, reviewer, read):
    draft = KINDS["article"].begin(writer, slug="draft", topics=[*here.page.topics.all()])
    draft.submit(by=writer, saved=0)
    gone = other("gone", ["Pain"])
    assert offered(read(PAGE)) == ["/articles/gone/"]
    gone.page.withdraw(by=reviewer, reason="wrong")
    assert offered(read(PAGE)) == []


@pytest.mark.parametrize("column", ["title", "summary"])
def test_what_nobody_signed_is_not_offered(here, other, read, column):
    forged = other("forged", ["Pain"])
    with guards.lifted("forged words", "keeps_words"):
        change(forged, **{column: "A forgery."})
    assert offered(read(PAGE)) == []
    assert "forgery" not in read(PAGE).text


def test_its_words_are_title_and_summary_as_signed(here, other, read):
    other("marks", ["Pain"], title="<script>Marks</script>", summary="A & <b>B</b>")
    part = read(PAGE).one("section", class_="read-next")
    assert part.one("li").text == "<script>Marks</script> A & <b>B</b>"


def test_emergency_cards_offer_nothing_and_are_not_offered(here, publish, read):
    publish("gb", "urgent", topics=["Pain", "Bones"])
    assert offered(read("/urgent/gb/")) == []
    assert offered(read(PAGE)) == []


def test_a_preview_offers_nothing(here, other, writer, client):
    other("both", ["Pain", "Bones"])
    draft = here.page.start_draft(by=writer, change_note="More.")
    assert offered(parse(client.get(PAGE).content.decode())) == ["/articles/both/"]
    answer, _client = opened(link_to(draft, writer))
    assert "Of letrozole and HER2." in answer.content.decode()
    assert offered(parse(answer.content.decode())) == []
