"""The forms of a profile: whose account it is, and who reads that."""

import html

import pytest
from django.urls import reverse

from editions.models.writing import Incomplete
from experts.models import Expert, ExpertEdition
from people.models import User
from tests.conftest import EXPERT_WORDS, KINDS, make_person
from tests.editions.desk.browsing import desk_address, signed_in, text_of

pytestmark = pytest.mark.django_db


def form_address(draft):
    return f"/admin/experts/expertedition/{draft.pk}/change/"


def words_form(saved=0, **changes):
    return {"saved_count": saved, "change_note": "", "account": "", "portrait": "", **EXPERT_WORDS, **changes}


@pytest.fixture
def draft(writer):
    return KINDS["expert"].begin(writer)


def test_a_writer_begins_a_profile(writer):
    given = {"title": "Ella Expert", "slug": "ella", "owner": writer.pk, "review_every": 12}
    answer = signed_in(writer).post("/admin/experts/expert/add/", given)
    draft = ExpertEdition.objects.get()
    assert (answer.status_code, answer.url) == (302, form_address(draft))
    assert draft.page.path == "/experts/ella/"
    assert Expert.objects.get().kind == "expert"


def test_the_author_chooses_the_account_by_name(draft, writer, other_writer):
    browser = signed_in(writer)
    shown = browser.get(form_address(draft)).content.decode()
    assert '<option value="" selected>nobody&#x27;s account here</option>' in shown
    assert f'<option value="{other_writer.pk}">Otto Writer (otto.writer@example.org)</option>' in shown
    answer = browser.post(form_address(draft), words_form(account=other_writer.pk))
    assert (answer.status_code, answer.url) == (302, desk_address(draft))
    draft.refresh_from_db()
    assert (draft.account, draft.saved) == (other_writer.pk, 1)
    assert f'<option value="{other_writer.pk}" selected>' in browser.get(form_address(draft)).content.decode()
    browser.post(form_address(draft), words_form(saved=1))
    draft.refresh_from_db()
    assert draft.account is None


def test_only_people_who_work_here_can_be_chosen(draft, writer, stranger):
    gone = make_person("Greta Gone", is_active=False)
    outside = make_person("Olga Outside", is_staff=False)
    browser = signed_in(writer)
    for nobody in (gone.pk, outside.pk, 99999, "many"):
        answer = browser.post(form_address(draft), words_form(account=nobody))
        assert list(answer.context["adminform"].form.errors) == ["account"]
    assert browser.post(form_address(draft), words_form(account=stranger.pk)).status_code == 302


def test_somebody_who_left_stays_on_their_profile(writer, other_writer):
    draft = KINDS["expert"].begin(writer, account=other_writer.pk)
    User.objects.filter(pk=other_writer.pk).update(is_active=False)
    assert signed_in(writer).post(form_address(draft), words_form(account=other_writer.pk)).status_code == 302
    draft.refresh_from_db()
    assert draft.account == other_writer.pk


def test_colleagues_look_and_read_the_name(writer, other_writer, reviewer, moderator):
    draft = KINDS["expert"].begin(writer, account=other_writer.pk)
    for person in (other_writer, reviewer, moderator):
        answer = signed_in(person).get(form_address(draft))
        assert "Otto Writer (otto.writer@example.org)" in text_of(answer)
        assert b'name="account"' not in answer.content
        assert signed_in(person).post(form_address(draft), words_form()).status_code == 403


def test_nobody_else_looks(draft, stranger, client):
    assert signed_in(stranger).get(form_address(draft)).status_code == 403
    assert client.get(form_address(draft)).status_code == 302


def test_a_draft_that_is_not_there_is_said_to_be_missing(writer):
    answer = signed_in(writer).get("/admin/experts/expertedition/99999/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]


def test_the_second_of_two_tabs_reads_both_names(draft, writer, other_writer, reviewer):
    browser = signed_in(writer)
    browser.post(form_address(draft), words_form(account=other_writer.pk))
    crossed = html.unescape(browser.post(form_address(draft), words_form(account=reviewer.pk)).content.decode())
    assert "<pre>Otto Writer (otto.writer@example.org)</pre>" in crossed
    assert "<pre>Rosa Reviewer (rosa.reviewer@example.org)</pre>" in crossed


def test_the_checks_beside_the_words_read_the_account_that_is_chosen(draft, writer, other_writer):
    first = KINDS["expert"].begin(writer, slug="first", account=other_writer.pk)
    first.submit(by=writer, saved=0)
    draft.save_draft(by=writer, saved=0, account=other_writer.pk)
    checks = reverse("editions_checks", args=[draft.pk])
    taken = "is this account's profile already"
    assert taken in text_of(signed_in(writer).post(checks, words_form(account=other_writer.pk)))
    assert taken not in text_of(signed_in(writer).post(checks, words_form(account="")))
    assert taken not in text_of(signed_in(writer).post(checks, words_form(account=writer.pk)))
    with pytest.raises(Incomplete):
        draft.submit(by=writer, saved=1)


def test_the_reviewer_reads_whose_profile_it_becomes(draft, writer, other_writer, reviewer):
    draft.save_draft(by=writer, saved=0, account=other_writer.pk)
    draft.submit(by=writer, saved=1)
    draft.approve(by=reviewer, seal=draft.seal)
    following = draft.page.start_draft(by=writer, account=writer.pk, change_note="Whose it is.")
    following.submit(by=writer, saved=0)
    said = html.unescape(signed_in(reviewer).get(desk_address(following)).content.decode())
    assert "<del>Otto </del><ins>Wanda </ins>" in said
    record = signed_in(reviewer).get(f"/admin/editions/page/{draft.page_id}/record/html/")
    assert "Otto Writer (otto.writer@example.org)" in text_of(record)
