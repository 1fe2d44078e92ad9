"""Addresses at YouTube and Vimeo: only the id is taken of them, and nothing else ever reaches a page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.properties import examples
from videos.holders import held

ID = "dQw4-_9WgXc"
YOUTUBE = f"https://www.youtube.com/watch?v={ID}"
# Where a browser would go by the last ones matters not: nobody is led there.
ON_YOUTUBE = [
    YOUTUBE, f"http://youtube.com/watch?v={ID}", f"https://m.youtube.com/watch?list=x&v={ID}&t=1s#a",
    f"https://youtu.be/{ID}?t=9", f"https://www.youtube.com/embed/{ID}", f"https://www.youtube.com/shorts/{ID}/",
    f"https://www.youtube.com/live/{ID}", f"https://www.youtube-nocookie.com/embed/{ID}?start=1", f"  {YOUTUBE}\n",
    f"HTTPS://WWW.YOUTUBE.COM/watch?v={ID}", f"https://user:password@www.youtube.com:8443/watch?v={ID}",
    f"https://evil.example\\@youtu.be/{ID}",
]  # fmt: skip
ON_VIMEO = {
    "https://vimeo.com/123456789": "",
    "https://www.vimeo.com/123456789/": "",
    "https://player.vimeo.com/video/123456789?autoplay=1#t=1": "",
    "https://vimeo.com/123456789/0123456789": "0123456789",
    "https://player.vimeo.com/video/123456789?h=0123456789": "0123456789",
    "https://player.vimeo.com/video/123456789?h=%22onload%3D": "",
    "https://user@vimeo.com/123456789": "",
}
HOSTILE = [
    "", "x", "javascript:alert(1)", f"javascript://www.youtube.com/watch?v={ID}", f"data:text/html,{ID}",
    "//youtu.be/" + ID, f"ftp://youtu.be/{ID}", f"https://youtube.com.evil.example/watch?v={ID}",
    f"https://evil.example/watch?v={ID}", f"https://evil.example/https://youtu.be/{ID}",
    f"https://www.youtube.com@evil.example/watch?v={ID}", f"https://evil.example#@youtu.be/{ID}",
    f"https://notyoutube.com/watch?v={ID}", f"https://youtube.com./watch?v={ID}",
    f"https://music.youtube.com/watch?v={ID}", "https://www.youtube.com/watch", "https://www.youtube.com/watch?v=",
    "https://www.youtube.com/watch?v=short", f"https://www.youtube.com/watch?v={ID}x",
    f'https://www.youtube.com/watch?v={ID[:-1]}"', "https://www.youtube.com/watch?v=%22onload%3D%22",
    "https://youtu.be/<script>al", "https://www.youtube.com/watch?v=dQw4\n9WgXcX",
    "https://www.youtube.com/channel/" + ID, "https://www.youtube.com/" + ID, "https://www.youtube.com/embed/../" + ID,
    "https://www.youtube.com/embed", "https://www.youtube.com/watch?v=dQw4w9WgXcé", "https://vimeo.com/",
    "https://vimeo.com/1234", "https://vimeo.com/channels/a/123456789", "https://vimeo.com/1234567890123",
    "https://vimeo.com.evil.example/123456789", "https://evil.example/vimeo.com/123456789",
    "https://vimeo.com@evil.example/123456789", 'https://vimeo.com/123456789"', "https://vimeo.com/123456789/<script>",
    "https://vimeo.com/١٢٣٤٥٦٧٨٩", "https://[::1", "https://[", "https://vimeo.com:x/1", "http://",
    "https:///youtu.be/" + ID, "https://youtu\u2100.be/" + ID, "\0",
]  # fmt: skip
WATCH = re.compile(r"https://(www\.youtube\.com/watch\?v=[\w-]{11}|vimeo\.com/[0-9]{5,12}(/[0-9a-f]{6,20})?)", re.ASCII)
EMBED = re.compile(
    r"https://(www\.youtube-nocookie\.com/embed/[\w-]{11}\?autoplay=1&cc_load_policy=1&rel=0&enablejsapi=1"
    r"|player\.vimeo\.com/video/[0-9]{5,12}\?autoplay=1&dnt=1(&h=[0-9a-f]{6,20})?)",
    re.ASCII,
)


@pytest.mark.parametrize("address", ON_YOUTUBE)
def test_a_film_at_youtube(address):
    found = held(address)
    assert (found.holder.name, found.watch) == ("YouTube", YOUTUBE)
    assert found.embed.startswith(f"https://www.youtube-nocookie.com/embed/{ID}?")
    assert EMBED.fullmatch(found.embed)


@pytest.mark.parametrize(("address", "key"), ON_VIMEO.items())
def test_a_film_at_vimeo(address, key):
    found = held(address)
    assert (found.holder.name, found.watch) == ("Vimeo", "https://vimeo.com/123456789" + (f"/{key}" if key else ""))
    assert found.embed == "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1" + (f"&h={key}" if key else "")


@pytest.mark.parametrize("address", HOSTILE)
def test_any_other_address_is_held_by_nobody(address):
    assert held(address) is None


PIECES = st.sampled_from([
    "https://", "http:", "//", "www.youtube.com", "youtu.be", "vimeo.com", "player.vimeo.com", "/", "watch", "?v=",
    "&", "#", "@", ":", ID, "123456789", "embed", "video", "evil.example", ".", "\\", "%00", '"', "'", "<", ">", "\n",
    "[", "]", " ", "?h=", "abcdef", "é", "\u2100",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=2)), max_size=14).map("".join)))
@examples(300, 50_000)
def test_whatever_is_written_nothing_but_an_id_is_taken_of_it(address):
    found = held(address)
    if found is not None:
        assert WATCH.fullmatch(found.watch)
        assert EMBED.fullmatch(found.embed)
        assert found.embed.startswith(found.holder.site + "/")
