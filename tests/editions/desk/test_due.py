"""Due for review: who sees which pages, in which order, and how an editor in chief changes their owners."""

import datetime
import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editions import due
from editions.models import Edition, Page, Status
from people import roles
from people.models import User
from tests.conftest import KINDS, make_person
from tests.editions.desk.browsing import desk_address, page_address, signed_in, snapshot, text_of
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT

pytestmark = pytest.mark.django_db

DUE = "/admin/editions/page/due/"
OWNER = "/admin/editions/page/due/owner/"
EMPTY_HANDED = [one for one in PEOPLE if one not in {"author", "editor", "stranger", *SIGNED_OUT}]
MAY_NOT = [one for one in PEOPLE if one != "editor"]


@pytest.fixture
def make(writer, reviewer):
    """``make(title, days)``: a live page of the writer's that is due in so many days (late when below 0)."""
    made = []

    def make(title, days, owner=None, kind="article"):
        made.append(title)
        reviewed = timezone.now().replace(hour=12) + datetime.timedelta(days=days - 365)
        with time_machine.travel(reviewed):
            draft = KINDS[kind].begin(writer, slug=f"page-{len(made)}", title=title, owner=owner)
            draft.submit(by=writer, saved=0)
            draft.approve(by=reviewer, seal=draft.seal)
        return KINDS[kind].get(draft)

    with time_machine.travel(datetime.datetime(2027, 6, 15, 9, tzinfo=datetime.UTC)):
        yield make


def titles(response):
    return [edition.title for edition in response.context["part"].object_list]


def seen(*editions):
    return [f"{edition.page_id}:{Page.objects.get(pk=edition.page_id).owner_id}" for edition in editions]


def chosen(owner, *editions, **more):
    return {"owner": owner.pk, "pages": [edition.page_id for edition in editions], **more}


def confirmed(owner, *editions):
    return chosen(owner, *editions, seen=seen(*editions), confirmed="1")


def owners(*editions):
    return [Page.objects.get(pk=edition.page_id).owner for edition in editions]


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


# Change of owner --------------------------------------------------------------------------------


def test_what_will_change_is_shown_first_and_nothing_has_changed(make, editor, other_writer):
    first, second, theirs = make("First", -9), make("Second", 1), make("Theirs", 2, other_writer)
    before = snapshot()
    answer = signed_in(editor).post(OWNER, chosen(other_writer, first, second, theirs))
    said = text_of(answer)
    assert answer.status_code == 200
    assert "Otto Writer becomes the owner of 2 pages." in said
    assert "First /articles/page-1/ Wanda Writer Otto Writer" in said
    assert "Otto Writer is the owner already of: Theirs." in said
    assert snapshot() == before
    assert not LogEntry.objects.exists()


def test_confirmed_the_owner_changes_and_it_is_logged_for_each_page(make, editor, author, other_writer):
    first, second, other = make("First", -9), make("Second", 1, kind="leaflet"), make("Other", 2)
    browser = signed_in(editor)
    answer = browser.post(f"{OWNER}?when=all", confirmed(other_writer, first, second))
    assert (answer.status_code, answer.url) == (302, f"{DUE}?when=all")
    assert "Otto Writer is the owner of 2 more pages now." in text_of(browser.get(answer.url))
    assert owners(first, second, other) == [other_writer, other_writer, author]
    assert {(one.user, one.object_id, one.change_message) for one in LogEntry.objects.all()} == {
        (editor, str(one.page_id), "Owner changed from Wanda Writer to Otto Writer.") for one in (first, second)
    }
    history = browser.get(page_address(first).replace("/change/", "/history/"))
    assert "Owner changed from Wanda Writer to Otto Writer." in text_of(history)


def test_the_form_that_is_shown_is_the_form_that_works(make, editor, other_writer):
    live = make("First", -9)
    browser = signed_in(editor)
    content = browser.post(OWNER, chosen(other_writer, live)).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(owner|pages|seen)" value="([^"]+)"', content)
    sent = {name: [value for key, value in hidden if key == name] for name, _value in hidden}
    assert browser.post(OWNER, {**sent, "confirmed": "1"}).status_code == 302
    assert owners(live) == [other_writer]


def test_nobody_else_changes_an_owner(make, turn, other_writer):
    live = make("Late", -9)
    before = snapshot()
    for person in MAY_NOT:
        with turn(person) as browser:
            for sent in (chosen(other_writer, live), confirmed(other_writer, live)):
                assert browser.post(OWNER, sent).status_code == 403
            assert snapshot() == before
            assert not LogEntry.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_owners_are_changed_by_post_alone(make, editor, other_writer, method):
    live = make("Late", -9)
    assert getattr(signed_in(editor), method)(OWNER, confirmed(other_writer, live)).status_code == 405
    assert owners(live) != [other_writer]


@pytest.mark.parametrize("who", ["stranger", "reviewer", "moderator", "gone", "missing"])
def test_the_new_owner_is_somebody_active_who_writes(make, editor, who, request):
    live = make("Late", -9)
    if who == "missing":
        person = User(pk=999_999)
    elif who == "gone":
        person = make_person("Gone Writer", roles.WRITER, is_active=False)
    else:
        person = request.getfixturevalue(who)
    before = snapshot()
    answer = signed_in(editor).post(OWNER, confirmed(person, live))
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["owner"]
    assert snapshot() == before
    assert f"{person.pk}" not in [str(value) for value, _name in answer.context["form"].fields["owner"].choices]


def test_an_editor_in_chief_may_be_the_new_owner_and_is_named_once(make, editor):
    both = make_person("Bea Both", roles.WRITER, roles.EDITOR_IN_CHIEF)
    live = make("Late", -9)
    answer = signed_in(editor).get(DUE)
    assert text_of(answer).count("Bea Both") == 1
    signed_in(editor).post(OWNER, confirmed(both, live))
    assert owners(live) == [both]


def test_what_is_missing_is_said_and_what_was_chosen_stays(make, editor, other_writer):
    live = make("Late", -9)
    browser = signed_in(editor)
    nothing = browser.post(OWNER, {"owner": other_writer.pk})
    assert "Choose at least one page by its box." in text_of(nothing)
    assert f'<option value="{other_writer.pk}" selected>' in nothing.content.decode()
    nobody = browser.post(f"{OWNER}?when=all", {"pages": [live.page_id]})
    assert "Choose the new owner." in text_of(nobody)
    assert f'id="page-{live.page_id}" form="change-owner" checked' in nobody.content.decode()
    assert f'href="{DUE}?when=all&amp;sort=-due"' in nobody.content.decode()


@pytest.mark.parametrize("pages", [["0"], ["x"], ["999999"], ["\x00"]])
def test_pages_that_are_not_there_are_refused(make, editor, other_writer, pages):
    live = make("Late", -9)
    sent = {**confirmed(other_writer, live), "pages": [live.page_id, *pages]}
    answer = signed_in(editor).post(OWNER, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["pages"])
    assert owners(live) != [other_writer]


def test_an_owner_whom_somebody_else_changed_in_between_stays(make, editor, author, other_writer):
    first, second = make("First", -9), make("Second", -8)
    sent, third = confirmed(other_writer, first, second), make_person("Theo Third", roles.WRITER)
    Page.objects.filter(pk=second.page_id).update(owner=third)
    browser = signed_in(editor)
    said = text_of(browser.get(browser.post(OWNER, sent).url))
    assert "Otto Writer is the owner of 1 more page now." in said
    assert "1 page stays as it is: somebody else changed its owner just now." in said
    assert owners(first, second) == [other_writer, third]


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
