"""Preview links on the desk: made, found again, revoked, by colleagues; seen by nobody else."""

import datetime
import html
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from editions import preview_links
from editions.models import PreviewLink, PreviewOpening
from tests.editions.desk.browsing import desk_address, signed_in, text_of
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT
from tests.editions.previewing import link_to

pytestmark = pytest.mark.django_db

COLLEAGUES = {"author", "other_writer", "reviewer", "earlier_author", "editor"}
TYPED = {"for_whom": "patient <group>", "days": 7}


def links_address(edition):
    return f"{desk_address(edition)}preview/links/"


def revoke_address(link):
    return f"{links_address(link.edition)}{link.pk}/"


def address_in(answer):
    return html.unescape(re.search(r'value="(http[^"]+/preview/[^"]+)"', answer.content.decode()).group(1))


def test_a_link_is_made_found_again_and_leads_to_the_words(draft, author, settings):
    browser = signed_in(author)
    answer = browser.post(links_address(draft), TYPED)
    assert answer.url == f"{desk_address(draft)}#preview-links"
    for _again in range(2):
        address = address_in(browser.get(links_address(draft)))
    assert address.startswith(f"{settings.SITE_URL}/preview/")
    reader, path = Client(), address.removeprefix(settings.SITE_URL)
    reader.post(path, {"name": "Nora"})
    assert draft.title in reader.get(path).content.decode()
    link = PreviewLink.objects.get()
    assert link.expires_at - link.created_at == datetime.timedelta(days=7)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_makes_sees_and_revokes(person, draft, browser_of, editor):
    link = link_to(draft, editor)
    browser, may = browser_of(person), person in COLLEAGUES
    seen = browser.get(links_address(draft))
    assert seen.status_code == (200 if may else 302 if person in SIGNED_OUT else 403)
    assert (link.token in seen.content.decode()) == may
    assert browser.post(links_address(draft), TYPED).status_code == (302 if may else 403)
    assert PreviewLink.objects.count() == (2 if may else 1)
    assert browser.post(revoke_address(link)).status_code == (302 if may else 403)
    link.refresh_from_db()
    assert (link.revoked_at is not None) == may


@pytest.mark.parametrize("person", ["moderator", "superuser", "stranger"])
def test_the_section_is_for_colleagues(person, draft, request):
    assert preview_links.context(draft, request.getfixturevalue(person)) == {"previews": None}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"for_whom": "", "days": 7}, "This field is required."),
        ({"for_whom": "p" * 121, "days": 7}, "at most 120"),
        ({"for_whom": "me\x00", "days": 7}, "Null characters"),
        ({"for_whom": "me", "days": 0}, "greater than or equal to 1"),
        ({"for_whom": "me", "days": 61}, "less than or equal to 60"),
        ({"for_whom": "me", "days": "soon"}, "whole number"),
        ({"for_whom": "me"}, "This field is required."),
    ],
)
def test_a_refused_link_keeps_what_was_typed(typed, reason, draft, author):
    answer = signed_in(author).post(links_address(draft), typed)
    assert answer.status_code == 200
    assert reason in text_of(answer)
    assert html.escape(typed["for_whom"].replace("\x00", "")) in answer.content.decode().replace("\x00", "")
    assert not PreviewLink.objects.exists()


def test_fourteen_days_are_offered(draft, author):
    assert 'name="days" value="14" min="1" max="60"' in signed_in(author).get(links_address(draft)).content.decode()


def test_an_edition_that_was_closed_meanwhile_gets_no_link(draft, author):
    draft.discard(by=author)
    answer = signed_in(author).post(links_address(draft), TYPED)
    assert answer.status_code == 409
    assert "Only an open edition is previewed." in text_of(answer)
    assert not PreviewLink.objects.exists()


def test_a_live_edition_offers_none(live, author):
    said = text_of(signed_in(author).get(links_address(live)))
    assert "No preview link was made for this edition." in said
    assert "Make a preview link" not in said


