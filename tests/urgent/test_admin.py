"""The forms of a card."""

import pytest

from tests.conftest import KINDS, URGENT_WORDS
from tests.editions.desk.browsing import desk_address, signed_in, text_of
from urgent.models import UrgentCard, UrgentEdition

pytestmark = pytest.mark.django_db


def form_address(draft):
    return f"/admin/urgent/urgentedition/{draft.pk}/change/"


def words_form(saved=0, **changes):
    return {"saved_count": saved, "change_note": "", **URGENT_WORDS, **changes}


@pytest.fixture
def draft(writer):
    return KINDS["urgent"].begin(writer)


def test_a_writer_begins_a_card(writer):
    given = {"title": "Ireland", "slug": "ie", "owner": writer.pk, "review_every": 12}
    answer = signed_in(writer).post("/admin/urgent/urgentcard/add/", given)
    draft = UrgentEdition.objects.get()
    assert (answer.status_code, answer.url) == (302, form_address(draft))
    assert (draft.page.path, draft.country) == ("/urgent/ie/", "")
    assert UrgentCard.objects.get().kind == "urgent"


def test_the_author_saves_words(draft, writer):
    browser = signed_in(writer)
    given = words_form(country="IE", numbers="112 or 999", team="a fever\r\nshivering")
    answer = browser.post(form_address(draft), given)
    assert (answer.status_code, answer.url) == (302, desk_address(draft))
    draft.refresh_from_db()
    assert (draft.country, draft.numbers, draft.team) == ("IE", "112 or 999", "a fever\nshivering")
    assert '<option value="IE" selected>Ireland</option>' in browser.get(form_address(draft)).content.decode()


@pytest.mark.parametrize(("name", "value"), [("country", "XX"), ("numbers", "9" * 61), ("title", "")])
def test_what_cannot_be_saved_is_refused_next_to_the_field(draft, writer, name, value):
    answer = signed_in(writer).post(form_address(draft), words_form(**{name: value}))
    assert list(answer.context["adminform"].form.errors) == [name]


def test_colleagues_look_and_nobody_else_does(draft, other_writer, reviewer, moderator, stranger, client):
    for person in (other_writer, reviewer, moderator):
        answer = signed_in(person).get(form_address(draft))
        assert "sudden chest pain" in text_of(answer)
        assert b'name="numbers"' not in answer.content
        assert signed_in(person).post(form_address(draft), words_form()).status_code == 403
    assert signed_in(stranger).get(form_address(draft)).status_code == 403
    assert client.get(form_address(draft)).status_code == 302


def test_a_draft_that_is_not_there_is_said_to_be_missing(writer):
    answer = signed_in(writer).get("/admin/urgent/urgentedition/99999/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]


def test_the_reviewer_reads_the_country_by_its_name(draft, writer, reviewer):
    draft.submit(by=writer, saved=0)
    assert "United Kingdom" in text_of(signed_in(reviewer).get(desk_address(draft)))
    draft.approve(by=reviewer, seal=draft.seal)
    following = draft.page.start_draft(by=writer, country="IE", change_note="Which country.")
    following.submit(by=writer, saved=0)
    shown = signed_in(reviewer).get(desk_address(following)).content.decode()
    assert "<del>United Kingdom</del>" in shown
    assert "<ins>Ireland</ins>" in shown
