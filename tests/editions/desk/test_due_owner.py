"""Change of owner in bulk: an editor in chief sees first what will change, and each page keeps a line of it."""

import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from editions.models import Page
from people import roles
from people.models import User
from tests.conftest import make_person
from tests.editions.desk.browsing import page_address, signed_in, snapshot, text_of
from tests.editions.desk.cast import PEOPLE
from tests.editions.desk.due_pages import DUE, OWNER, TODAY, chosen, confirmed, maker, owners

pytestmark = pytest.mark.django_db

MAY_NOT = [one for one in PEOPLE if one != "editor"]


@pytest.fixture
def make(writer, reviewer):
    with time_machine.travel(TODAY):
        yield maker(writer, reviewer)


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
