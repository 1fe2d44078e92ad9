"""The second of two tabs: its save is refused, both texts are shown, nothing is lost, and its writer decides."""

import html
import re

import pytest

from editions.writing_admin import SAVED_COPY
from tests.conftest import ARTICLE_WORDS
from tests.editions.desk.browsing import draft_address, signed_in, snapshot, text_of, value_of

pytestmark = pytest.mark.django_db


def words_form(saved=0, **changes):
    return {"saved_count": saved, "change_note": "", **ARTICLE_WORDS, **changes}


@pytest.fixture
def browser(draft, author):
    """Whose first tab has saved another title and a dose."""
    browser = signed_in(author)
    first = {"title": "Saved first", "body": "Take it **once** a day. [@who-pain]\n\nAdded first."}
    browser.post(draft_address(draft), words_form(**first))
    return browser


@pytest.fixture
def crossed(browser, draft):
    """The answer to the second tab."""
    return browser.post(
        draft_address(draft), words_form(title="Saved first", body="Take it **twice** a day. [@who-pain]")
    )


def the_button(crossed):
    return re.search(r'name="_keep_mine" value="(\d+)"', crossed.content.decode()).group(1)


def test_both_texts_are_shown_where_they_differ(crossed):
    said = html.unescape(crossed.content.decode())
    assert crossed.status_code == 200
    assert "<del>once</del><ins>twice</ins>" in said
    assert re.search(r"<del>[^<]*Added first\.</del>", said)
    assert "<pre>Take it **once** a day. [@who-pain]\n\nAdded first.</pre>" in said
    assert "<pre>Take it **twice** a day. [@who-pain]</pre>" in said
    assert [field["label"] for field in crossed.context["crossed"]["fields"]] == ["Text"]
    assert value_of(crossed, "body") == "Take it **twice** a day. [@who-pain]"
    assert "Nothing was overwritten." in text_of(crossed)


def test_saving_again_as_if_nothing_had_happened_is_refused_again(crossed, browser, draft):
    before = snapshot()
    again = browser.post(draft_address(draft), words_form(body="Take it **twice** a day."))
    assert again.context["crossed"]
    assert snapshot() == before


def test_keeping_mine_is_a_deliberate_save(crossed, browser, draft):
    mine = words_form(body="Mine.", _keep_mine=the_button(crossed))
    assert browser.post(draft_address(draft), mine).status_code == 302
    draft.refresh_from_db()
    assert (draft.body, draft.saved) == ("Mine.", 2)


def test_mine_is_refused_once_more_when_a_third_tab_was_faster(crossed, browser, draft, author):
    draft.save_draft(by=author, saved=1, body="Third.")
    before = snapshot()
    answer = browser.post(draft_address(draft), words_form(body="Mine.", _keep_mine=the_button(crossed)))
    assert answer.context["crossed"]["stored"].body == "Third."
    assert the_button(answer) == "2"
    assert snapshot() == before


def test_nobody_else_keeps_theirs(crossed, draft, other_writer, editor):
    before = snapshot()
    for person in (other_writer, editor, None):
        answer = signed_in(person).post(
            draft_address(draft), words_form(body="Theirs.", _keep_mine=the_button(crossed))
        )
        assert answer.status_code == 403
    assert snapshot() == before


@pytest.mark.parametrize("count", ["", "x", "-1", "1.0", "9" * 30, "²"])
def test_a_count_that_is_none_keeps_nothing(count, crossed, browser, draft):
    before = snapshot()
    assert browser.post(draft_address(draft), words_form(_keep_mine=count)).status_code == 200
    assert snapshot() == before


def test_the_same_words_typed_twice_are_said_to_be_the_same(browser, draft):
    draft.refresh_from_db()
    typed = {name: getattr(draft, name).replace("\n", "\r\n") for name in ("title", "body", "in_short", "sources")}
    answer = browser.post(draft_address(draft), words_form(**typed))
    assert "They are the same, word for word." in text_of(answer)


def test_what_was_typed_is_text_in_the_difference(browser, draft):
    answer = browser.post(draft_address(draft), words_form(title="<script>alert(1)</script>")).content.decode()
    assert "<script>alert" not in answer


def test_other_refusals_show_no_second_text(draft, author):
    browser = signed_in(author)
    draft.submit(by=author, saved=0)
    assert not browser.post(draft_address(draft), words_form(title="Later")).context["crossed"]


def copies_named(answer):
    """The names of copies on the device that an answer calls saved."""
    return [name.removeprefix(SAVED_COPY) for name in answer.cookies if name.startswith(SAVED_COPY)]


def test_the_copy_of_saved_words_is_named_so_that_the_device_forgets_it(draft, author):
    answer = signed_in(author).post(draft_address(draft), words_form(copy="abc123"))
    assert copies_named(answer) == ["abc123"]
    cookie = answer.cookies[f"{SAVED_COPY}abc123"]
    assert (cookie["path"], cookie["samesite"]) == ("/admin/", "Strict")


def test_two_copies_that_are_saved_at_once_are_both_named(draft, author):
    browser = signed_in(author)
    browser.post(draft_address(draft), words_form(copy="abc123"))
    browser.post(draft_address(draft), words_form(copy="def456", saved=1, title="Later"))
    assert copies_named(browser) == ["abc123", "def456"]  # what the browser has of both answers


@pytest.mark.parametrize("copy", ["", "x y", "<", "x" * 41])
def test_a_name_that_is_none_is_not_repeated(copy, draft, author):
    assert copies_named(signed_in(author).post(draft_address(draft), words_form(copy=copy))) == []


def test_words_that_were_refused_are_not_called_saved(browser, draft):
    assert copies_named(browser.post(draft_address(draft), words_form(copy="abc123"))) == []
