"""What the background check of links keeps: which addresses, what is dead and since when."""

import datetime
import socket

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from editions import links
from editions.asking import Answer
from editions.models import LinkState
from tests.conftest import ARTICLE_WORDS, KINDS
from tests.editions.webserver import serve


@pytest.fixture
def server():
    yield from serve(socket.AF_INET)


# What is kept -----------------------------------------------------------------------------------


class Web:
    """Stands in the place of the web: what each address answers now."""

    found_a_host = True

    def __init__(self):
        self.answers, self.asked = {}, []

    def ask(self, address):
        self.asked.append(address)
        return self.answers.get(address, Answer(200))


SOURCE = "https://www.ncbi.nlm.nih.gov/books/NBK537497/"
NOON = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def kind():
    return KINDS["article"]


@pytest.fixture
def on(web):
    """``on(days, answer)``: a check so many days after the first; the state of the source's address."""

    def on(days, answer):
        web.answers[SOURCE] = answer
        with time_machine.travel(NOON + datetime.timedelta(days=days), tick=False):
            links.check(200, asker=web)
        return LinkState.objects.get(address=SOURCE)

    return on


GONE, NO_HOST, BUSY, FINE = Answer(404), Answer(None, "no host", no_host=True), Answer(503), Answer(200)


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [GONE, Answer(410), NO_HOST])
def test_a_link_is_dead_when_two_checks_a_day_apart_say_so(stage, on, trouble):
    live = stage.live()
    state = on(0, trouble)
    assert (state.works, state.failing_since, state.status) == (None, NOON, trouble.status)
    assert on(0.9, trouble).works is None
    assert links.dead_links(live) == []
    state = on(1.4, trouble)
    assert (state.works, state.failing_since) == (False, NOON)
    assert links.dead_links(live) == [(SOURCE, state)]
    assert "since 4 January 2027" in links.why_dead(state)


@pytest.mark.django_db
def test_a_check_that_finds_the_page_begins_anew(stage, on):
    stage.live()
    on(0, GONE)
    state = on(1, FINE)
    assert (state.works, state.failing_since, state.error) == (True, None, "")
    assert on(2, GONE).works is None
    assert on(3, GONE).works is False
    assert on(4, FINE).works is True


@pytest.mark.django_db
def test_a_busy_server_tells_nothing_in_between(stage, on):
    stage.live()
    on(0, GONE)
    state = on(1, BUSY)
    assert (state.works, state.failing_since, state.status) == (None, NOON, 503)
    assert on(2, GONE).works is False
    assert on(3, BUSY).works is None


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [Answer(status) for status in (401, 403, 429, 500, 503, 302)] + [Answer(None, "x")])
def test_what_tells_nothing_never_makes_a_link_dead(stage, on, answer):
    live = stage.live()
    assert {on(day, answer).works for day in range(10)} == {None}
    assert links.dead_links(live) == []


@pytest.mark.django_db
def test_when_not_one_host_is_found_it_is_our_own_network(stage, on, web):
    stage.live()
    web.found_a_host = False
    for day in range(3):
        state = on(day, NO_HOST)
        assert (state.works, state.failing_since) == (None, None)


@pytest.mark.django_db
def test_a_clock_that_went_back_makes_no_link_dead(stage, on):
    stage.live()
    on(9, GONE)
    assert on(0, GONE).works is None
    assert on(0.5, GONE).works is None
    assert on(1, GONE).works is False


@pytest.mark.django_db
def test_addresses_come_from_live_and_open_editions_and_no_others(stage):
    link = "[here](https://{}.example/x?a=1&b=2#part)"

    def body(name):
        return f"## Help\n\nText [@who-pain] {link.format(name)} [mail](mailto:a@b.example) [own](/articles/x/)\n"

    stage.draft(body=body("draft"), sources="new | A new one. | https://uncited.example/")
    live = stage.live()
    following = live.page.start_draft(by=stage.writer, change_note="More.", body=body("submitted"))
    following.submit(by=stage.writer, saved=0)
    closed = stage.draft(body=body("closed"), sources=ARTICLE_WORDS["sources"].replace("www", "closed"))
    closed.discard(by=stage.writer)
    assert links.collect() == {
        SOURCE, "https://draft.example/x?a=1&b=2", "https://uncited.example/", "https://submitted.example/x?a=1&b=2",
    }  # fmt: skip


