"""My work, finding a page, and the history of a page."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editions.models import Edition
from people import roles
from tests.conftest import KINDS, give_credentials, make_person
from tests.editions.conftest import Stage
from tests.editions.desk.browsing import desk_address, draft_address, page_address, signed_in, text_of

pytestmark = pytest.mark.django_db

INDEX, FIND = "/admin/", "/admin/editions/page/find/"


@pytest.fixture
def stage(writer, other_writer, reviewer, editor):
    return Stage(KINDS["article"], writer, other_writer, reviewer, editor)


def queue(person, name):
    """The addresses that stand in one list of this person's first screen."""
    content = signed_in(person).get(INDEX).content.decode()
    part = re.search(rf'<section aria-labelledby="queue-{name}".*?</section>', content, re.DOTALL)
    return re.findall(r'<li><a href="([^"]+)"', part[0]) if part else None


def test_each_list_shows_what_belongs_there(stage, writer, reviewer):
    draft, submitted, closed = stage.draft(), stage.submitted(), stage.closed()
    scheduled, live = stage.scheduled(), stage.live()
    assert queue(writer, "drafts") == [draft_address(draft)]
    assert queue(writer, "submitted") == [desk_address(submitted)]
    assert queue(writer, "changes") == [desk_address(closed)]
    assert queue(writer, "scheduled") == [desk_address(scheduled)]
    assert queue(reviewer, "reviews") == [desk_address(submitted)]
    assert queue(reviewer, "scheduled") == [desk_address(scheduled)]
    assert queue(writer, "due") == []  # the live one was reviewed today
    assert desk_address(live) not in signed_in(writer).get(INDEX).content.decode().split("News for you")[0]


def test_what_was_continued_is_no_longer_among_the_changes_requested(stage, writer, other_writer):
    closed = stage.closed()
    continued = closed.page.start_draft(by=other_writer)
    assert queue(writer, "changes") == []
    continued.discard(by=other_writer)
    assert queue(writer, "changes") == [desk_address(closed)]


def test_nothing_that_a_reviewer_may_not_approve_waits_for_them(stage, reviewer, editor):
    reviewer.groups.add(*make_person("Extra", roles.WRITER).groups.all())
    own = KINDS["article"].begin(reviewer, slug="own")
    own.submit(by=reviewer, saved=0)
    earlier = KINDS["article"].begin(reviewer, slug="earlier")
    earlier.submit(by=reviewer, saved=0)
    earlier.take_back(by=reviewer)
    continued = earlier.page.start_draft(by=stage.writer)
    continued.submit(by=stage.writer, saved=0)
    by_editor = KINDS["article"].begin(editor, slug="by-the-confirmer")
    by_editor.submit(by=editor, saved=0)
    may = stage.submitted()
    assert queue(reviewer, "reviews") == [desk_address(may)]
    for edition in Edition.objects.in_review():
        listed = desk_address(edition) in queue(reviewer, "reviews")
        assert listed == (edition.why_not_reviewed_by(reviewer) is None)


def test_after_an_approval_that_stands_earlier_authors_may_review_again(stage, reviewer, editor):
    colleague = make_person("Carla Colleague", roles.WRITER, roles.CLINICAL_REVIEWER)
    give_credentials(colleague, editor)
    first = KINDS["article"].begin(colleague, slug="hers")
    first.submit(by=colleague, saved=0)
    first.approve(by=reviewer, seal=first.seal)
    second = stage.next_submitted(first)
    assert queue(colleague, "reviews") == [desk_address(second)]


def test_what_was_asked_by_name_stands_first_and_once(stage, writer, reviewer):
    asked, other = stage.submitted(), stage.submitted()
    asked.ask(by=writer, reviewer=reviewer)
    assert queue(reviewer, "asked") == [desk_address(asked)]
    assert queue(reviewer, "reviews") == [desk_address(other)]


def test_a_page_due_for_review_is_its_owners(stage, writer, editor):
    live = stage.live()
    live.page.review_every = 1
    live.page.save()
    following = stage.next_submitted(live)
    following.approve(by=stage.reviewer, seal=following.seal)
    assert queue(writer, "due") == [desk_address(following)]
    assert queue(editor, "due") == []


def test_without_anything_to_do_each_list_says_so(writer, reviewer):
    said = text_of(signed_in(writer).get(INDEX))
    assert "You have no draft." in said and "Nobody has asked you for changes." in said and "No news." in said
    assert "No edition waits for you." in text_of(signed_in(reviewer).get(INDEX))


def test_somebody_without_a_role_gets_no_list(stranger):
    response = signed_in(stranger).get(INDEX)
    assert response.status_code == 200 and b"queue-" not in response.content


