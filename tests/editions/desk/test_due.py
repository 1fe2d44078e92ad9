"""Due for review: who sees which pages, in which order, and “checked, nothing to change” in two clicks."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import due
from editions.models import Edition, Status
from people import roles
from people.models import User
from tests.conftest import make_person
from tests.editions.desk.browsing import desk_address, signed_in, text_of
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT
from tests.editions.desk.due_pages import DUE, OWNER, TODAY, maker, titles

pytestmark = pytest.mark.django_db

EMPTY_HANDED = [one for one in PEOPLE if one not in {"author", "editor", "stranger", *SIGNED_OUT}]


@pytest.fixture
def make(writer, reviewer):
    with time_machine.travel(TODAY):
        yield maker(writer, reviewer)


# The list ---------------------------------------------------------------------------------------


def test_an_editor_in_chief_sees_the_pages_of_everybody_most_urgent_first(make, editor, other_writer):
    make("Tomorrow", 1), make("Late", -10, other_writer), make("Today", 0), make("Far", 61), make("Near", 60)
    answer = signed_in(editor).get(DUE)
    assert titles(answer) == ["Late", "Today", "Tomorrow", "Near"]
    said = text_of(answer)
    for words in ("5 June 2027 10 days late", "15 June 2027 today", "16 June 2027 in 1 day", "in 60 days",
                  "/articles/page-2/", "Otto Writer", "Rosa Reviewer 5 June 2026"):  # fmt: skip
        assert words in said


def test_a_writer_sees_their_own_pages_and_changes_no_owner(make, author, other_writer):
    make("Mine", -1), make("Another's", -1, other_writer)
    for address in (DUE, f"{DUE}?owner={other_writer.pk}"):
        answer = signed_in(author).get(address)
        assert titles(answer) == ["Mine"]
        content = answer.content.decode()
        assert 'type="checkbox"' not in content
        assert OWNER not in content


def test_others_with_a_role_see_their_own_pages_which_are_none(make, turn):
    make("Late", -10)
    for person in EMPTY_HANDED:
        with turn(person) as browser:
            answer = browser.get(DUE)
            assert (answer.status_code, titles(answer)) == (200, [])


def test_nobody_else_sees_the_list(make, turn):
    make("Late", -10)
    for person in ("stranger", *SIGNED_OUT):
        with turn(person) as browser:
            answer = browser.get(DUE)
            assert answer.status_code == (302 if person in SIGNED_OUT else 403)
            assert b"Late" not in answer.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_list_is_only_read(make, editor, method):
    assert getattr(signed_in(editor), method)(DUE).status_code == 405


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Late", "Leaflet", "Soon"]),
        ("?when=soon", ["Late", "Leaflet", "Soon"]),
        ("?when=overdue", ["Late", "Leaflet"]),
        ("?when=all", ["Late", "Leaflet", "Soon", "Far"]),
        ("?when=all&sort=-due", ["Far", "Soon", "Leaflet", "Late"]),
        ("?kind=leaflet", ["Leaflet"]),
        ("?owner={other}", ["Late"]),
        ("?owner={other}&kind=leaflet", []),
        ("?when=nonsense&kind=nonsense&owner=0&sort=nonsense&page=nonsense", ["Late", "Leaflet", "Soon"]),
        ("?when=%00&owner=%00&page=-1", ["Late", "Leaflet", "Soon"]),
    ],
)
def test_the_list_is_chosen_and_ordered(make, editor, other_writer, query, expected):
    make("Late", -9, other_writer), make("Leaflet", -2, kind="leaflet"), make("Soon", 9), make("Far", 99)
    answer = signed_in(editor).get(DUE + query.format(other=other_writer.pk))
    assert titles(answer) == expected


def test_only_live_pages_are_due(make, desk, editor):
    make("Withdrawn", -9).page.withdraw(by=editor, reason="wrong")
    desk.submitted()
    assert titles(signed_in(editor).get(f"{DUE}?when=all")) == []


def test_an_edition_in_work_is_named_and_reached(make, author, editor):
    live = make("Late", -9)
    draft = live.page.start_draft(by=author)
    for person in (author, editor):
        content = signed_in(person).get(DUE).content.decode()
        assert f'<a href="{desk_address(draft)}">draft' in content
        assert "unchanged" not in content


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Nothing to do: every page was reviewed in time."),
        ("?when=overdue", "Nothing to do: every page was reviewed in time."),
        ("?when=all", "No page is live yet."),
        ("?kind=article", "No live page fits this choice."),
    ],
)
def test_an_empty_list_says_what_it_means(editor, query, said):
    assert said in text_of(signed_in(editor).get(DUE + query))


def test_who_owns_nothing_reads_so(make, other_writer):
    make("Another's", -9)
    assert "You are the owner of no live page." in text_of(signed_in(other_writer).get(f"{DUE}?when=all"))


def test_an_owner_without_an_account_is_marked(make, editor, other_writer):
    make("Late", -9, other_writer)
    User.objects.filter(pk=other_writer.pk).update(is_active=False)
    assert "Otto Writer (no active account)" in text_of(signed_in(editor).get(DUE))


def test_the_list_comes_in_parts_of_fifty_with_a_constant_number_of_queries(
    make, editor, other_writer, django_assert_num_queries
):
    browser = signed_in(editor)
    make("First", -9)
    browser.get(DUE)
    with CaptureQueriesContext(connection) as few:
        browser.get(DUE)
    for number in range(50):
        live = make(f"Page {number}", number, make_person(f"Owner {number}", roles.WRITER))
        if number % 2:
            live.page.start_draft(by=other_writer)
    with django_assert_num_queries(len(few)):
        first = browser.get(DUE)
    assert (len(titles(first)), len(titles(browser.get(f"{DUE}?page=2")))) == (50, 1)
    assert f'href="{DUE}?page=2" rel="next"' in first.content.decode()
    assert "51 pages, part 1 of 2" in text_of(first)
    second = browser.get(f"{DUE}?when=soon&page=2").content.decode()
    assert f'href="{DUE}?when=soon&amp;page=1" rel="prev"' in second


def test_a_title_is_shown_as_text(make, editor):
    make("<b>Bold</b> & more", -9)
    content = signed_in(editor).get(DUE).content.decode()
    assert "<b>Bold" not in content
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in content


def test_everything_on_the_list_has_a_name(make, editor):
    make("Late", -9), make("Today", 0)
    content = signed_in(editor).get(DUE).content.decode()
    main = content[content.index('class="desk"') :]
    for field in re.findall(r"<(?:select|input type=\"checkbox\")[^>]*>", main):
        name = re.search(r'\bid="([^"]+)"', field).group(1)
        assert f'<label for="{name}"' in main or f'<label class="visually-hidden" for="{name}"' in main
    assert re.findall(r"<th\b(?! scope)", main) == []
    assert "<script" not in main
    assert "style=" not in main
    assert "aria-sort" in main


# Checked, nothing to change ---------------------------------------------------------------------


def test_checked_nothing_to_change_is_two_clicks(make, author):
    live = make("Late", -9)
    browser = signed_in(author)
    content = browser.get(DUE).content.decode()
    cell = content[content.index("<details>") : content.index("</details>")]
    assert "Checked, nothing to change" in cell.split("</summary>")[0]
    action = re.search(r'<form method="post" action="([^"]+)"', cell).group(1)
    answer = browser.post(action)
    submitted = Edition.objects.get(page=live.page_id, status=Status.IN_REVIEW)
    assert (answer.status_code, answer.url) == (302, desk_address(submitted))
    assert submitted.author == author


def test_checked_nothing_to_change_is_offered_to_writers_only(make, reviewer):
    make("Late", -9, reviewer)
    answer = signed_in(reviewer).get(DUE)
    assert titles(answer) == ["Late"]
    assert b"unchanged" not in answer.content


# For the first screen ---------------------------------------------------------------------------


def test_what_is_due_soon_is_known_for_each_person(make, author, other_writer, django_assert_num_queries):
    make("Far", 61), make("Near", 60), make("Late", -1), make("Today", 0), make("Another's", -9, other_writer)
    with django_assert_num_queries(1):
        assert [(one.title, one.path) for one in due.soon(author)] == [
            ("Late", "/articles/page-3/"),
            ("Today", "/articles/page-4/"),
            ("Near", "/articles/page-2/"),
        ]
    with django_assert_num_queries(1):
        assert due.overdue_count(author) == 1


def test_a_page_that_was_checked_again_is_no_longer_due(make, author, reviewer):
    live = make("Late", -9)
    again = live.page.submit_unchanged(by=author)
    assert [one.title for one in due.soon(author)] == ["Late"]
    again.approve(by=reviewer, seal=again.seal, answers={one.key: "Still so." for one in again.warnings()})
    assert list(due.soon(author)) == []
