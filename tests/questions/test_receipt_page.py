"""The private page: what it tells in each state, and that nobody else learns of it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from editions import guards
from people import roles
from questions.models import AnswerEdition
from tests.conftest import ASKED, WORDING, desk_person
from tests.questions.conftest import answered
from tests.questions.sending import asking, live_page, mine, with_clinician
from tests.site.tree import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(db):
    return desk_person("Mina Moderates", roles.MODERATOR)


@pytest.fixture
def read(client):
    def read(question):
        answer = client.get(mine(question))
        assert answer.status_code == 200
        return parse(answer.content.decode())

    return read


def said(tree):
    return tree.one("main").text


# Nobody else ------------------------------------------------------------------------------------


@pytest.mark.parametrize("do", [None, "erase", "add", "nothing"])
def test_the_page_is_kept_by_no_cache_listed_by_no_search_engine_and_named_to_no_other_page(client, do):
    question = asking()
    answer = client.post(mine(question), {"do": do}) if do else client.get(mine(question))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert not Session.objects.exists()


def test_nothing_on_it_comes_from_elsewhere(read):
    tree = read(asking())
    loaded = [one["src"] or one["href"] for one in tree.all("script", "link", "img")]
    assert all(address.startswith("/static/") for address in loaded)
    assert tree.one("meta", name="robots")["content"] == "noindex, nofollow"


@pytest.mark.parametrize("address", ["a" * 32, "a" * 31, "", "%00", "a/b"])
def test_an_address_that_is_none_tells_nothing(client, address):
    asking()
    answer = client.get(f"/questions/mine/{address}/" if address else "/questions/mine/")
    assert answer.status_code == 404
    assert "There is no question at this address" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "."), ("(", "/)."), ("<", "/>"), ("", "/%20")])
def test_an_address_is_found_though_it_was_copied_with_what_stands_beside_it(client, before, after):
    address = mine(asking())
    token = address.rstrip("/").rpartition("/")[2]
    assert client.get(f"/questions/mine/{before}{token}{after}", follow=True).redirect_chain == [(address, 303)]


def test_the_question_as_it_was_sent_does_not_stand_there(read):
    question = asking()
    assert ASKED not in said(read(question))
    assert "Jane" not in read(question).raw


def test_it_says_to_keep_the_address_because_nobody_can_find_it_again(read, settings):
    question = asking()
    tree = read(question)
    assert tree.one(class_="address").text == settings.SITE_URL + mine(question)
    assert "nobody can find it again for you" in said(tree)


# The states -------------------------------------------------------------------------------------


def test_received_it_says_when_an_answer_is_aimed_at(read):
    tree = read(asking())
    assert tree.one("h1").text == "Thank you. Your question is safe with us"
    assert "We aim to have an answer here by" in said(tree)


def test_late_it_says_so(read, time_machine):
    question = asking()
    time_machine.move_to(timezone.now() + timedelta(days=30))
    assert "It takes longer than we wanted" in said(read(question))


def test_flagged_it_repeats_the_card(read):
    assert "If any of this is happening now, call now" in said(read(asking(danger=True)))
    assert "If any of this is happening now" not in said(read(asking()))


def test_held_it_reads_like_any_other(read):
    assert said(read(asking(held=True))).partition("Keep this")[0] == said(read(asking())).partition("Keep this")[0]


def test_with_a_clinician_it_says_so_and_shows_the_edited_wording(read, writer):
    tree = read(with_clinician(writer))
    assert tree.one("h1").text == "A clinician is working on the answer"
    assert WORDING in said(tree)
    assert "A second person has checked" in said(tree)


def test_declined_it_says_why_and_never_that_it_is_not_serious(read, moderator):
    question = asking()
    question.claim(by=moderator)
    question.decline(by=moderator, kind="individual", text="Please ask your team.\n\n<b>This</b> is how.")
    tree = read(question)
    assert "Please ask your team." in said(tree)
    assert "<b>This</b>" in said(tree)
    assert "That says nothing about how serious it is" in said(tree)


def test_merged_it_leads_to_the_answer_once_that_is_published(read, moderator, writer, reviewer):
    other, question = with_clinician(writer), asking()
    question.claim(by=moderator)
    question.merge(by=moderator, into=other)
    assert "As soon as the answer is published" in said(read(question))
    live = answered(other, writer, reviewer)
    assert read(question).one("a", href=live.page.path).text == live.title


def test_merged_into_what_gets_no_public_answer_it_is_with_us_again_and_shows_nothing_of_that(
    read, moderator, writer, reviewer
):
    other, question = with_clinician(writer), asking()
    question.claim(by=moderator)
    question.merge(by=moderator, into=other)
    assert "If it is not published, we answer your question by itself." in said(read(question))
    sent = answered(other, writer, reviewer, publish=False)
    tree = read(question)
    assert tree.one("h1").text == "Thank you. Your question is safe with us"
    assert "That answer is not public, so we answer yours by itself." in said(tree)
    assert sent.title not in said(tree)


def test_merged_into_a_page_that_is_taken_down_it_says_so(read, moderator, writer, reviewer):
    page, question = live_page("article", writer, reviewer).page, asking()
    question.claim(by=moderator)
    question.merge(by=moderator, page=page)
    assert read(question).one("h1").text == "A page of ours answers this"
    page.withdraw(by=reviewer, reason="outdated")
    assert "The page that answers it is taken down just now." in said(read(question))


def test_spam_is_told_without_a_reproach(read, moderator):
    question = asking()
    question.mark_spam(by=moderator)
    assert "If we were wrong, we are sorry" in said(read(question))


# The answer -------------------------------------------------------------------------------------


def test_an_answer_that_nobody_reviewed_is_not_shown(read, writer):
    question = with_clinician(writer)
    draft = question.start_answer(by=writer, title="A draft of an answer", short_answer="Call your team.")
    assert "A draft of an answer" not in said(read(question))
    assert "Call your team." not in said(read(question))
    assert draft.title


def test_a_private_answer_is_read_here_after_its_review_and_nowhere_else(read, client, writer, reviewer):
    question = with_clinician(writer, publish=False)
    edition = answered(question, writer, reviewer, publish=False)
    tree = read(question)
    assert tree.one("h1").text == "Here is your answer"
    assert "It is not published" in said(tree)
    for words in ("Tell your team about new pain on the same day.", writer.name, reviewer.name, WORDING):
        assert words in said(tree)
    assert client.get(edition.page.path).status_code == 404


def test_a_published_answer_is_read_here_and_at_its_address(read, writer, reviewer):
    question = with_clinician(writer)
    edition = answered(question, writer, reviewer)
    tree = read(question)
    assert tree.one("a", href=edition.page.path).text == "The published page"
    assert "Tell your team about new pain on the same day." in said(tree)


def test_an_answer_whose_signature_does_not_hold_is_not_shown(read, writer, reviewer):
    question = with_clinician(writer, publish=False)
    edition = answered(question, writer, reviewer, publish=False)
    guards.lift()
    AnswerEdition.objects.filter(pk=edition.pk).update(html="<p>Stop your tablets.</p>")
    guards.install()
    tree = read(question)
    assert "Stop your tablets" not in tree.raw
    assert tree.one("h1").text == "We cannot show your answer just now"
