"""The home page: the first steps, what was reviewed last, and who is behind it; nothing that leads nowhere."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import guards, reading
from editions.models import Edition, FirstStep, Page
from experts.models import ExpertEdition
from people.models import User
from tests.editions.conftest import change

pytestmark = pytest.mark.django_db

ARTICLES = ["/articles/what-stage-4-means/", "/articles/how-stage-4-breast-cancer-is-treated/"]


def section(tree, name):
    """The section under this heading, or None."""
    return next((one for one in tree.all("section") if one["aria-labelledby"] == name), None)


def steps(tree):
    found = section(tree, "first-steps")
    return [(link["href"], link.text, link.parent.one("span").text) for link in found.all("a")] if found else None


@pytest.fixture
def step(publish, editor):
    """``step(slug)``: a live page that is the last of the first steps."""

    def step(slug, kind="article", position=None, **words):
        live = publish(slug, kind, **words)
        return FirstStep.objects.put(live.page, position, by=editor)

    return step


# The first steps --------------------------------------------------------------------------------


def test_the_first_steps_stand_in_their_order_with_the_words_of_their_editions(step, read):
    step("two", title="What helps", summary="Second.")
    step("her2", kind="term", title="HER2", names="", summary="Third, a protein.")
    step("one", title="What it means", summary="First.", position=5)
    assert steps(read("/")) == [
        ("/articles/one/", "What it means", "First."),
        ("/articles/two/", "What helps", "Second."),
        ("/glossary/her2/", "HER2", "Third, a protein."),
    ]


def test_without_first_steps_there_is_no_such_section(publish, read):
    publish()
    assert steps(read("/")) is None
    assert "Just told" not in read("/").text


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_path_is_seen_at_the_next_request(step, read, editor, publish):
    """Committed, so that pages are kept between the requests."""
    first, second = step("one"), step("two")
    assert [path for path, *_words in steps(read("/"))] == ["/articles/one/", "/articles/two/"]
    second.move_to(5, by=editor)
    assert [path for path, *_words in steps(read("/"))] == ["/articles/two/", "/articles/one/"]
    second.remove(by=editor)
    assert [path for path, *_words in steps(read("/"))] == ["/articles/one/"]
    first.page.withdraw(by=editor, reason="wrong")
    assert steps(read("/")) is None


def test_a_step_comes_back_with_its_page_and_stands_where_it_stood(step, read, replace, editor):
    first = step("one")
    step("two")
    live = first.page.live_edition
    first.page.withdraw(by=editor, reason="wrong")
    assert [path for path, *_words in steps(read("/"))] == ["/articles/two/"]
    replace(live, "Mended.")
    assert [path for path, *_words in steps(read("/"))] == ["/articles/one/", "/articles/two/"]


def test_a_step_follows_its_page_to_another_address(step, read):
    step("one").page.move_to("moved")
    assert [path for path, *_words in steps(read("/"))] == ["/articles/moved/"]


def test_a_step_whose_signature_does_not_hold_is_not_shown(step, read):
    step("one")
    step("two")
    guards.lift()
    change(Edition.objects.get(page__addresses__path="/articles/one/"), title="Forged")
    guards.install()
    assert [path for path, *_words in steps(read("/"))] == ["/articles/two/"]
    assert "Forged" not in read("/").text


def test_what_is_in_work_on_a_step_is_not_shown(step, read, writer):
    page = step("one", title="What it means").page
    draft = page.start_draft(by=writer, title="A draft of it", change_note="New title.", body="Other. [@who-pain]")
    draft.submit(by=writer, saved=draft.saved)
    assert [title for _path, title, _summary in steps(read("/"))] == ["What it means"]


def at_the_end(tree):
    """What a page says of its place on the path, and where that leads."""
    found = [one for one in tree.all("p", class_="screen-only") if one.text.startswith("First steps")]
    return [(one.text, one.one("a")["href"]) for one in found]


def test_at_the_end_of_each_step_stands_the_way_to_the_next(step, publish, read, editor):
    step("two")
    middle = step("her2", kind="term", title="HER2", names="")
    step("one", position=5)
    publish("other")
    assert at_the_end(read("/articles/one/")) == [("First steps: 1 of 3. Go on to step 2", "/articles/two/")]
    assert at_the_end(read("/articles/two/")) == [("First steps: 2 of 3. Go on to step 3", "/glossary/her2/")]
    last = "First steps: 3 of 3. This was the last of them. More, by topic"
    assert at_the_end(read("/glossary/her2/")) == [(last, "/topics/")]
    assert at_the_end(read("/articles/other/")) == []
    middle.page.withdraw(by=editor, reason="wrong")
    assert at_the_end(read("/articles/two/")) == [(last.replace("3", "2"), "/topics/")]


def test_a_single_step_leads_nowhere(step, read):
    step("one")
    assert at_the_end(read("/articles/one/")) == []


# Newest, topics, who ----------------------------------------------------------------------------


def test_the_newest_reviews_leave_out_steps_and_what_is_looked_up_by_name(publish, step, read):
    step("one")
    publish("her2", "term", title="HER2", names="")
    publish("ella", "expert")
    publish("gb", "urgent")
    publish("two", title="Another page")
    newest = section(read("/"), "newest")
    assert [link["href"] for one in newest.all("h3") for link in one.all("a")] == ["/articles/two/"]
    assert newest.text.startswith("Newly reviewed Another page")


def test_a_kind_that_is_no_article_is_named(publish, read, monkeypatch):
    monkeypatch.setattr(ExpertEdition, "in_newest", True)
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        publish("two")
        clock.shift(datetime.timedelta(days=1))
        publish("ella", "expert")
    lines = [one.text for one in section(read("/"), "newest").all("p", class_="small")]
    assert lines == ["Expert · Reviewed on 1 July 2026 by Rosa Reviewer", "Reviewed on 30 June 2026 by Rosa Reviewer"]


def test_where_all_that_is_new_are_the_first_steps_there_is_no_list_of_it(step, read):
    step("one")
    assert section(read("/"), "newest") is None
    assert "is published yet" not in read("/").text


def test_it_says_how_much_was_approved(publish, read):
    publish("one")
    said = "1 article. What you read was approved by a second clinician, word for word."
    assert said in section(read("/"), "who").text
    publish("two")
    publish("her2", "term", title="HER2", names="")
    said = section(read("/"), "who").text
    assert "2 articles, 1 medicine or medical word, explained." in said


def test_it_counts_nothing_where_there_is_nothing(read, publish, editor):
    assert "approved each of them" not in read("/").text
    FirstStep.objects.put(publish("ella", "expert").page, by=editor)
    assert "approved each of them" not in read("/").text


def test_a_demonstration_claims_no_approval(publish, read):
    publish("one")
    User.objects.update(is_demonstration=True)
    said = read("/").text
    assert "approved each of them" not in said
    assert "nobody has reviewed anything" in section(read("/"), "who").text


def test_no_link_leads_nowhere(publish, step, read, client):
    step("one", topics=["Pain"])
    for kind in ("article", "term", "expert", "urgent"):
        publish(f"a-{kind}", kind, topics=["Pain"])
    for link in read("/").one("main").all("a"):
        assert client.get(link["href"]).status_code == 200, link["href"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_ever_read(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_it_takes_as_many_queries_whatever_there_is(publish, step, client):
    def queries():
        reading.forget()
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    step("one")
    few = queries()
    for number in range(4):
        step(f"step-{number}", topics=[f"Topic {number}"])
        for kind in ("article", "term", "expert"):
            publish(f"{kind}-{number}", kind, topics=["Pain"])
    assert queries() == few <= 8


# The demonstration ------------------------------------------------------------------------------


def test_the_demonstration_fills_the_path_with_the_pages_that_are_there(read, capsys):
    names = [path.strip("/") for path in ARTICLES]
    call_command("load_demo", only=names[1:], verbosity=0)
    assert [path for path, *_words in steps(read("/"))] == ARTICLES[1:]
    call_command("load_demo", only=names, verbosity=0)
    assert [path for path, *_words in steps(read("/"))] == ARTICLES


def test_a_second_load_leaves_the_path_as_it_was_edited(read, editor, writer, capsys):
    names = [path.strip("/") for path in ARTICLES]
    call_command("load_demo", only=names, verbosity=0)
    FirstStep.objects.first().remove(by=editor)
    call_command("load_demo", only=names, verbosity=0)
    assert [path for path, *_words in steps(read("/"))] == ARTICLES[1:]


def test_a_path_that_an_editor_filled_is_left_alone(step, read, capsys):
    for number in range(6):
        step(f"page-{number}")
    call_command("load_demo", only=[ARTICLES[0].strip("/")], verbosity=0)
    assert len(steps(read("/"))) == 6
    assert Page.objects.filter(addresses__path=ARTICLES[0]).exists()


def test_what_the_demonstration_names_as_first_steps_is_live(crawled):
    found = steps(crawled["/"].tree)
    assert 3 <= len(found) <= 6
    assert [path for path, *_words in found][:2] == ARTICLES
    assert all(crawled[path].status == 200 for path, *_words in found)