@pytest.mark.django_db
def test_an_address_that_no_edition_names_any_longer_is_forgotten(stage, web):
    draft = stage.draft()
    links.check(200, asker=web)
    assert LinkState.objects.get().address == SOURCE
    draft.discard(by=stage.writer)
    links.check(200, asker=web)
    assert not LinkState.objects.exists()


@pytest.mark.django_db
def test_a_draft_of_any_words_stops_nothing(stage, web):
    strange = "https://[::1/x https://\ud83d.example/ http://" + "x" * 3000 + ".example/"
    stage.draft(body=strange.encode(errors="replace").decode(), sources="|||\nx | y | https://[::1/\n[](http://[)")
    stage.live()
    links.check(200, asker=web)
    assert SOURCE in web.asked


@pytest.mark.django_db
def test_a_run_asks_so_many_at_most_and_those_first_that_waited_longest(stage, web):
    lines = "\n".join(f"s{number} | A source. | https://s{number}.example/" for number in range(5))
    stage.draft(sources=lines)
    for day, expected in enumerate([("s0", "s1"), ("s2", "s3"), ("s4", "s0"), ("s1", "s2")]):
        web.asked = []
        with time_machine.travel(NOON + datetime.timedelta(days=day)):
            assert links.next_to_ask(links.collect(), 2, timezone.now()) == [
                f"https://{name}.example/" for name in expected
            ]
            assert links.check(2, asker=web).asked == 2
        assert web.asked == [f"https://{name}.example/" for name in expected]


@pytest.mark.django_db
def test_two_runs_at_once_ask_each_address_once(stage, web):
    stage.draft(sources="a | A. | https://a.example/\nb | B. | https://b.example/")

    class Meets(Web):
        def ask(self, address):
            if not web.asked:
                links.check(200, asker=web)
            return super().ask(address)

    first = Meets()
    links.check(200, asker=first)
    assert sorted(first.asked + web.asked) == ["https://a.example/", "https://b.example/"]


@pytest.mark.django_db
def test_dead_links_of_an_edition_take_one_query(stage, django_assert_num_queries):
    body = "## Help\n\n[one](https://b.example/#part) [two](https://a.example/) [three](https://fine.example/)"
    draft = stage.draft(body=body)
    for address in ("https://a.example/", "https://b.example/", "https://elsewhere.example/"):
        LinkState.objects.create(address=address, works=False, status=404, failing_since=timezone.now())
    LinkState.objects.create(address="https://fine.example/", works=True)
    with django_assert_num_queries(1):
        found = links.dead_links(draft)
    assert [address for address, _state in found] == ["https://b.example/#part", "https://a.example/"]


@pytest.mark.django_db
def test_an_edition_without_links_asks_nothing(stage, django_assert_num_queries):
    draft = stage.draft(body="No links.", sources="")
    with django_assert_num_queries(0):
        assert links.dead_links(draft) == []


# The command ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_dry_run_asks_and_writes_nothing(stage, capsys):
    stage.draft(sources="a | A. | http://127.0.0.1/\nb | B. | https://b.example/")
    call_command("check_links", dry_run=True, limit=1)
    assert capsys.readouterr().out == "would be asked: http://127.0.0.1/\n"
    assert not LinkState.objects.exists()


@pytest.mark.django_db
def test_the_command_never_asks_our_own_machine(stage, server, capsys):
    stage.draft(
        sources=f"a | A. | http://127.0.0.1:{server.port}/ok\nb | B. | http://[::1]/\nc | C. | http://127.0.0.1/"
    )
    call_command("check_links")
    assert "3 asked: 0 work, 0 dead, 3 unknown." in capsys.readouterr().out
    assert server.asked == []
    assert set(LinkState.objects.values_list("works", flat=True)) == {None}


@pytest.mark.django_db
def test_the_command_has_nothing_to_do_on_an_empty_site(capsys):
    call_command("check_links")
    assert "0 asked" in capsys.readouterr().out
