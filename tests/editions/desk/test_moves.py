"""Each move by a direct POST: who may make it, what it records, and what a refusal says."""

import pytest
from django.contrib.auth.models import Group

from articles.models import ArticleEdition
from editions import guards
from editions.models import Edition, Status, Why, Withdrawal
from people import roles
from people.models import Credentials, User
from tests.conftest import give_credentials, make_person
from tests.editions.desk.browsing import (
    NOTE,
    desk_address,
    draft_address,
    move_address,
    page_address,
    page_move_address,
    signed_in,
    snapshot,
    text_of,
    typed_time,
)
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT, WRITERS

pytestmark = pytest.mark.django_db


class Case:
    """A move, from which state it starts, what is sent, who may, and what the others are told."""

    def __init__(self, name, state, may, why, *, after=None, of_page=False, **given):
        self.name, self.state, self.may, self.why = name, state, may, why
        self.after, self.of_page, self.given = after, of_page, given

    def post(self, browser, edition):
        given = {key: value(edition) if callable(value) else value for key, value in self.given.items()}
        address = page_move_address if self.of_page else move_address
        return browser.post(address(edition, self.name), given)

    def reason(self, person):
        return self.why.get(person, self.why["others"]) if isinstance(self.why, dict) else self.why


CONCERNED = "Only its author, its reviewer, the page's owner or an editor in chief does this."
NO_REVIEWER = {
    "others": "Only a clinical reviewer approves. Ask an editor in chief for that role.",
    "earlier_author": "You wrote some of these words: another clinician must review them.",
}


def seal(edition):
    return edition.seal


def tomorrow(_edition):
    return typed_time(days=1)


def rosa(_edition):
    return User.objects.get(name="Rosa Reviewer").pk