def test_the_first_screen_takes_as_many_queries_for_many_editions(stage, reviewer, django_assert_num_queries):
    reviewer.groups.add(*make_person("Extra", roles.WRITER, roles.EDITOR_IN_CHIEF).groups.all())

    def count():
        browser = signed_in(reviewer)
        with CaptureQueriesContext(connection) as queries:
            browser.get(INDEX)
        return len(queries)

    stage.submitted(), stage.draft(), stage.scheduled()
    few = count()
    for _number in range(8):
        stage.submitted(), stage.scheduled(), stage.closed()
    assert count() == few


# Finding -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pasted",
    ["https://example.org/articles/page-1/?x=1#y", "/articles/page-1/", "articles/page-1", " /articles/page-1 "],
)
def test_a_pasted_address_leads_to_the_page_whose_first_button_withdraws(pasted, stage, editor):
    live = stage.live()
    stage.live()
    answer = signed_in(editor).get(FIND, {"q": pasted}, follow=True)
    assert answer.redirect_chain == [(page_address(live), 302)]
    content = answer.content.decode()
    assert content.index("Withdraw this page …") < content.index('id="editions"')


def test_a_page_is_found_from_every_screen_of_the_desk(stage, editor):
    live = stage.live()
    for address in (desk_address(live), page_address(live), "/admin/articles/article/", history(live)):
        assert f'action="{FIND}"' in signed_in(editor).get(address).content.decode()


def test_words_of_a_title_find_pages_and_nothing_says_so(stage, writer):
    one, two = stage.draft(title="Pain at night"), stage.draft(title="Pain in the day")
    browser = signed_in(writer)
    found = browser.get(FIND, {"q": "pain"}).content.decode()
    assert page_address(one) in found and page_address(two) in found
    assert browser.get(FIND, {"q": "pain night"}).url == page_address(one)
    assert "No page matches “<b>”." in text_of(browser.get(FIND, {"q": "<b>"}))
    assert browser.get(FIND).status_code == 200
    assert browser.post(FIND).status_code == 405


@pytest.mark.parametrize("q", ["http://[", "http://a]b/c", "\x00", "%", "/" * 300, "x" * 5000])
def test_whatever_is_pasted_is_answered(q, stage, writer):
    stage.draft()
    assert signed_in(writer).get(FIND, {"q": q}).status_code == 200


def test_finding_many_takes_as_many_queries(stage, writer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            signed_in(writer).get(FIND, {"q": "pain"})
        return len(queries)

    stage.draft(title="Pain one"), stage.closed()
    few = count()
    for _number in range(6):
        stage.draft(title="Pain more"), stage.closed()
    assert count() == few


def test_a_stranger_finds_nothing(stage, stranger):
    stage.live()
    assert "No page matches" in text_of(signed_in(stranger).get(FIND, {"q": "/articles/page-1/"}))


# History -----------------------------------------------------------------------------------------


def history(edition):
    return f"/admin/editions/page/{edition.page_id}/history/"


def test_the_history_says_who_did_what_and_why(stage, writer, reviewer):
    live = stage.live()
    second = stage.next_submitted(live)
    second.request_changes(by=reviewer, note="Say <more>.")
    said = text_of(signed_in(writer).get(history(live)))
    assert "approved" in said and "changes requested" in said and "Say <more>." in said and reviewer.name in said


def test_any_two_editions_are_compared(stage, writer):
    live = stage.live()
    second = stage.next_submitted(live)
    browser = signed_in(writer)
    said = text_of(browser.get(history(live), {"old": 2, "new": 1}))
    assert "From edition 1 to edition 2" in said and "Other words." in said
    assert "Choose two different editions." in text_of(browser.get(history(live), {"old": 1, "new": 1}))
    assert "Select a valid choice." in text_of(browser.get(history(live), {"old": 1, "new": 9}))
    assert second.number == 2


def test_what_was_public_on_a_day(stage, writer, editor):
    live = stage.live()
    second = stage.next_submitted(live)
    second.approve(by=stage.reviewer, seal=second.seal)
    today = timezone.localdate()
    browser = signed_in(writer)
    said = text_of(browser.get(history(live), {"on": today}))
    assert "Edition 1 , “Bone pain”, public from" in said and "Edition 2 , “Bone pain”, public from" in said
    assert "Readers saw nothing" in text_of(browser.get(history(live), {"on": today - datetime.timedelta(days=1)}))
    live.page.withdraw(by=editor, reason="wrong")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        tomorrow = signed_in(writer).get(history(live), {"on": today + datetime.timedelta(days=1)})
    assert "Readers saw nothing" in text_of(tomorrow) and "It contained a mistake" in text_of(tomorrow)
    assert "That day has not come." in text_of(browser.get(history(live), {"on": "9999-12-31"}))
    assert "Enter a valid date." in text_of(browser.get(history(live), {"on": "soon"}))


def test_the_history_is_for_colleagues_and_only_read(stage, stranger, writer):
    live = stage.live()
    assert signed_in(stranger).get(history(live)).status_code == 403
    assert signed_in(None).get(history(live)).status_code == 302
    assert signed_in(writer).post(history(live)).status_code == 405
    assert signed_in(writer).get("/admin/editions/page/99999/history/").status_code == 404
