"""What is shown before a question is kept: the card where there are words of danger, personal details, live pages."""

import pytest

from questions.models import Submission
from search.models import Unfound
from tests.questions.sending import ASK, WITH_DETAILS, asked, filled, go_on, live_page, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(writer, reviewer):
    """The card of the United Kingdom."""
    return live_page("urgent", writer, reviewer, slug="gb")


# Personal details -------------------------------------------------------------------------------


def test_personal_details_are_shown_marked_before_anything_is_kept(client):
    answer = client.post(ASK, filled(question=WITH_DETAILS))
    tree = page(answer)
    assert not Submission.objects.exists()
    assert [mark.text for mark in tree.one("blockquote").all("mark")] == ["Jane Miller", "jane@example.org"]
    assert [one.text for one in tree.all("label")] == [
        "Take out Jane Miller (name)",
        "Take out jane@example.org (e-mail address)",
    ]


def test_each_detail_can_be_taken_out_or_left(client):
    answer = client.post(ASK, filled(question=WITH_DETAILS))
    keys = {one.text: one.key for one in answer.context["details"]}
    question = asked(go_on(client, answer, out=[keys["Jane Miller"]]))
    assert "Jane" not in question.original
    assert "jane@example.org" in question.original
    assert "Which creams help dry hands?" in question.original


def test_markup_in_a_question_is_text(client):
    answer = client.post(ASK, filled(question="<script>x</script> my name is <b>Jane</b> Miller, a@example.org"))
    assert "<script>x" not in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_a_question_can_be_changed_and_is_looked_at_anew(client):
    once_more = client.post(ASK, filled(question=WITH_DETAILS))
    form = client.post(ASK, {**dict(once_more.context["fields"]), "do": "edit"})
    tree = page(form)
    assert tree.one("textarea").text == WITH_DETAILS
    assert "checked" in tree.one(id="country-GB").attributes
    assert "checked" in tree.one(id="private").attributes
    assert not list(tree.all(class_="error-summary"))
    # A page that was shown for another text shows nothing of this one.
    assert go_on(client, once_more, question=f"{WITH_DETAILS} 07700 900123").context["details"]
    assert not Submission.objects.exists()


# Words of danger --------------------------------------------------------------------------------

DANGER = "I am on chemo, I am shivering and have a fever of 39 since this morning."


def test_words_of_danger_bring_the_card_before_anything_is_kept(client, card):
    answer = client.post(ASK, filled(question=DANGER))
    tree = page(answer)
    assert tree.one("h1").text == "Please read this first"
    assert card.signs[0] in tree.one("main").text
    assert [one["href"] for one in tree.one(class_="calls").all("a")] == ["tel:999", "tel:112"]
    assert not Submission.objects.exists()
    buttons = [one.text for one in tree.one("main").all("button")]
    assert buttons == ["I have read this; send my question", "Change my question"]
    # Nothing leads away from the card but a call.
    assert all(link["href"].startswith("tel:") for link in tree.one("main").all("a"))
    question = asked(go_on(client, answer))
    assert question.danger
    assert question.look_by.date() == question.answer_by.date()


def test_words_of_danger_come_before_details_and_pages_and_one_page_has_both(client, card):
    answer = client.post(ASK, filled(question=f"{DANGER} {WITH_DETAILS}"))
    html = answer.content.decode()
    assert html.index(card.signs[0]) < html.index("This could show who you are")
    assert "may already answer" not in html
    keys = [one.key for one in answer.context["details"]]
    assert keys
    assert asked(go_on(client, answer, out=keys)).danger


def test_whoever_was_shown_the_card_is_flagged_after_a_change_too(client):
    answer = client.post(ASK, filled(question=DANGER))
    form = client.post(ASK, {**dict(answer.context["fields"]), "do": "edit"})
    carried = {one["name"]: one["value"] for one in page(form).one("form", method="post").all("input", type="hidden")}
    assert asked(client.post(ASK, filled(**{**carried, "seen_pages": "yes"}))).danger


def test_the_card_cannot_be_passed_by_saying_that_another_text_was_seen(client):
    plain = client.post(ASK, filled(question=WITH_DETAILS))
    answer = go_on(client, plain, question=DANGER)
    assert page(answer).one("h1").text == "Please read this first"
    assert not Submission.objects.exists()


@pytest.mark.parametrize("country", ["AU", "other"])
def test_without_a_card_of_its_own_a_country_gets_every_sign_and_all_numbers(client, card, country):
    tree = page(client.post(ASK, filled(question=DANGER, country=country)))
    said = tree.one("main").text
    assert all(sign in said for sign in [*card.signs, *card.team_signs])
    assert card.numbers in said


def test_no_page_says_that_something_is_not_urgent(client, card):
    pages_ = [client.get(ASK), client.post(ASK, filled(question=WITH_DETAILS)),
              client.post(ASK, filled(question=DANGER))]  # fmt: skip
    for answer in pages_:
        said = page(answer).one("main").text.lower()
        for words in ("not urgent", "no emergency", "not an emergency", "nothing to worry", "harmless"):
            assert words not in said


# Pages that may already answer ----------------------------------------------------------------------

ABOUT_PAIN = "Since when the pain in my bones is treated it hurts at night"


@pytest.fixture
def article(writer, reviewer):
    words = {"title": "When bones hurt at night", "summary": "What helps when bones hurt."}
    return live_page("article", writer, reviewer, slug="bones", **words)


def test_pages_that_may_answer_come_before_it_is_sent(client, article):
    answer = client.post(ASK, filled(question=ABOUT_PAIN))
    assert article.title in page(answer).one("main").text
    assert not Submission.objects.exists()
    assert asked(go_on(client, answer)).original == ABOUT_PAIN


def test_whoever_has_seen_them_while_writing_is_not_stopped(client, article):
    assert asked(client.post(ASK, filled(question=ABOUT_PAIN, seen_pages="yes")))


def test_pages_are_offered_while_writing_and_nothing_of_it_is_kept(client, article, caplog):
    answer = client.post(f"{ASK}pages.json", {"question": f"{ABOUT_PAIN} zyxwvutab"})
    assert [one["path"] for one in answer.json()["found"]] == ["/articles/bones/"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert not Unfound.objects.exists()
    assert not Submission.objects.exists()
    assert "zyxwvutab" not in caplog.text


def test_what_somebody_writes_never_stands_in_an_address(client, article):
    assert client.get(f"{ASK}pages.json", {"question": ABOUT_PAIN}).status_code == 405


def test_beside_words_of_danger_no_page_is_offered(client, article):
    assert client.post(f"{ASK}pages.json", {"question": f"{ABOUT_PAIN}. {DANGER}"}).json() == {"found": []}


def test_a_withdrawn_page_is_offered_no_longer(client, article, editor):
    article.page.withdraw(by=editor, reason="wrong")
    assert client.post(f"{ASK}pages.json", {"question": ABOUT_PAIN}).json() == {"found": []}
