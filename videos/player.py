"""The player of a film, put into the frozen words when they are served: around the picture and the link that stand
there, so that no word is lost. Nothing is asked for before a reader presses play.
"""

import re

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from markup import uploads

_FIGURE = re.compile(r'<figure class="film">(.*?)<figcaption>(.*?)</figcaption>\s*</figure>', re.DOTALL)
# Where the film stands: below the page itself for a preview by a link (editions/previews.py).
_FILM = re.compile(r'href="([^"]*/)[0-9a-f]{64}\.(mp4|webm)"')
_PICTURE = re.compile(r'src="([^"]+)"')


def put_player(request, edition, html):
    """``film_player``: whether there is one; ``framed``: the site that the page may frame, in a tuple."""
    found = _FIGURE.search(html) if edition.kind == "video" and edition.has_film else None
    if found is None:
        return html, {}
    held = None if edition.film else edition.held
    player = render_to_string(
        "videos/player.html", {"edition": edition, "held": held, **_made_of(edition, *found.groups())}
    )
    framed = (held.holder.site,) if held else ()
    return html[: found.start()] + player + html[found.end() :], {"film_player": True, "framed": framed}


def _made_of(edition, picture, caption):
    film, poster = _FILM.search(caption), _PICTURE.search(picture)
    folder = film[1] if film else ""
    # While somebody types captions, the file that they will make is not there yet.
    has_captions = bool(film and edition.captions and uploads.exists(edition.captions_file))
    return {
        "picture": mark_safe(picture),
        "caption": mark_safe(caption),
        "poster": poster[1] if poster else "",
        "film": f"{folder}{edition.film}",
        "type": f"video/{film[2]}" if film else "",
        "captions": f"{folder}{edition.captions_file}" if has_captions else "",
    }
