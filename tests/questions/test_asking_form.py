"""Asking: the card before the box, what is asked for, and what is kept."""

import pytest
from django.contrib.sessions.models import Session

from questions import wordings
from questions.askers.sending import SentForm
from questions.models import Consent, State, Submission
from tests.questions.sending import ASK, PLAIN, WITH_DETAILS, asked, filled, go_on, live_page, page, ticket
from tests.site.tree import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(writer, reviewer):
    """The card of the United Kingdom."""
    return live_page("urgent", writer, reviewer, slug="gb")


def problem_of(tree, name):
    """The words beside a field."""
    return tree.one(id=f"{name}-wrong").text


# The page ---------------------------------------------------------------------------------------


def test_the_card_stands_before_the_box_with_the_numbers_of_each_country(client, card):
    html = client.get(ASK).content.decode()
    assert html.index(card.signs[0]) < html.index("<textarea")
    tree = parse(html)
    labels = {label["for"]: label.text for label in tree.all("label")}
    assert labels["country-GB"].endswith(card.numbers)
    assert labels["country-other"] == "another country"
    assert not [one for one in tree.all("input", name="country") if "checked" in one.attributes]
    of_country, every = (tree.one("div", **{"data-card": code}) for code in ("GB", ""))
    for sign in [*card.signs, *card.team_signs]:
        assert sign in of_country.text
        assert sign in every.text
    assert f"Call {card.numbers} now" in of_country.text


def test_a_card_that_was_withdrawn_is_gone_at_once(client, card, editor):
    assert card.signs[0] in client.get(ASK).content.decode()
    card.page.withdraw(by=editor, reason="wrong")
    tree = page(client.get(ASK))
    assert card.signs[0] not in tree.raw
    assert "Call 112, 999 or 911" in tree.one("main").text


def test_a_card_that_nobody_signed_is_not_shown(client, card):
    from editions import guards
    from urgent.models import UrgentEdition

    guards.lift()
    UrgentEdition.objects.filter(pk=card.pk).update(emergency="feeling a little tired", html="<p>Feeling tired</p>")
    guards.install()
    assert "tired" not in page(client.get(ASK)).one("main").text


def test_nothing_is_chosen_beforehand_and_nothing_else_is_asked(client):
    tree = page(client.get(ASK))
    form = tree.one("form", method="post")
    assert not [one for one in form.walk() if {"checked", "selected"} & {*one.attributes}]
    shown = {one["name"] for one in form.all("input", "select", "textarea") if one["type"] != "hidden"}
    assert shown == {"country", "question", "asker", "private", "publish", "reply", "of_age", "website"}
    for sort in ("private", "publish"):
        assert tree.one("label", **{"for": sort}).text == wordings.wording(sort)


def test_a_topic_can_be_chosen_where_there_are_some(client, topic):
    assert "Pain" in page(client.get(ASK)).one("select", name="topic").text
    assert asked(client.post(ASK, filled(topic=topic.slug))).topic == topic


@pytest.fixture
def topic(db):
    from editions.models import Topic

    return Topic.objects.create(name="Pain", slug="pain")


def test_asking_leaves_no_cookie_no_session_and_no_words_in_an_address(client):
    answers = [client.get(ASK), client.post(ASK, filled(question=WITH_DETAILS)), client.post(ASK, filled())]
    assert [one.status_code for one in answers] == [200, 200, 303]
    for answer in answers:
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "creams" not in answer.get("Location", "")
    assert not Session.objects.exists()
    assert "no-store" in answers[1]["Cache-Control"]
    assert answers[0]["Cache-Control"] == "private, no-cache"


def test_other_methods_are_refused(client):
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(ASK).status_code == 405
    assert client.head(ASK).status_code == 200


# What is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("country", {"country": None}, "Choose your country"),
        ("country", {"country": "XX"}, "Choose your country"),
        ("question", {"question": " \r\n "}, "Write your question first"),
        ("question", {"question": "ä" * 2001}, "2,001 characters, and 2,000 fit"),
        ("asker", {"asker": None}, "Say whether you live with it"),
        ("private", {"private": None}, "Choose at least one"),
        ("private", {"versions": "0-0"}, "The wording has changed"),
        ("reply", {"reply": "jane at home"}, "no whole e-mail address"),
        ("of_age", {"of_age": None}, "16 or older"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client, name, changes, words):
    sent = filled(**{"reply": "jane@example.org", "publish": None, **changes})
    tree = page(client.post(ASK, sent))
    assert words in problem_of(tree, name)
    link = tree.one(class_="error-summary").one("a")
    assert words in link.text
    assert tree.one(id=link["href"].removeprefix("#")).tag in {"input", "textarea"}
    assert not Submission.objects.exists()
    assert tree.one("textarea").text == " ".join(sent["question"].split())
    assert tree.one("input", name="reply")["value"] == sent["reply"]
    assert ("checked" in tree.one(id="asker-living").attributes) is ("asker" in sent)
    assert tree.one("input", name="ticket")["value"] == sent["ticket"]


def test_line_ends_count_once(client):
    text = "a\r\n" * 999 + "ab"
    assert len(text) > 2000
    assert asked(client.post(ASK, filled(question=text, seen_pages="yes")))


