"""Films that are held elsewhere: by YouTube or Vimeo. Of an address only the film's id is used.

Players are those that the holders say keep least of who watches: youtube-nocookie.com
(https://support.google.com/youtube/answer/171780) and Vimeo with ``dnt=1``
(https://help.vimeo.com/hc/en-us/articles/12426260232977).
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext_lazy as _

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]{5,12})(?:/([0-9a-f]{6,20}))?/?")
_YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}


@dataclass(frozen=True)
class Holder:
    """``site``: what a browser has to be allowed to frame. ``sees``: who learns that somebody watches."""

    key: str
    name: str
    site: str
    sees: str


YOUTUBE = Holder("youtube", "YouTube", "https://www.youtube-nocookie.com", _("YouTube, which belongs to Google,"))
VIMEO = Holder("vimeo", "Vimeo", "https://player.vimeo.com", _("Vimeo"))


@dataclass(frozen=True)
class Held:
    """``watch``: the film's own page; ``embed``: its player."""

    holder: Holder
    watch: str
    embed: str


def held(address):
    """Where the film with this address is held; None for an address that is neither YouTube's nor Vimeo's."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    return _on_youtube(host, parts) or _on_vimeo(host, parts)


def _on_youtube(host, parts):
    first, *rest = parts.path.strip("/").split("/")
    if host == "youtu.be":
        found = first
    elif host in _YOUTUBE_HOSTS and first in {"embed", "shorts", "live"} and rest:
        found = rest[0]
    elif host in _YOUTUBE_HOSTS and first == "watch":
        found = parse_qs(parts.query).get("v", [""])[0]
    else:
        return None
    if not _YOUTUBE_ID.fullmatch(found):
        return None
    watch = f"https://www.youtube.com/watch?v={found}"
    return Held(YOUTUBE, watch, f"{YOUTUBE.site}/embed/{found}?autoplay=1&cc_load_policy=1&rel=0&enablejsapi=1")


def _on_vimeo(host, parts):
    found = _VIMEO_PATH.fullmatch(parts.path) if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"} else None
    if found is None:
        return None
    number, key = found.groups()
    key = key or parse_qs(parts.query).get("h", [""])[0]
    key = key if re.fullmatch(r"[0-9a-f]{6,20}", key) else ""
    watch = f"https://vimeo.com/{number}" + (f"/{key}" if key else "")
    return Held(VIMEO, watch, f"{VIMEO.site}/video/{number}?autoplay=1&dnt=1" + (f"&h={key}" if key else ""))
