"""Whoever holds a printout learns whether it is still current: by its seal, or the beginning of it."""

import datetime
import hashlib

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from editions import guards
from editions.models import Edition
from people import signatures
from tests.editions.conftest import sql
from tests.printouts.test_serving import HOSTILE
from tests.site.conftest import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """``ask(seal)``: the words that are told, and the addresses that they lead to."""

    def ask(seal):
        page = visit(client, f"/check/{seal}/")
        assert page.status == 200
        main = page.tree.one("main")
        return main.text, [link["href"] for link in main.all("a")]

    return ask


def today():
    return f"{timezone.localdate():%-d %B %Y}"


def test_a_printout_of_the_live_edition_is_current(publish, ask):
    edition = publish()
    said, links = ask(edition.seal)
    assert "This printout is current" in said
    assert edition.title in said
    assert edition.seal in said
    assert edition.page.path in links


def test_a_replaced_one_says_since_when_and_leads_to_what_is_there_now(publish, replace, ask):
    edition = publish()
    following = replace(edition, "Mended.", title="Bone pain, mended")
    said, links = ask(edition.seal)
    assert "This printout was replaced" in said
    assert f"A newer edition took its place on {today()}" in said
    assert "What we say now: Bone pain, mended" in said
    assert edition.page.path in links
    assert "This printout is current" in ask(following.seal)[0]


def test_a_withdrawn_one_says_since_when_and_why(publish, editor, ask):
    edition = publish()
    edition.page.withdraw(by=editor, reason="unsafe", note="Only for colleagues.")
    said, links = ask(edition.seal)
    assert "This page was withdrawn" in said
    assert f"We took the page down on {today()}. The reason: What is known about a treatment in it changed." in said
    assert "Please do not rely on your printout any longer." in said
    assert "colleagues" not in said
    assert edition.page.path not in links


def test_a_withdrawn_one_leads_to_its_successor(publish, editor, ask):
    edition, successor = publish("old"), publish("new", title="The new page")
    edition.page.withdraw(by=editor, reason="replaced", successor=successor.page)
    said, links = ask(edition.seal)
    assert "Read this instead: The new page" in said
    assert successor.page.path in links


def test_a_successor_that_is_withdrawn_itself_is_not_named(publish, editor, ask):
    edition, successor = publish("old"), publish("new", title="The new page")
    edition.page.withdraw(by=editor, reason="replaced", successor=successor.page)
    successor.page.withdraw(by=editor, reason="wrong")
    assert "The new page" not in ask(edition.seal)[0]


def test_a_page_that_came_back_later_is_led_to(publish, replace, editor, ask):
    edition = publish()
    edition.page.withdraw(by=editor, reason="wrong")
    back = replace(edition, "Mended.", title="Bone pain, mended")
    said, links = ask(edition.seal)
    assert "This page was withdrawn" in said
    assert "The reason: It contained a mistake." in said
    assert "The page has come back since, reviewed anew: Bone pain, mended" in said
    assert back.page.path in links
    assert "This printout is current" in ask(back.seal)[0]


def test_a_replaced_one_of_a_page_that_was_withdrawn_later_says_both(publish, replace, editor, ask):
    edition = publish()
    replace(edition, "Mended.").page.withdraw(by=editor, reason="outdated")
    said, links = ask(edition.seal)
    assert "This page was replaced, and then withdrawn" in said
    assert "The reason: It was out of date." in said
    assert edition.page.path not in links


def test_it_is_the_withdrawal_that_took_it_down_whose_reason_is_told(publish, replace, editor, ask):
    edition = publish()
    edition.page.withdraw(by=editor, reason="wrong")
    replace(edition, "Mended.").page.withdraw(by=editor, reason="rights")
    assert "It contained a mistake" in ask(edition.seal)[0]
    assert "We may not show it any longer" not in ask(edition.seal)[0]


def test_what_is_told_is_new_in_the_next_request(publish, replace, editor, ask):
    edition = publish()
    assert "is current" in ask(edition.seal)[0]
    following = replace(edition, "Mended.")
    assert "was replaced" in ask(edition.seal)[0]
    following.page.withdraw(by=editor, reason="wrong")
    assert "was replaced, and then withdrawn" in ask(edition.seal)[0]


def test_a_current_one_that_is_overdue_for_review_says_so(publish, ask):
    edition = publish()
    assert "was due for review" not in ask(edition.seal)[0]
    with time_machine.travel(edition.review_due_on + datetime.timedelta(days=2)):
        said, _links = ask(edition.seal)
    assert "This printout is current" in said
    assert f"This page was due for review on {edition.review_due_on:%-d %B %Y}" in said


# Which one --------------------------------------------------------------------------------------


def test_the_first_eight_characters_are_enough_in_any_case(publish, ask):
    seal = publish().seal
    for typed in (seal[:8], seal[:8].upper(), seal[:20], f"{seal[:4]}%20{seal[4:8]}", f"%20{seal}%20"):
        assert "This printout is current" in ask(typed)[0]


