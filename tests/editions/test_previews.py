"""A preview link: one edition, to whoever has the link and gives a name, for a time; to nobody else, and no trace."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from editions.models import Edition, PreviewLink
from people.refused import Refused
from tests.conftest import KINDS
from tests.editions.desk.browsing import text_of
from tests.editions.previewing import link_to, opened, openings

pytestmark = pytest.mark.django_db
ENDED = "This link shows nothing now"


@pytest.fixture
def link(draft, writer):
    return link_to(draft, writer)


# What it shows ------------------------------------------------------------------------------------


def test_a_name_is_asked_for_before_anything_is_shown(link, draft):
    answer = Client().get(link.path)
    assert answer.status_code == 200
    assert draft.title not in answer.content.decode()
    assert draft.summary not in answer.content.decode()
    assert openings(link) == []


def test_a_draft_is_shown_as_it_was_saved_last(link, draft, kind, writer):
    draft.save_draft(by=writer, saved=0, **kind.other_words("Saved a moment ago."))
    answer, _client = opened(link)
    said = text_of(answer)
    assert answer.status_code == 200
    assert "Saved a moment ago." in said
    assert "This is a preview of edition 1. It is a draft, as it was saved on" in said
    assert timezone.localtime(kind.get(draft).saved_at).strftime("%H:%M") in said
    assert "not medical advice; please do not share" in said
    assert writer.name in said


def test_a_submitted_edition_is_shown_as_it_was_frozen(submitted, writer, monkeypatch):
    link = link_to(submitted, writer)
    monkeypatch.setattr(type(submitted), "render", lambda self: "<p>What another version would render.</p>")
    answer, _client = opened(link)
    assert str(submitted.served_html) in answer.content.decode()
    assert "No clinician has approved it yet." in text_of(answer)
    assert submitted.seal[:8] in text_of(answer)


def test_an_approved_edition_names_its_reviewer(scheduled, writer):
    answer, _client = opened(link_to(scheduled, writer))
    assert "It was approved by Rosa Reviewer on" in text_of(answer)
    assert "and is not published yet. It is planned for" in text_of(answer)


def test_it_shows_that_edition_and_not_what_is_live(live, kind, writer, reviewer):
    draft = live.page.start_draft(by=writer, **kind.other_words("Only in the second edition."))
    answer, _client = opened(link_to(draft, writer))
    assert "Only in the second edition." in text_of(answer)
    assert "preview of edition 2" in text_of(answer)
    assert "Only in the second edition." not in text_of(Client().get(live.page.path))


def test_nothing_on_it_decides_or_leads_to_the_desk(submitted, writer):
    answer, _client = opened(link_to(submitted, writer))
    content = answer.content.decode()
    assert "<form" not in content
    assert "/admin" not in content


def test_it_leads_to_the_page_once_this_edition_is_live(scheduled, writer):
    link = link_to(scheduled, writer)
    scheduled.publish_early(by=writer)
    answer, _client = opened(link)
    assert answer.status_code == 200
    assert f'href="{scheduled.page.path}"' in answer.content.decode()
    assert "The page is published" in text_of(answer)
    assert openings(link) == []


def test_a_demonstrators_draft_keeps_the_banner(link, draft, writer):
    type(writer).objects.filter(pk=writer.pk).update(is_demonstration=True)
    assert "Demonstration." in text_of(opened(link)[0])


# Whom it does not serve ---------------------------------------------------------------------------


def assert_shows_nothing(link, edition, client=None):
    answer = (client or Client()).get(link.path)
    assert answer.status_code == 410
    said = text_of(answer)
    assert ENDED in said
    assert "ask the person who sent it" in said
    # Around it every page leads to the live emergency cards, and so perhaps to this page's other edition.
    shown = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert edition.title not in shown
    assert str(edition.page.path) not in shown
    assert answer["Cache-Control"] == "no-store"


def test_a_link_ends_with_the_account_of_its_maker(link, draft, writer):
    _answer, client = opened(link)
    writer.is_active = False
    writer.save()
    answer = client.get(link.path)
    assert answer.status_code == 410
    assert draft.title not in answer.content.decode()


def test_a_revoked_link_shows_nothing_to_whoever_read_it_before(link, draft, editor):
    _answer, client = opened(link)
    link.revoke(by=editor)
    assert_shows_nothing(link, draft, client)
    assert_shows_nothing(link, draft)
    assert len(openings(link)) == 1


def test_an_expired_link_shows_nothing(draft, writer):
    link = link_to(draft, writer, days=3)
    _answer, client = opened(link)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, seconds=-30), tick=False):
        assert client.get(link.path).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3), tick=False):
        assert_shows_nothing(link, draft, client)


def discard(edition, cast):
    edition.discard(by=cast["writer"])


def take_back(edition, cast):
    edition.submit(by=cast["writer"], saved=0)
    edition.take_back(by=cast["writer"])


def ask_for_changes(edition, cast):
    edition.submit(by=cast["writer"], saved=0)
    edition.request_changes(by=cast["reviewer"], note="Mend.")


def take_over(edition, cast):
    edition.page.take_over(by=cast["editor"])


def cancel(edition, cast):
    schedule(edition, cast)
    edition.cancel(by=cast["writer"])


def schedule(edition, cast):
    edition.submit(by=cast["writer"], saved=0)
    at = timezone.now() + datetime.timedelta(days=1)
    edition.approve(by=cast["reviewer"], seal=edition.seal, publish_at=at)


def withdraw_scheduled(edition, cast):
    schedule(edition, cast)
    edition.page.withdraw(by=cast["editor"], reason="wrong")


def withdraw_live(edition, cast):
    schedule(edition, cast)
    edition.publish_early(by=cast["writer"])
    edition.page.withdraw(by=cast["editor"], reason="wrong")


def replace(edition, cast):
    schedule(edition, cast)
    edition.publish_early(by=cast["writer"])
    newer = edition.page.start_draft(by=cast["writer"], change_note="Newer.", **KINDS[edition.kind].anew)
    newer.submit(by=cast["writer"], saved=0)
    newer.approve(by=cast["reviewer"], seal=newer.seal)


ENDS = [discard, take_back, ask_for_changes, take_over, cancel, withdraw_scheduled, withdraw_live, replace]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_link_dies_with_its_edition(end, link, draft, writer, reviewer, editor):
    _answer, client = opened(link)
    end(draft, {"writer": writer, "reviewer": reviewer, "editor": editor})
    assert_shows_nothing(link, draft, client)
    assert_shows_nothing(link, draft)


def test_a_link_outlives_the_submission_of_its_draft(link, draft, writer):
    draft.submit(by=writer, saved=0)
    assert opened(link)[0].status_code == 200


# Making and revoking ------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["writer", "other_writer", "reviewer", "editor"])
def test_colleagues_make_and_revoke(person, draft, request):
    person = request.getfixturevalue(person)
    link = link_to(draft, person)
    assert link.expires_at - link.created_at == datetime.timedelta(days=14)
    link.revoke(by=person)
    assert link.revoked_by == person


@pytest.mark.parametrize("person", ["moderator", "superuser", "stranger"])
def test_nobody_else_does(person, draft, link, request):
    person = request.getfixturevalue(person)
    for act in (lambda: link_to(draft, person), lambda: link.revoke(by=person)):
        with pytest.raises(Refused, match="Only writers, clinical reviewers and editors in chief"):
            act()
    assert PreviewLink.objects.get().revoked_at is None


def test_a_role_that_was_taken_away_makes_no_link(draft, writer):
    type(writer).objects.filter(pk=writer.pk).update(is_active=False)
    with pytest.raises(Refused):
        link_to(draft, writer)


def test_only_an_open_edition_is_previewed(live, writer):
    with pytest.raises(Refused, match="Only an open edition"):
        link_to(live, writer)
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("days", [0, 61, -1, 10**9])
def test_a_link_lasts_from_a_day_to_sixty(days, draft, writer):
    with pytest.raises(Refused, match="1 to 60"):
        link_to(draft, writer, days=days)


@pytest.mark.parametrize("purpose", ["", " \n", "p" * 121, "\x00"])
def test_a_link_says_for_whom_it_is(purpose, draft, writer):
    with pytest.raises(Refused):
        PreviewLink.objects.make(draft, by=writer, for_whom=purpose)


def test_a_link_is_revoked_once(link, writer, editor):
    link.revoke(by=writer)
    with pytest.raises(Refused, match="revoked already"):
        link.revoke(by=editor)
    assert PreviewLink.objects.get().revoked_by == writer


def test_previewing_changes_no_edition(link, draft):
    before = list(Edition.objects.values())
    opened(link)
    assert list(Edition.objects.values()) == before