COLLEAGUES = {"author", "other_writer", "reviewer", "earlier_author", "editor"}
CASES = {
    "note": Case(
        "note", "submitted", COLLEAGUES, "Only writers, clinical reviewers and editors in chief write notes.", text=NOTE
    ),
    "ask": Case(
        "ask", "submitted", COLLEAGUES - {"other_writer"},
        "Only its author, a clinical reviewer or an editor in chief asks a reviewer.", reviewer=rosa,
    ),
    "claim": Case("claim", "submitted", {"reviewer"}, NO_REVIEWER),
    "release": Case("release", "claimed", {"reviewer"}, "You are not reviewing this edition now."),
    "submit": Case("submit", "draft", {"author"}, "Only its author submits a draft.", after=Status.IN_REVIEW, saved=0),
    "discard": Case("discard", "draft", {"author"}, "Only its author discards a draft.", after=Status.CLOSED),
    "take back": Case(
        "take-back", "submitted", {"author"}, "Only its author takes an edition back.", after=Status.CLOSED
    ),
    "approve now": Case(
        "decide", "submitted", {"reviewer"}, NO_REVIEWER, after=Status.PUBLISHED, seal=seal, decision="now"
    ),
    "approve for later": Case(
        "decide", "submitted", {"reviewer"}, NO_REVIEWER, after=Status.APPROVED, seal=seal, decision="later",
        publish_at=tomorrow,
    ),
    "ask for changes": Case(
        "decide", "submitted", {"reviewer"}, NO_REVIEWER, after=Status.CLOSED, seal=seal, decision="changes", note=NOTE
    ),
    "publish early": Case(
        "publish-early", "scheduled", {"author", "reviewer", "editor"}, CONCERNED, after=Status.PUBLISHED
    ),
    "cancel": Case("cancel", "scheduled", {"author", "reviewer", "editor"}, CONCERNED, after=Status.CLOSED),
    "start a draft": Case("start", "live", WRITERS, "Only a writer starts a draft.", of_page=True),
    "nothing to change": Case("unchanged", "live", WRITERS, "Only a writer starts a draft.", of_page=True),
    "take over": Case(
        "take-over", "draft", {"editor"}, "Only an editor in chief takes over a draft.", after=Status.CLOSED,
        of_page=True,
    ),
    "withdraw": Case(
        "withdraw", "live", {"author", "reviewer", "earlier_author", "editor"},
        "Only this page's owner or author, a clinical reviewer or an editor in chief withdraws it.",
        after=Status.CLOSED, of_page=True, reason="unsafe", note=NOTE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("move", CASES)
def test_a_direct_post_changes_nothing_unless_that_person_may(move, desk, turn):
    case = CASES[move]
    edition = getattr(desk, case.state)()
    before = snapshot()
    for person in PEOPLE:
        with turn(person) as browser:
            answer = case.post(browser, edition)
            if person in case.may:
                assert answer.status_code == 302
                assert snapshot() != before
                assert Edition.objects.get(pk=edition.pk).status == (case.after or edition.status)
            else:
                assert snapshot() == before
                assert_refused(case, person, edition, answer, browser)


def assert_refused(case, person, edition, answer, browser):
    if person in SIGNED_OUT:
        assert answer.status_code == 403
        assert "You are signed out, so nothing was saved." in answer.content.decode()
    elif person == "stranger":
        assert answer.status_code == 403
        assert "Ask an editor in chief for the role that you need." in text_of(answer)
    elif case.of_page and case.name != "withdraw":
        assert (answer.status_code, answer.url) == (302, page_address(edition))
        assert case.reason(person) in text_of(browser.get(answer.url))
    else:
        assert answer.status_code == 409
        assert case.reason(person) in text_of(answer)


def test_what_each_move_recorded(desk, author, reviewer, editor):
    """Beside the state: who, when and why."""
    reviewer.credentials.confirm(by=make_person("Egon Editor", roles.EDITOR_IN_CHIEF))
    submitted = desk.submitted()
    signed_in(reviewer).post(
        move_address(submitted, "decide"), {"seal": submitted.seal, "decision": "changes", "note": NOTE}
    )
    submitted.refresh_from_db()
    assert (submitted.reviewer, submitted.review_note) == (reviewer, NOTE)
    assert submitted.closed_why == Why.CHANGES_REQUESTED
    draft = desk.draft()
    answer = signed_in(editor).post(page_move_address(draft, "take-over"))
    copy = ArticleEdition.objects.get(page=draft.page, status=Status.DRAFT)
    assert answer.url == draft_address(copy)
    assert (copy.author, copy.based_on_id, copy.body) == (editor, draft.pk, draft.body)
    answer = signed_in(editor).post(move_address(copy, "submit"), {"saved": 0})
    assert answer.url == desk_address(copy)
    copy.refresh_from_db()
    signed_in(reviewer).post(move_address(copy, "decide"), {"seal": copy.seal, "decision": "now", "note": NOTE})
    copy.refresh_from_db()
    assert (copy.status, copy.reviewer, copy.review_note) == (Status.PUBLISHED, reviewer, NOTE)
    signed_in(author).post(page_move_address(copy, "withdraw"), {"reason": "wrong", "note": NOTE})
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.withdrawn_by, withdrawal.reason, withdrawal.note) == (author, "wrong", NOTE)


def test_nothing_to_change_submits_a_copy(live, other_writer):
    answer = signed_in(other_writer).post(page_move_address(live, "unchanged"))
    copy = ArticleEdition.objects.get(page=live.page, status=Status.IN_REVIEW)
    assert answer.url == desk_address(copy)
    assert (copy.author, copy.title, copy.body) == (other_writer, live.title, live.body)


def test_nothing_to_change_is_refused_with_each_reason_when_todays_rules_find_one(live, author):
    guards.lift()
    ArticleEdition.objects.filter(pk=live.pk).update(sources="")
    guards.install()
    before = snapshot()
    browser = signed_in(author)
    answer = browser.post(page_move_address(live, "unchanged"))
    assert (answer.status_code, answer.url) == (302, page_address(live))
    assert snapshot() == before
    said = text_of(browser.get(answer.url))
    assert "Some things are missing. Mend them, then submit again." in said
    assert "Name at least one source, and cite it in the text." in said


@pytest.mark.parametrize("move", sorted(CASES.keys() - {"note", "ask", "claim", "release"}))
def test_a_move_that_was_done_already_is_refused_with_the_state(move, desk, browser_of):
    case = CASES[move]
    person = sorted(case.may)[0]
    browser = browser_of(person)
    edition = getattr(desk, case.state)()
    assert case.post(browser, edition).status_code == 302
    before = snapshot()
    answer = case.post(browser, edition)
    assert snapshot() == before
    if case.of_page and case.name != "withdraw":
        said = text_of(browser.get(answer.url))
        expected = "This draft is your own already." if case.name == "take-over" else "has an open edition already"
    else:
        assert answer.status_code == 409
        said = text_of(answer)
        withdrawn = case.name == "withdraw"
        expected = "there is nothing to withdraw" if withdrawn else "That cannot be done any longer. Edition 2"
    assert expected in said


def test_credentials_confirmed_by_an_author_do_not_count(submitted):
    """Whoever confirmed the reviewer is no author of what that reviewer approves."""
    submitted.author.groups.add(Group.objects.get(name=roles.EDITOR_IN_CHIEF))
    reviewer = make_person("Nina New", roles.CLINICAL_REVIEWER)
    give_credentials(reviewer, User.objects.get(pk=submitted.author_id))
    before = snapshot()
    given = {"seal": submitted.seal, "decision": "now"}
    answer = signed_in(reviewer).post(move_address(submitted, "decide"), given)
    assert answer.status_code == 409
    assert "Your credentials were confirmed by an author of these words" in text_of(answer)
    assert snapshot() == before


def test_suspended_credentials_do_not_count(submitted, reviewer):
    Credentials.objects.filter(user=reviewer).update(letters="Professor")
    before = snapshot()
    given = {"seal": submitted.seal, "decision": "now"}
    answer = signed_in(reviewer).post(move_address(submitted, "decide"), given)
    assert answer.status_code == 409
    assert "Your credentials are suspended" in text_of(answer)
    assert snapshot() == before
