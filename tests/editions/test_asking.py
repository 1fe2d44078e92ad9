"""Asking a stranger's web server: what counts as which answer, how long it takes, and where it never goes."""

import ipaddress
import socket
import time

import pytest

from editions.asking import Answer, Asker, NotAsked, is_public, parts_of
from tests.editions.webserver import asker_for, resolve, serve


@pytest.fixture
def server():
    yield from serve(socket.AF_INET)


@pytest.fixture
def server6():
    try:
        yield from serve(socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 on this machine")


@pytest.fixture
def asker(server):
    return asker_for(server)


# One address ------------------------------------------------------------------------------------


def test_a_page_that_answers_works_and_is_asked_by_head_alone(server, asker):
    answer = asker.ask(server.url("ok/a%20b?q=1&r=ä#part"))
    assert (answer, answer.works, answer.is_gone) == (Answer(200), True, False)
    assert server.paths() == [("HEAD", "/ok/a%20b?q=1&r=%C3%A4")]


def test_the_request_names_the_site_and_carries_nothing_else(server, asker, settings):
    asker.ask(server.url("ok"))
    [(_method, _path, headers, _at)] = server.asked
    assert headers.pop("User-Agent") == f"Stage4-link-check/1 (+{settings.SITE_URL})"
    assert headers.pop("Host") == f"good.example:{server.port}"
    assert set(headers) == {"Accept-Encoding", "Accept", "Connection"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_does_not_exist_is_gone(server, asker, status):
    answer = asker.ask(server.url(f"status/{status}"))
    assert (answer, answer.works, answer.is_gone) == (Answer(status), False, True)
    assert [method for method, _path in server.paths()] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [400, 401, 403, 405, 418, 429, 451, 500, 502, 503, 999])
def test_any_other_answer_tells_nothing(server, asker, status):
    answer = asker.ask(server.url(f"status/{status}"))
    assert (answer.status, answer.works, answer.is_gone) == (status, False, False)


@pytest.mark.parametrize("status", [401, 429, 503])
def test_who_says_no_is_not_asked_twice(server, asker, status):
    asker.ask(server.url(f"status/{status}"))
    assert len(server.asked) == 1


@pytest.mark.parametrize("path", ["nohead", "hangup"])
def test_a_server_that_understands_no_head_is_asked_by_get(server, asker, path):
    assert asker.ask(server.url(path)).works
    assert [method for method, _path in server.paths()] == ["HEAD", "GET"]


def test_five_redirects_are_followed_and_not_a_sixth(server, asker):
    assert asker.ask(server.url("down/4")).works
    answer = asker.ask(server.url("down/5"))
    assert (answer.status, answer.is_gone) == (None, False)
    assert answer.error == "it redirects more than 5 times"


def test_a_redirect_in_a_circle_ends(server, asker):
    assert not asker.ask(server.url("loop")).works
    assert len(server.asked) == 6


def test_a_redirect_to_a_page_that_is_gone_is_gone(server, asker):
    assert asker.ask(server.url("to//status/410")).is_gone


def test_a_redirect_without_a_place_tells_nothing(server, asker):
    answer = asker.ask(server.url("status/302"))
    assert (answer.works, answer.is_gone) == (False, False)


def test_no_body_is_read(server, asker):
    began = time.monotonic()
    assert asker.ask(server.url("huge")).works
    assert time.monotonic() - began < 10
    time.sleep(0.1)
    sent = server.sent
    time.sleep(0.1)
    assert server.sent == sent < 20_000_000  # what lay in the buffers of both ends


@pytest.mark.parametrize("path", ["silence", "drip", "continue"])
def test_a_slow_server_is_cut_off(server, path):
    began = time.monotonic()
    answer = asker_for(server, timeout=0.4).ask(server.url(path))
    assert time.monotonic() - began < 4
    assert (answer.status, answer.error, answer.is_gone) == (None, "no answer in time", False)


@pytest.mark.parametrize("path", ["nonsense", "line"])
def test_what_is_no_http_tells_nothing(server, asker, path):
    answer = asker.ask(server.url(path))
    assert (answer.status, answer.is_gone) == (None, False)
    assert answer.error


def test_nobody_at_the_port_tells_nothing(asker, server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asker.ports = {port}
    answer = asker.ask(f"http://good.example:{port}/")
    assert (answer.status, answer.is_gone) == (None, False)
    assert "ConnectionRefusedError" in answer.error


def test_a_server_without_a_certificate_tells_nothing(server, asker):
    answer = asker.ask(f"https://good.example:{server.port}/ok")
    assert (answer.status, answer.is_gone) == (None, False)
    assert "SSL" in answer.error


def test_a_silent_server_is_cut_off_in_the_handshake(server):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        began = time.monotonic()
        answer = asker_for(server, ports={port}, timeout=0.4).ask(f"https://good.example:{port}/")
    assert time.monotonic() - began < 4
    assert answer.error == "no answer in time"


def test_a_host_that_does_not_exist_is_gone_and_one_that_could_not_be_found_out_is_not(server, asker):
    assert asker.ask(server.url("ok", "nowhere.example")).is_gone
    assert not asker.ask(server.url("ok", "sometimes.example")).is_gone


def test_ipv6_is_spoken(server6):
    assert asker_for(server6).ask(f"http://[::1]:{server6.port}/ok").works
    assert server6.asked[0][2]["Host"] == f"[::1]:{server6.port}"


def test_between_two_requests_to_one_host_there_is_a_pause(server):
    asker, began = asker_for(server, pause=0.3), time.monotonic()
    for _time in range(3):
        asker.ask(server.url("ok"))
    assert time.monotonic() - began >= 0.6


def test_another_host_is_asked_at_once(server):
    asker, began = asker_for(server, pause=60), time.monotonic()
    for host in ("good.example", "other.example", "two.example"):
        assert asker.ask(server.url("ok", host)).works
    assert time.monotonic() - began < 30


# Never into our own network ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0",
     "fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
     "2002:7f00:1::", "64:ff9b::7f00:1", "2001::1", "2001:db8::1"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["1.1.1.1", "151.101.1.140", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_is_allowed(ip):
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "good.example"]
)
def test_our_own_machine_is_never_asked(server, host):
    asker = asker_for(server, allowed=is_public)
    answer = asker.ask(server.url("ok", host))
    assert (answer.status, answer.error) == (None, "it leads to an address that is not public")
    assert server.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(server):
    inside = ipaddress.ip_address("127.0.0.2")
    asker = asker_for(server, allowed=lambda ip: ip != inside)
    answer = asker.ask(server.url(f"to/http://127.0.0.2:{server.port}/ok"))
    assert (answer.status, answer.error) == (None, "it leads to an address that is not public")
    assert server.paths() == [("HEAD", f"/to/http://127.0.0.2:{server.port}/ok")]


@pytest.mark.parametrize(
    "place", ["ftp://good.example/", "file:///etc/passwd", "gopher://good.example/", "http://[::1"]
)
def test_a_redirect_to_anything_else_is_not_followed(server, asker, place):
    answer = asker.ask(server.url(f"to/{place}"))
    assert (answer.status, answer.is_gone) == (None, False)
    assert len(server.asked) == 1


def test_a_host_with_one_address_of_our_own_is_refused(server):
    def both(host, port, *, type):
        return [(0, type, 0, "", (ip, port)) for ip in ("1.1.1.1", "127.0.0.1")]

    asker = Asker(resolve=both, ports={server.port}, pause=0)
    assert asker.ask(server.url("ok")).error == "it leads to an address that is not public"


def test_a_host_is_resolved_once_for_each_request(server):
    """A name that means our own machine the second time (DNS rebinding) is connected to as it was checked."""
    answers = iter(["127.0.0.1", "127.0.0.2"])

    def rebinding(host, port, *, type):
        return [(0, type, 0, "", (next(answers), port))]

    asker = asker_for(server, allowed=lambda ip: str(ip) == "127.0.0.1")
    asker.resolve = rebinding
    assert asker.ask(server.url("ok", "rebinds.example")).works


def test_only_the_usual_ports_are_asked():
    asker = Asker(resolve=resolve, allowed=lambda ip: True)
    for address in ("http://good.example:22/", "http://good.example:0/", "https://good.example:8443/"):
        assert asker.ask(address).error == "only the usual ports of the web are asked"


@pytest.mark.parametrize(
    "address",
    ["", "x", "//good.example/", "ftp://good.example/", "javascript:alert(1)", "http://", "http:///path",
     "http://name:password@good.example/", "http://name@good.example/", "http://good.example:99999/",
     "http://good.example:x/", "http://[::1/", "http://a..b/", "http://" + "x" * 70 + ".example/",
     "http://good.example\\@127.0.0.1/", "http://\x00/", "http://exa mple/"],
)  # fmt: skip
def test_strange_addresses_tell_nothing_and_break_nothing(asker, server, address):
    answer = asker.ask(address)
    assert (answer.status, answer.works) == (None, False)
    assert server.asked == []


def test_no_header_is_smuggled_in_by_an_address():
    *_rest, target = parts_of("http://good.example/a\r\nX-Evil: 1/ä?b=\x01 c")
    assert target.isascii()
    assert not set(target) & set("\r\n\x01 ")


def test_a_name_of_another_script_is_resolved_as_the_web_does():
    assert parts_of("https://bücher.example/")[:3] == ("https", "xn--bcher-kva.example", 443)
    with pytest.raises(NotAsked):
        parts_of("mailto:a@b.example")
