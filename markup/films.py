"""Uploaded films: MP4 or WebM by what they are, whole, and such that browsers play them; named by their content.

What a file says of itself (length, size) and a picture of it are read by ffprobe and ffmpeg, where those are there.
A film is never written anew: it is what the writer made, which a second clinician watches.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from markup import uploads
from markup.codecs import PICTURES, PLAYED, SOUNDS, Broken, Film, boxes, called, of_mp4, of_webm
from markup.probing import picture_of, probe

_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
# The element that says so, with its size in one byte or more.
_IS_WEBM = re.compile(rb"\x42\x82(?:\x84|[\x01\x02\x04\x08\x10\x20\x40]\x00{0,6}\x04)webm")
# Boxes that a film in an MP4 file cannot do without (ISO/IEC 14496-12).
_NEEDED = {b"ftyp", b"moov", b"mdat"}
# Kinds of MP4 (ISO/IEC 14496-12, 4.3) that are no films for browsers: QuickTime, pictures, sound alone.
_OTHERS = {b"qt  ", b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B ", b"crx "}
# As ffprobe calls them.
_PLAYED = {PICTURES: {"h264", "av1", "vp8", "vp9"}, SOUNDS: {"aac", "mp3", "opus", "vorbis"}}


def keep(upload):
    """Store an uploaded film (a file object); returns ``film`` (its name) and what is known of it.

    That is ``film_bytes`` and, where the tools are there, ``seconds``, ``film_width``, ``film_height`` and ``picture``
    (a PNG). Raises ValidationError with a short plain text that can be shown beside the form.
    """
    if upload.size > settings.FILM_MAX_BYTES:
        raise ValidationError(too_large())
    name = f"{uploads.digest(upload.chunks())}.{_kind_of(upload)}"
    # Before it is stored: a file that was received on the disk is moved.
    known = {**_probed(upload), "picture": picture_of(upload)}
    upload.seek(0)
    uploads.keep(name, upload)
    return {"film": name, "film_bytes": upload.size, **known}


def too_large():
    return _("The film is larger than {size}. Export it smaller (720 lines are enough), then upload it again.").format(
        size=filesizeformat(settings.FILM_MAX_BYTES)
    )


def _probed(upload):
    found = probe(upload)
    if found is None:
        return {}
    _refuse_unplayed({PICTURES: found.pictures, SOUNDS: found.sound}, _PLAYED)
    if not found.width:  # a picture is told of, and there is none
        raise ValidationError(_broken())
    return found.as_words()


def _refuse_unplayed(codecs, played):
    """``codecs`` and ``played``: by their sort."""
    if not codecs[PICTURES]:
        raise ValidationError(_("There is sound in this file, but no picture.") if codecs[SOUNDS] else _broken())
    messages = {
        PICTURES: _("Most browsers do not play this film: its picture is {codec}. Export it as H.264 in MP4."),
        SOUNDS: _("Most browsers do not play the sound of this film: it is {codec}. Export it with AAC in MP4."),
    }
    for sort, message in messages.items():
        if other := next((codec for codec in codecs[sort] if codec not in played[sort]), None):
            raise ValidationError(message.format(codec=called(other)))


def _kind_of(upload):
    """``mp4`` or ``webm``; raises ValidationError."""
    upload.seek(0)
    head = upload.read(64)
    is_webm = head[:4] == _EBML
    if not is_webm and (head[4:8] != b"ftyp" or head[8:12] in _OTHERS):
        raise ValidationError(_("This is not an MP4 or WebM film. Export it as one of them, then upload it again."))
    try:
        codecs = _of_whole_webm(Film(upload)) if is_webm else _of_whole_mp4(Film(upload))
    except Broken as broken:
        raise ValidationError(_broken()) from broken
    _refuse_unplayed(codecs, PLAYED)
    return "webm" if is_webm else "mp4"


def _broken():
    return _("The film is broken, or was not uploaded whole. Export it again, play it once, then upload it again.")


def _of_whole_mp4(film):
    """Its codecs, if its boxes fill the file, and those are there without which nothing plays; else raises Broken."""
    parts, end = {}, 0
    for kind, start, end in boxes(film, 0, film.size):
        parts.setdefault(kind, (start, end))
    if end != film.size or not parts.keys() >= _NEEDED:
        raise Broken
    return of_mp4(film, *parts[b"moov"])


def _of_whole_webm(film):
    """Its codecs, if it says that it is WebM, and as much follows as it says; else raises Broken."""
    head = film.at(0, 4096)
    segment = head.find(_SEGMENT)
    if segment < 0:
        raise Broken
    if not _IS_WEBM.search(head, 0, segment):
        raise ValidationError(_("This is a Matroska file, but not WebM. Export it as MP4 or WebM."))
    return of_webm(film)
