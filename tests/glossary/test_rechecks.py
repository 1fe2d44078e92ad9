"""When a term changes its meaning, or is taken down, the pages that use it have to be looked at again."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from editions import reading
from editions.models import Edition
from glossary.rechecks import Recheck, waiting_for
from people.refused import Refused
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db

ONCE = "## What helps\n\nFulvestrant is an injection. [@who-pain]\n"
TWICE = "## What helps\n\nFulvestrant is an injection, and Faslodex is its brand. [@who-pain]\n"


@pytest.fixture
def publish(writer, reviewer):
    def publish(kind, slug, **words):
        draft = KINDS[kind].begin(writer, slug=slug, **words)
        draft.submit(by=writer, saved=0)
        return approve(draft)

    def approve(draft):
        draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
        return draft

    publish.approve = approve
    return publish


@pytest.fixture
def term(publish):
    return publish("term", "fulvestrant")


@pytest.fixture
def pages(publish):
    """Three articles: one uses the term once, one twice, one never."""
    return [publish("article", slug, body=body) for slug, body in
            (("once", ONCE), ("twice", TWICE), ("never", KINDS["article"].words["body"]))]  # fmt: skip


@pytest.fixture
def change(publish, writer):
    """The next edition of a live page."""

    def change(live, **words):
        draft = live.page.start_draft(by=writer, change_note="Changed.", **words)
        draft.submit(by=writer, saved=0)
        return publish.approve(draft)

    return change


def opened():
    return [(one.page.path, one.times, one.why) for one in Recheck.objects.open().select_related("page")]


def test_a_new_meaning_opens_a_recheck_of_each_page_that_uses_the_term_the_most_used_first(term, pages, change):
    change(term, summary="A hormone medicine that is no longer used.", meaning="changed")
    assert opened() == [("/articles/twice/", 2, "changed"), ("/articles/once/", 1, "changed")]


def test_an_edition_that_means_the_same_opens_nothing(term, pages, change):
    change(term, say="FUL-ves-trant", meaning="same")
    assert opened() == []


def test_a_withdrawal_opens_them_too_and_the_term_is_linked_no_longer(term, pages, editor, client):
    assert 'class="term"' in client.get("/articles/once/").content.decode()
    term.page.withdraw(by=editor, reason="wrong")
    assert [path for path, _times, _why in opened()] == ["/articles/twice/", "/articles/once/"]
    assert 'class="term"' not in client.get("/articles/once/").content.decode()


def test_what_is_rolled_back_opens_nothing(term, pages, editor):
    with transaction.atomic():
        term.page.withdraw(by=editor, reason="wrong")
        transaction.set_rollback(True)
    assert opened() == []


def test_a_name_that_was_taken_away_counts(term, pages, change):
    change(term, names="", meaning="changed")
    assert opened()[0] == ("/articles/twice/", 2, "changed")


def test_the_author_has_to_say_whether_the_meaning_changed(term, writer):
    draft = term.page.start_draft(by=writer, change_note="Changed.", say="FUL")
    assert draft.meaning == ""
    assert [one.field for one in draft.problems()] == ["meaning"]


def test_checked_nothing_to_change_means_the_same(term, writer, reviewer):
    draft = term.page.submit_unchanged(by=writer)
    assert draft.meaning == "same"


def test_the_reviewer_reads_what_the_author_says(term, writer, reviewer, client):
    draft = term.page.start_draft(by=writer, change_note="Changed.", meaning="changed")
    draft.submit(by=writer, saved=0)
    client.force_login(reviewer)
    said = client.get(f"/admin/editions/edition/{draft.pk}/").content.decode()
    assert "The author says: its meaning changed" in said


@pytest.fixture
def recheck(term, pages, change):
    change(term, summary="A hormone medicine that is no longer used.", meaning="changed")
    return Recheck.objects.open().first()


def test_a_clinician_closes_one_as_still_right_and_no_review_date_moves(recheck, reviewer, editor):
    live = Edition.objects.live().get(page=recheck.page)
    recheck.still_right(by=reviewer, note=" It says what the new entry says. ")
    kept = Recheck.objects.get(pk=recheck.pk)
    assert (kept.closed_by, kept.note) == (reviewer, "It says what the new entry says.")
    assert kept.closed_at is not None
    assert Edition.objects.live().get(page=recheck.page).review_due_on == live.review_due_on
    assert recheck not in waiting_for(reviewer)


@pytest.mark.parametrize("person", ["writer", "moderator", "stranger", "editor", "superuser"])
def test_nobody_else_closes_one(person, recheck, request):
    with pytest.raises(Refused):
        recheck.still_right(by=request.getfixturevalue(person))
    assert recheck.is_open()


def test_one_is_closed_once(recheck, reviewer):
    recheck.still_right(by=reviewer, note="Yes.")
    with pytest.raises(Refused, match="done already"):
        recheck.still_right(by=reviewer, note="No.")
    assert Recheck.objects.get(pk=recheck.pk).note == "Yes."


def test_the_database_wants_a_person_for_each_that_is_closed(recheck):
    with pytest.raises(IntegrityError, match="a_person_who_closed_a_recheck"):
        Recheck.objects.filter(pk=recheck.pk).update(closed_at=timezone.now())


def test_a_new_edition_of_the_page_closes_it(recheck, change):
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=5), tick=False):
        change(Edition.objects.live().get(page=recheck.page).specific, title="Mended")
    assert not recheck.is_open()


def test_an_edition_that_was_in_review_before_closes_nothing(term, pages, change, publish, writer):
    page = pages[0].page
    waiting = page.start_draft(by=writer, change_note="More.", title="More")
    waiting.submit(by=writer, saved=0)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=5), tick=False):
        change(term, summary="A hormone medicine that is no longer used.", meaning="changed")
        publish.approve(waiting)
    assert "/articles/once/" in [path for path, _times, _why in opened()]


def test_a_page_that_was_scheduled_before_is_looked_at_once_it_is_live(term, writer, reviewer, change):
    draft = KINDS["article"].begin(writer, slug="scheduled", body=ONCE)
    draft.submit(by=writer, saved=0)
    at = timezone.now() + timezone.timedelta(days=1)
    answers = {one.key: "Looked at." for one in draft.warnings()}
    draft.approve(by=reviewer, seal=draft.seal, publish_at=at, answers=answers)
    change(term, summary="A hormone medicine that is no longer used.", meaning="changed")
    assert opened() == []
    draft.publish_if_due(now=at)
    assert opened() == [("/articles/scheduled/", 1, "changed")]


def test_a_withdrawal_stands_though_what_follows_from_it_fails(term, pages, editor, client, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no memory")

    monkeypatch.setattr("glossary.models.uses", fail)
    term.page.withdraw(by=editor, reason="unsafe")
    assert client.get("/glossary/fulvestrant/").status_code == 410
    assert "what follows for edition" in caplog.text


def test_a_withdrawn_page_needs_no_look(recheck, editor):
    recheck.page.withdraw(by=editor, reason="wrong")
    assert not recheck.is_open()


# On the desk ------------------------------------------------------------------------------------


def screen(recheck):
    return reverse("admin:glossary_close_recheck", args=[recheck.pk])


def test_it_waits_in_my_work_and_stands_in_the_history(recheck, reviewer, client):
    client.force_login(reviewer)
    work = client.get("/admin/").content.decode()
    assert "A word in it changed" in work
    assert screen(recheck) in work
    assert work.index("/articles/twice/") < work.index("/articles/once/")
    history = client.get(f"/admin/editions/page/{recheck.page_id}/history/").content.decode()
    assert "Nobody has looked at it yet." in history


def test_an_owner_sees_their_own_pages_only(recheck, writer, other_writer, client):
    client.force_login(writer)
    assert screen(recheck) in client.get("/admin/").content.decode()
    client.force_login(other_writer)
    assert screen(recheck) not in client.get("/admin/").content.decode()


def test_a_clinician_sees_what_changed_and_closes_it_there(recheck, reviewer, client):
    client.force_login(reviewer)
    shown = client.get(screen(recheck)).content.decode()
    assert "no longer used" in shown
    answer = client.post(screen(recheck), {"note": "Still right."}, follow=True)
    assert "the page is still right" in answer.content.decode()
    assert not recheck.is_open()
    history = client.get(f"/admin/editions/page/{recheck.page_id}/history/").content.decode()
    assert "Still right, said Rosa Reviewer" in history
    assert client.get(screen(recheck)).status_code == 200


def test_a_refusal_keeps_the_note(recheck, writer, reviewer, client):
    client.force_login(writer)
    assert 'name="note"' not in client.get(screen(recheck)).content.decode()
    answer = client.post(screen(recheck), {"note": "I think so."})
    assert answer.status_code == 409
    assert "I think so." in answer.content.decode()
    recheck.still_right(by=reviewer)
    client.force_login(reviewer)
    late = client.post(screen(recheck), {"note": "Me too."})
    assert (late.status_code, "Me too." in late.content.decode()) == (409, True)


def test_strangers_and_visitors_are_kept_out(recheck, stranger, client):
    assert client.get(screen(recheck)).status_code == 302
    client.force_login(stranger)
    assert client.get(screen(recheck)).status_code == 403
    assert client.post(screen(recheck)).status_code == 403


def test_another_method_and_another_number(recheck, reviewer, client):
    client.force_login(reviewer)
    assert client.put(screen(recheck)).status_code == 405
    assert client.get(reverse("admin:glossary_close_recheck", args=[recheck.pk + 99])).status_code == 404


def test_readers_see_nothing_of_it(recheck, client):
    reading.forget()
    assert "look" not in client.get(recheck.page.path).content.decode().split("<main")[1].split("</main>")[0].lower()
