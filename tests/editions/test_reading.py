"""Public pages: kept for a generation, a day and a release, and never longer."""

import datetime
import gzip

import pytest
import time_machine
from django.core.cache import caches
from django.utils import timezone

from editions import guards, reading
from editions.models import Generation
from tests.editions.conftest import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(live):
    return live.page.path


def again(client, path, answer, **headers):
    return client.get(path, headers={"If-None-Match": answer["ETag"], **headers})


def test_a_page_that_has_not_changed_is_not_sent_again(path, client, django_assert_num_queries):
    answer = client.get(path)
    with django_assert_num_queries(1):
        second = again(client, path, answer)
    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == answer["ETag"]
    assert second["Cache-Control"] == "no-cache"


def test_a_page_that_this_process_has_rendered_takes_one_query(path, client, django_assert_num_queries):
    first = client.get(path)
    with django_assert_num_queries(1):
        second = client.get(path)
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_each_transition_makes_a_new_page(live, path, client, editor, writer, reviewer, kind):
    first = client.get(path)
    draft = live.page.start_draft(by=writer, change_note="More.", **kind.other_words())
    draft.submit(by=writer, saved=0)
    assert again(client, path, first).status_code == 304
    draft.approve(by=reviewer, seal=draft.seal)
    second = again(client, path, first)
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]
    draft.page.withdraw(by=editor, reason="wrong")
    for answer in (first, second):
        assert again(client, path, answer).status_code == 410
    assert "ETag" not in client.get(path)


def test_a_new_day_makes_a_new_page(path, client):
    first = client.get(path)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        assert again(client, path, first).status_code == 200


def test_a_new_release_makes_a_new_page(path, client, monkeypatch):
    first = client.get(path)
    monkeypatch.setattr(reading, "release", lambda: "the next one")
    assert again(client, path, first).status_code == 200


def test_the_same_words_at_another_address_are_another_page(path, client):
    first = client.get(path)
    assert again(client, f"{path}?from=a-letter", first).status_code == 200
    assert again(client, "/about/", first).status_code == 200


def test_without_a_generation_nothing_is_kept(path, client):
    client.get(path)
    Generation.objects.all().delete()
    answer = client.get(path)
    assert answer.status_code == 200
    assert "ETag" not in answer
    assert "X-Accel-Expires" not in answer


def test_addresses_with_a_question_mark_fill_no_memory(path, client):
    for number in range(5):
        client.get(f"{path}?number={number}")
        client.get(f"{path}?{'&' * (number + 1)}")
    assert len(caches["pages"]._cache) == 0
    client.get(path)
    assert len(caches["pages"]._cache) == 1


def test_words_changed_round_the_life_cycle_are_held_back_though_the_page_was_kept(live, path, client):
    client.get(path)
    guards.lift()
    change(live, title="Words that nobody approved")
    guards.install()
    answer = client.get(path)
    assert answer.status_code == 503
    assert "Words that nobody approved" not in answer.content.decode()
    assert "ETag" not in answer


def test_a_page_is_compressed_for_those_who_ask(path, client):
    plain = client.get(path)
    for _time in range(2):
        compressed = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        assert compressed["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.content) == plain.content
        assert "Accept-Encoding" in compressed["Vary"]
    assert "Content-Encoding" not in plain
    for refused in ("gzip;q=0", "gzip; q=0.0, br", "identity"):
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": refused})


def test_a_proxy_may_store_a_page_and_must_ask_each_time(path, client):
    assert client.get(path)["X-Accel-Expires"] == "@1"
    assert "X-Accel-Expires" not in client.get("/accounts/login/")
    assert "X-Accel-Expires" not in client.get("/none/")


def test_an_etag_that_fits_everything_fits_nothing(live, path, client, editor):
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 200
    live.page.withdraw(by=editor, reason="wrong")
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_a_page_outside_the_public_ones_asks_for_the_generation_itself(rf):
    request = rf.get("/")
    seen = []
    compute = reading.by_generation(lambda request: seen.append(1) or len(seen))
    assert [compute(request), compute(rf.get("/")), request.generation] == [1, 1, Generation.objects.now()]


def test_within_a_transaction_nothing_is_kept(rf):
    seen = []
    compute = reading.by_generation(lambda request: seen.append(1) or len(seen))
    assert [compute(rf.get("/")), compute(rf.get("/"))] == [1, 2]


def test_what_was_kept_for_earlier_generations_goes(rf, monkeypatch):
    monkeypatch.setattr(reading, "_MOST_KEPT", 5)
    compute = reading.by_generation(lambda request, number: number)
    for generation in ("1", "2"):
        for number in range(5):
            request = rf.get("/")
            request.generation = generation
            compute(request, number)
    assert {of for of, _value in reading._by_generation.values()} == {"2"}


def test_what_is_kept_for_a_generation_is_computed_once_in_it(rf):
    seen = []

    @reading.by_generation
    def compute(request, word):
        seen.append(word)
        return len(seen)

    def asked(generation, word="a"):
        request = rf.get("/")
        request.generation = generation
        return compute(request, word)

    assert [asked("1"), asked("1"), asked("1", "b"), asked("2"), asked("2")] == [1, 1, 2, 3, 3]
    assert asked("1") == 4  # a slower thread, whose value is never given to the newer generation
    assert asked("2") == 5
    assert [compute(rf.get("/"), "a"), compute(rf.get("/"), "a")] == [6, 7]


def test_a_withdrawn_page_leads_to_the_list_of_its_own_kind(live, path, client, editor, kind):
    live.page.withdraw(by=editor, reason="outdated")
    answer = client.get(path)
    assert answer.status_code == 410
    section = f"/{path.split('/')[1]}/"
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert f'href="{section}"' in main
    assert section == "/articles/" or "/articles/" not in main
    assert section == "/leaflets/" or client.get(section).status_code == 200  # a kind of the tests, without a list
