"""The draft's form: its author saves words, others only look, and nothing that was typed is lost."""

import html

import pytest

from editions.models import Edition, Status
from tests.conftest import ARTICLE_WORDS
from tests.editions.desk.browsing import desk_address, draft_address, signed_in, snapshot, text_of, value_of
from tests.editions.desk.cast import PEOPLE, may_only_look

pytestmark = pytest.mark.django_db


def words_form(saved=0, **changes):
    return {"saved_count": saved, "change_note": "", **ARTICLE_WORDS, **changes}


def test_the_author_saves_words(draft, author):
    browser = signed_in(author)
    assert value_of(browser.get(draft_address(draft)), "body") == ARTICLE_WORDS["body"].strip()
    answer = browser.post(draft_address(draft), words_form(title="Pain in the bones", body="New.\r\n\r\nWords."))
    assert (answer.status_code, answer.url) == (302, desk_address(draft))
    draft.refresh_from_db()
    assert (draft.title, draft.body, draft.saved) == ("Pain in the bones", "New.\n\nWords.", 1)
    assert draft.status == Status.DRAFT


def test_the_author_saves_and_writes_on(draft, author):
    browser = signed_in(author)
    answer = browser.post(draft_address(draft), words_form(title="First", _continue="1"), follow=True)
    assert answer.redirect_chain == [(draft_address(draft), 302)]
    assert 'name="saved_count" value="1"' in answer.content.decode()
    browser.post(draft_address(draft), words_form(saved=1, title="Second", _continue="1"))
    draft.refresh_from_db()
    assert (draft.title, draft.saved) == ("Second", 2)


def test_a_form_sends_words_only(draft, author, reviewer):
    given = words_form(status="published", author=reviewer.pk, reviewer=reviewer.pk, seal="x", number=9, page=1)
    signed_in(author).post(draft_address(draft), given)
    stored = Edition.objects.get(pk=draft.pk)
    assert (stored.status, stored.author, stored.reviewer, stored.seal, stored.number) == (
        Status.DRAFT, author, None, "", draft.number,
    )  # fmt: skip


def test_a_second_tab_is_refused_and_keeps_its_text(draft, author):
    browser = signed_in(author)
    browser.post(draft_address(draft), words_form(title="Saved in the first tab"))
    before = snapshot()
    answer = browser.post(draft_address(draft), words_form(body="Typed in the second tab <b>."))
    assert answer.status_code == 200
    assert "This draft was saved elsewhere" in text_of(answer)
    assert "Nothing was overwritten." in text_of(answer)
    assert value_of(answer, "body") == "Typed in the second tab <b>."
    assert snapshot() == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"summary": "x" * 241}, "summary"),
        ({"body": "a\x00b"}, "body"),
        ({"saved_count": ""}, "saved_count"),
        ({"saved_count": "many"}, "saved_count"),
    ],
)
def test_what_cannot_be_saved_is_refused_next_to_the_field(given, field, draft, author):
    before = snapshot()
    answer = signed_in(author).post(draft_address(draft), words_form(sources="a | Typed.") | given)
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
    assert value_of(answer, "sources") == "a | Typed."
    assert snapshot() == before


def test_a_draft_is_its_authors_alone(draft, turn):
    before = snapshot()
    for person in PEOPLE[1:]:
        with turn(person) as browser:
            shown = browser.get(draft_address(draft))
            sent = browser.post(draft_address(draft), words_form(title="Somebody else's"))
            assert snapshot() == before
            assert (shown.status_code, sent.status_code) == may_only_look(person)
            if shown.status_code == 200:
                assert "Radiotherapy eases bone pain." in text_of(shown)
                assert b'name="title"' not in shown.content
                assert b'name="_save"' not in shown.content


def is_sent_back(answer, typed):
    """Whether the form came back with the reason and with what was typed."""
    said = html.unescape(answer.content.decode())
    assert "That cannot be done any longer. Edition 2 by" in said
    assert "has been in review since" in said
    assert typed in said
    return answer.status_code == 200


def test_what_was_submitted_is_not_edited_by_its_author(submitted, author):
    before = snapshot()
    browser = signed_in(author)
    assert b'name="_save"' not in browser.get(draft_address(submitted)).content
    assert is_sent_back(browser.post(draft_address(submitted), words_form(title="Later")), "Later")
    assert snapshot() == before


def test_a_draft_that_was_submitted_while_it_was_open_in_a_tab_says_so(draft, author):
    """Its form was sent after the admin had looked who may change it, and before it was saved."""
    browser = signed_in(author)
    draft.submit(by=author, saved=0)
    answer = browser.post(draft_address(draft), words_form(title="Too late", body="Typed in another tab."))
    assert is_sent_back(answer, "Typed in another tab.")
    draft.refresh_from_db()
    assert draft.title == "Bone pain"


def test_an_edition_that_is_not_there_is_said_to_be_missing(author):
    answer = signed_in(author).get("/admin/articles/articleedition/99999/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
