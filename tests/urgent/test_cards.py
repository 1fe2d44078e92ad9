"""The cards that stand on every page: which, in which order, and at what cost."""

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from editions import everywhere, guards
from editions.models import Generation
from tests.conftest import KINDS
from tests.editions.conftest import change
from urgent.context_processors import emergency
from urgent.models import Country, UrgentEdition

pytestmark = pytest.mark.django_db


def cards(language):
    return everywhere.read(language)[UrgentEdition.kind]


@pytest.fixture
def all_cards(publish):
    return {country: publish(country) for country in sorted(Country.values)}


def shown(language="en"):
    return [(card.country, card.path) for card in cards(language)]


def test_the_cards_come_in_one_order(all_cards):
    assert shown() == [(country, f"/urgent/{country.lower()}-en/") for country in ("GB", "IE", "US", "CA", "AU", "EU")]


def test_all_of_them_are_one_query(all_cards, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [card.numbers for card in cards("en")] == ["999 or 112"] * 6


def test_a_card_is_shown_in_its_language(publish):
    publish("IE")
    publish("IE", language="de")
    assert shown("en") == [("IE", "/urgent/ie-en/")]
    assert shown("de") == [("IE", "/urgent/ie-de/")]
    assert shown("fr") == []
    with translation.override("de-at"):
        assert rendered("{% for card in emergency_cards %}{{ card.path }}{% endfor %}") == "/urgent/ie-de/"


def test_only_live_cards_are_shown_by_their_present_address(publish, writer, reviewer):
    live = publish("GB")
    waiting = KINDS["urgent"].begin(writer, slug="ie", country="IE")
    waiting.submit(by=writer, saved=0)
    live.page.move_to("united-kingdom")
    assert shown() == [("GB", "/urgent/united-kingdom/")]
    live.page.withdraw(by=reviewer, reason="wrong")
    assert shown() == []


@pytest.mark.parametrize(
    ("guard", "tamper"),
    [
        ("keeps_words", lambda live: change(live, title="Elsewhere")),
        (
            "words_only_in_a_draft",
            lambda live: UrgentEdition.objects.filter(pk=live.pk).update(numbers="0900 123456"),
        ),
        ("words_only_in_a_draft", lambda live: UrgentEdition.objects.filter(pk=live.pk).update(country="US")),
    ],
)
def test_a_card_whose_words_nobody_signed_is_shown_nowhere(publish, client, guard, tamper):
    publish("IE")
    live = publish("GB")
    with guards.lifted("a forged card", guard):
        tamper(live)
    assert shown() == [("IE", "/urgent/ie-en/")]
    assert client.get("/urgent/gb-en/").status_code == 503


def rendered(template):
    request = RequestFactory().get("/")
    request.generation = Generation.objects.now()
    return engines["django"].from_string(template).render(emergency(request), request)


def test_a_template_reads_them_only_if_it_shows_them_and_once_for_a_generation(
    all_cards, django_assert_num_queries, editor
):
    the_generation = 1  # each asks for it once
    with django_assert_num_queries(the_generation):
        assert rendered("Nothing.") == "Nothing."
    twice = "{% for card in emergency_cards %}{{ card.country }} {% endfor %}" * 2
    with django_assert_num_queries(the_generation + 1):
        assert rendered(twice) == "GB IE US CA AU EU " * 2
    with django_assert_num_queries(the_generation):
        assert rendered(twice) == "GB IE US CA AU EU " * 2
    all_cards["US"].page.withdraw(by=editor, reason="wrong")
    assert rendered(twice) == "GB IE CA AU EU " * 2


def test_the_list_of_countries(all_cards, client):
    content = client.get("/urgent/").content.decode()
    for country in Country.values:
        assert f'href="/urgent/{country.lower()}-en/"' in content
    assert "999 or 112" in content


def test_an_empty_list_still_says_whom_to_call(client):
    content = client.get("/urgent/").content.decode()
    assert all(number in content for number in ("112", "999", "911"))


def test_the_page_of_a_card(publish, client):
    live = publish("GB")
    answer = client.get("/urgent/gb-en/")
    assert answer.status_code == 200
    assert live.html in answer.content.decode()


def test_what_is_not_there_is_not_found_and_what_was_withdrawn_is_gone(publish, client, reviewer, writer):
    KINDS["urgent"].begin(writer, slug="draft")
    assert client.get("/urgent/draft/").status_code == client.get("/urgent/nowhere/").status_code == 404
    publish("US").page.withdraw(by=reviewer, reason="wrong")
    assert client.get("/urgent/us-en/").status_code == 410


@pytest.mark.parametrize("address", ["/urgent/", "/urgent/gb-en/"])
def test_readers_only_read(publish, client, address):
    publish()
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
