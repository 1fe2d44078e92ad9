"""The log of readings: no screen shows a text without a row that was written first, whoever looks."""

import html

import pytest

from questions.models import Reading
from tests.conftest import ASKED, WORDING
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.desk.conftest import READINGS, address, screens

pytestmark = pytest.mark.django_db
PEOPLE = ["moderator", "colleague", "editor", "writer", "other_writer", "doctor", "stranger", "superuser"]
# Words that stand in one text alone, between the marks of what was found in it.
TEXTS = {"original": "has hurt since Monday", "wording": "has hurt for some days", "messages": "a bone scan in May"}
MORE = "I had a bone scan in May."


@pytest.fixture(params=["claimed", "to_confirm", "with_writer", "added"])
def question(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def added(with_writer, moderator):
    """More was asked for and came, and the moderator has claimed it again."""
    with_writer.claim(by=moderator)
    with_writer.ask_for_more(by=moderator, text="Since when?")
    with_writer.add(text=MORE)
    with_writer.claim(by=moderator)
    return with_writer


def shown(response):
    said = html.unescape(response.content.decode())
    return {name for name, words in TEXTS.items() if words in said}


@pytest.mark.parametrize("who", PEOPLE)
def test_no_screen_shows_a_text_without_a_row_in_the_log(question, browser_of, request, who):
    browser, person = browser_of(who), request.getfixturevalue(who)
    for screen in screens(question):
        last = Reading.objects.order_by("pk").last()
        response = browser.get(screen)
        rows = Reading.objects.filter(pk__gt=last.pk if last else 0)
        assert shown(response) <= set(rows.values_list("text", flat=True)), screen
        assert set(rows.values_list("reader", flat=True)) <= {person.pk}


@pytest.mark.parametrize("who", PEOPLE)
def test_no_answer_to_a_move_shows_a_text_without_a_row_in_the_log(question, browser_of, who):
    from questions.forms import MOVES

    for name in sorted(MOVES):
        last = Reading.objects.order_by("pk").last()
        response = browser_of(who).post(address(question, name), {"kind": "abuse", "wording": "Mine."}, follow=True)
        rows = Reading.objects.filter(pk__gt=last.pk if last else 0)
        assert shown(response) <= set(rows.values_list("text", flat=True)), name


def test_these_texts_are_found_where_they_are_shown(added, moderator):
    assert TEXTS["original"] in ASKED
    assert TEXTS["wording"] in WORDING
    assert shown(signed_in(moderator).get(address(added))) == set(TEXTS)


def test_the_editor_in_chief_sees_who_read_what_when_and_why_and_no_text(
    claimed, to_confirm, moderator, editor, doctor
):
    signed_in(moderator).get(address(claimed))
    signed_in(doctor).get(address(to_confirm, "confirm"))
    browser = signed_in(editor)
    page = browser.get(READINGS)
    said = text_of(page)
    for words in ("Mona Moderator", "to moderate it", "Rosa Reviewer", "to confirm that nothing identifies the person",
                  "the question as it was asked", "the edited wording"):  # fmt: skip
        assert words in said
    assert not shown(page)
    counts = {"": 3, f"question={claimed.pk}": 1, f"reader={doctor.pk}": 2, "why=moderate": 1, "why=answer": 0,
              "question=x": 3, f"question={'9' * 30}": 3, "why=nosiness": 3, "page=77": 3}  # fmt: skip
    for chosen, count in counts.items():
        assert browser.get(f"{READINGS}?{chosen}").context["part"].paginator.count == count, chosen