def test_revoking_asks_once_more_and_says_by_whom(draft, author, editor):
    link = link_to(draft, author)
    browser = signed_in(editor)
    assert "Yes: Revoke this link" in text_of(browser.get(links_address(draft)))
    browser.post(revoke_address(link))
    said = text_of(browser.get(links_address(draft)))
    assert "Revoked by Edith Editor" in said
    assert "Revoke this link" not in said
    assert link.token not in said
    assert browser.post(revoke_address(link)).status_code == 409


def test_the_list_says_what_became_of_each_link(draft, author, reviewer):
    expired = link_to(draft, author, days=1)
    open_one = link_to(draft, author)
    browser = signed_in(author)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        said = text_of(signed_in(author).get(links_address(draft)))
    assert "Expired on" in said
    assert "Open until" in said
    draft.submit(by=author, saved=0)
    draft.request_changes(by=reviewer, note="Mend.")
    answer = browser.get(links_address(draft))
    assert text_of(answer).count("It shows nothing any longer. Edition 2 was closed by Rosa Reviewer") == 2
    assert expired.token not in answer.content.decode()
    assert open_one.token not in answer.content.decode()


def test_a_link_whose_edition_is_live_says_so(draft, author, reviewer):
    link_to(draft, author)
    draft.submit(by=author, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    assert "The edition is live" in text_of(signed_in(author).get(links_address(draft)))


def test_who_opened_it_and_when_is_listed(draft, author):
    link = link_to(draft, author)
    assert "Nobody has opened it." in text_of(signed_in(author).get(links_address(draft)))
    link.openings.create(name="<b>Nora</b>", opened_at="2026-11-02 10:20Z")
    PreviewOpening.objects.bulk_create(PreviewOpening(link=link, name=f"Reader {n}") for n in range(22))
    answer = signed_in(author).get(links_address(draft))
    said = text_of(answer)
    assert "Opened 23 times: the last 20 are" in said
    assert "Reader 21" in said
    assert "Reader 1," not in said
    PreviewOpening.objects.filter(name__startswith="Reader").delete()
    answer = signed_in(author).get(links_address(draft))
    assert "<b>Nora" not in answer.content.decode()
    assert "<b>Nora</b> , 2 November 2026, 10:20" in text_of(answer)
    assert "Opened once:" in text_of(answer)


def test_a_hostile_purpose_is_only_text(draft, author):
    link = link_to(draft, author)
    PreviewLink.objects.filter(pk=link.pk).update(for_whom="<script>alert(1)</script>")
    assert "<script>alert(1)" not in signed_in(author).get(links_address(draft)).content.decode()


def test_the_list_costs_the_same_with_many_links(draft, author, django_assert_num_queries):
    for _again in range(3):
        link_to(draft, author).openings.create(name="Nora")
    assert author.roles
    with django_assert_num_queries(2):
        preview_links.context(draft, author)


def test_only_the_right_methods(draft, author):
    link = link_to(draft, author)
    browser = signed_in(author)
    for method in ("put", "patch", "delete", "options"):
        assert getattr(browser, method)(links_address(draft)).status_code == 405
    for method in ("get", "head", "put", "patch", "delete", "options"):
        assert getattr(browser, method)(revoke_address(link)).status_code == 405
    assert PreviewLink.objects.get().revoked_at is None


def test_what_is_not_there_is_not_found(draft, live, author, kind):
    browser = signed_in(author)
    assert browser.get("/admin/editions/edition/99999/preview/links/").status_code == 404
    assert browser.post("/admin/editions/edition/99999/preview/links/", TYPED).status_code == 404
    assert browser.post(f"{links_address(draft)}99999/").status_code == 404


def test_a_link_is_revoked_at_its_own_edition_only(desk, author, draft, stage):
    link = link_to(draft, author)
    other = stage.kind.begin(author, slug="another-page")
    assert signed_in(author).post(f"{links_address(other)}{link.pk}/").status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_post_without_a_token_is_refused(draft, author):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)
    assert browser.post(links_address(draft), TYPED).status_code == 403
    assert not PreviewLink.objects.exists()