def test_fewer_are_not(publish, client):
    assert client.get(f"/check/{publish().seal[:7]}/").status_code == 404


@pytest.fixture
def alike(monkeypatch):
    """Every seal begins alike: nobody can wait until two of them do."""
    monkeypatch.setattr(signatures, "sha256", lambda text: "abcdef01" + hashlib.sha256(text.encode()).hexdigest()[8:])


def test_pages_whose_seals_begin_alike_are_listed(alike, publish, ask):
    one, other = publish("one", title="One page"), publish("other", title="Another page")
    said, links = ask("abcdef01")
    assert "Which printout do you have?" in said
    assert said.count("This printout is current") == 2
    assert {one.page.path, other.page.path} <= set(links)
    assert "This printout is current" in ask(one.seal[:40])[0]


def test_what_no_reader_ever_saw_is_not_told_of(draft, writer, reviewer, client):
    draft.submit(by=writer, saved=0)
    assert client.get(f"/check/{draft.seal}/").status_code == 404
    draft.approve(by=reviewer, seal=draft.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    assert client.get(f"/check/{draft.seal}/").status_code == 404
    draft.cancel(by=writer)
    assert client.get(f"/check/{draft.seal}/").status_code == 404


def test_words_that_nobody_approved_are_not_told(publish, replace, client):
    edition = publish()
    replace(edition, "Mended.")
    guards.lift()
    Edition.objects.filter(pk=edition.pk).update(title="Take twice as much")
    answer = client.get(f"/check/{edition.seal}/")
    assert answer.status_code == 404
    assert "Take twice" not in answer.content.decode()


def test_an_end_is_told_even_where_the_state_denies_it(publish, editor, client):
    """Somebody with the database puts a withdrawn edition up again."""
    edition = publish()
    edition.page.withdraw(by=editor, reason="wrong")
    guards.lift()
    Edition.objects.filter(pk=edition.pk).update(status="published")
    said = client.get(f"/check/{edition.seal}/").content.decode()
    assert "This page was withdrawn" in said
    assert "is current" not in said


def test_an_unknown_seal_is_not_found_and_the_page_says_what_to_do(publish, client):
    publish()
    page = visit(client, "/check/00000000/")
    assert page.status == 404
    main = page.tree.one("main")
    assert "We know no such printout" in main.text
    assert "Do not rely on it" in main.text
    assert main.one("input", id="seal")["value"] == "00000000"
    assert page.head.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("seal", HOSTILE)
def test_no_address_makes_it_fail(publish, client, seal):
    publish()
    for path in (f"/check/{seal}/", f"/check/{seal}"):
        assert client.get(path).status_code in {301, 404}


@pytest.mark.parametrize("words", ["", " ", "none", "0" * 65, "…" * 8, "\x00" * 8, "<b>", "x" * 5000, "%"])
def test_nothing_that_is_typed_makes_the_form_fail(client, words):
    answer = client.get("/check/", {"seal": words})
    assert answer.status_code == 200
    assert ("That cannot be a seal" in answer.content.decode()) == bool(words.strip())
    assert "<b>" not in answer.content.decode()


def test_the_form_leads_to_an_address_that_can_be_kept(publish, client):
    seal = publish().seal
    answer = client.get("/check/", {"seal": f" {seal[:4].upper()} {seal[4:8]} "})
    assert (answer.status_code, answer.url) == (302, f"/check/{seal[:8]}/")


@pytest.mark.parametrize(
    "around", ["Seal {}", "edition 1, seal {}", "(seal {})", "seal: {}", "https://x.example/check/{}/"]
)
def test_what_stands_around_the_seal_on_paper_may_be_copied_with_it(publish, client, around):
    seal = publish().seal[:8]
    assert client.get("/check/", {"seal": around.format(seal)}).url == f"/check/{seal}/"


def test_letters_that_look_like_digits_are_read_as_digits(client):
    assert client.get("/check/", {"seal": "oO11abIl"}).url == "/check/0011ab11/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_ever_read(publish, client, method):
    assert getattr(client, method)(f"/check/{publish().seal}/").status_code == 405


def test_what_is_told_is_not_listed_by_search_engines(publish, read):
    head = read(f"/check/{publish().seal}/").one("head")
    assert head.one("meta", name="robots")["content"] == "noindex"


def test_every_page_leads_to_the_form(read):
    assert [link for link in read("/").one("footer").all("a") if link["href"] == "/check/"]


def test_a_page_printed_from_a_browser_says_where_to_ask(publish, read, settings):
    edition = publish()
    sheet = read(edition.page.path).one("div", class_="print-sheet")
    assert f"Still current? {settings.SITE_URL}/check/{edition.seal[:8]}/" in sheet.text


def test_a_seal_is_found_with_an_index():
    if connection.vendor == "postgresql":  # which reads all of a small table
        sql("SET LOCAL enable_seqscan = off")
    plan = Edition.objects.filter(seal__gte="0" * 8, seal__lt="0" * 8 + "g", published_at__isnull=False).explain()
    assert "edition_seal_of_published" in plan