def test_an_agreement_is_to_the_words_that_were_on_the_screen(client, monkeypatch):
    form = filled(publish="yes")
    monkeypatch.setitem(wordings.WORDINGS["publish"], 2, "Other words.")
    tree = page(client.post(ASK, form))
    assert "Other words." in tree.one("label", **{"for": "publish"}).text
    assert not [one for one in tree.all("input", type="checkbox", name="publish") if "checked" in one.attributes]
    asked(client.post(ASK, filled(publish="yes")))
    assert [(one.sort, one.version) for one in Consent.objects.all()] == [("private", 1), ("publish", 2)]


# What is kept -----------------------------------------------------------------------------------


def test_a_question_is_kept_before_thank_you_is_said(client):
    answer = client.post(ASK, filled(publish="yes", reply="jane@example.org"))
    question = asked(answer)
    assert (question.original, question.country, question.asker) == (PLAIN, "GB", "living")
    assert (question.state, question.danger) == (State.RECEIVED, False)
    assert question.agreed() == {"private", "publish"}
    assert question.reply_address.open() == "jane@example.org"
    receipt = client.get(answer["Location"])
    assert "Thank you. Your question is safe with us" in page(receipt).one("h1").text


def test_sent_twice_it_is_one_question_with_the_same_receipt(client):
    form = filled()
    first, second = client.post(ASK, form), client.post(ASK, form)
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_a_page_that_was_sent_already_gives_the_same_receipt_after_details_were_taken_out(client):
    once_more = client.post(ASK, filled(question=WITH_DETAILS))
    out = [one.key for one in once_more.context["details"]]
    first, second = (go_on(client, once_more, out=out) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_another_text_in_a_form_that_was_sent_is_not_lost(client):
    form = filled()
    first = client.post(ASK, form)
    tree = page(client.post(ASK, {**form, "question": "And what helps dry feet?"}))
    assert tree.one("textarea").text == "And what helps dry feet?"
    assert tree.one(class_="notice").one("a")["href"] == first["Location"]
    assert Submission.objects.count() == 1
    anew = tree.one("input", name="ticket")["value"]
    assert asked(client.post(ASK, {**form, "ticket": anew, "question": "And dry feet?"})).original == "And dry feet?"


@pytest.mark.parametrize("carried", ["", "x", "a.b:c", "another's", "\x00"])
def test_without_a_ticket_of_ours_nothing_is_kept_and_nothing_is_lost(client, carried):
    carried = f"{ticket()[:-1]}~" if carried == "another's" else carried
    tree = page(client.post(ASK, filled(ticket=carried)))
    assert not Submission.objects.exists()
    assert tree.one("textarea").text == PLAIN
    assert "please send it once more" in tree.one(class_="notice").text
    assert asked(client.post(ASK, filled(ticket=tree.one("input", name="ticket")["value"])))


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://elsewhere.example"}],
)
def test_what_another_page_posts_is_neither_kept_nor_repeated(client, headers):
    answer = client.post(ASK, filled(), headers=headers)
    assert answer.status_code == 403
    assert PLAIN not in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {"origin": "null"}, {}]
)
def test_our_own_page_may_post(client, headers):
    assert asked(client.post(ASK, filled(), headers=headers))


def test_of_two_texts_that_come_at_the_same_moment_none_is_lost(rf):
    """Both have passed the look whether this form was sent already."""
    form, other = filled(), "And what helps dry feet?"
    both = [SentForm(rf.post(ASK, {**form, "question": text})) for text in (PLAIN, other)]
    first, second = [one._looked_at() for one in both]
    assert first.status_code == 303
    assert page(second).one("textarea").text == other
    assert Submission.objects.count() == 1


def test_a_form_that_stood_open_over_night_is_sent_and_one_of_days_comes_back_to_be_sent_again(client, settings):
    assert asked(client.post(ASK, filled(ticket=ticket(age=47 * 3600))))
    tree = page(client.post(ASK, filled(ticket=ticket(age=49 * 3600), question=WITH_DETAILS, do="send")))
    assert "Nothing is lost" in tree.one("main", "div", class_="notice").text
    assert tree.one("textarea").raw.strip() == WITH_DETAILS
    assert "checked" in tree.one("input", id="private").attributes
    anew = tree.one("input", name="ticket")["value"]
    question = asked(client.post(ASK, filled(ticket=anew)))
    assert question.state == "received"  # who sends it again at once is not taken for a machine
    settings.QUESTIONS_FORM_HOURS = 96
    assert asked(client.post(ASK, filled(ticket=ticket(age=49 * 3600))))


def test_what_was_sent_in_time_is_found_by_a_form_that_is_over(client, settings):
    form = filled()
    first = client.post(ASK, form)
    settings.QUESTIONS_FORM_HOURS = 0
    assert client.post(ASK, form)["Location"] == first["Location"]


def test_a_form_that_is_over_carries_no_yes_to_another_wording(client):
    tree = page(client.post(ASK, filled(ticket=ticket(age=49 * 3600), versions="0-0")))
    assert tree.one("textarea").raw.strip() == PLAIN
    assert "checked" not in tree.one("input", id="private").attributes
