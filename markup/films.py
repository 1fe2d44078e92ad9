"""Uploaded films: MP4 or WebM by what they are, whole, and such that browsers play them; named by their content.

What a file says of itself (length, size) and a picture of it are read by ffprobe and ffmpeg, where those are there.
A film is never written anew: it is what the writer made, which a second clinician watches.
"""

import re
import struct

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from markup import uploads
from markup.probing import picture_of, probe

_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
# The element that says so, with its size in one byte or more.
_IS_WEBM = re.compile(rb"\x42\x82(?:\x84|[\x01\x02\x04\x08\x10\x20\x40]\x00{0,6}\x04)webm")
# Boxes that a film in an MP4 file cannot do without (ISO/IEC 14496-12).
_NEEDED = {b"ftyp", b"moov", b"mdat"}
# Kinds of MP4 (ISO/IEC 14496-12, 4.3) that are no films for browsers: QuickTime, pictures, sound alone.
_OTHERS = {b"qt  ", b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B ", b"crx "}
_MOST_BOXES = 10_000
PLAYED = {"h264", "av1", "vp8", "vp9"}


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
    if not found.pictures:
        raise ValidationError(_broken() if not found.sound else _("There is sound in this file, but no picture."))
    if other := [codec for codec in found.pictures if codec not in PLAYED]:
        message = _("Browsers do not play this film ({codec}). Export it as H.264 in MP4, or as VP9 in WebM.")
        raise ValidationError(message.format(codec=other[0]))
    return found.as_words()


def _kind_of(upload):
    """``mp4`` or ``webm``; raises ValidationError."""
    upload.seek(0)
    head = upload.read(64)
    if head[:4] == _EBML:
        _refuse_half_webm(upload)
        return "webm"
    if head[4:8] != b"ftyp" or head[8:12] in _OTHERS:
        raise ValidationError(_("This is not an MP4 or WebM film. Export it as one of them, then upload it again."))
    _refuse_half_mp4(upload)
    return "mp4"


def _broken():
    return _("The film is broken, or was not uploaded whole. Export it again, play it once, then upload it again.")


def _refuse_half_mp4(upload):
    """Whether its boxes, one after the other, fill the file, and those are there without which nothing plays."""
    at, seen = 0, set()
    for _number in range(_MOST_BOXES):
        if at == upload.size:
            break
        size, kind = _box(upload, at)
        seen.add(kind)
        at += size
    if at != upload.size or not seen >= _NEEDED:
        raise ValidationError(_broken())


def _box(upload, at):
    """(length, kind) of the box at this place; raises ValidationError where there is none."""
    upload.seek(at)
    head = upload.read(16)
    if len(head) < 8:
        raise ValidationError(_broken())
    size, header = int.from_bytes(head[:4]), 8
    if size == 1 and len(head) == 16:
        (size,), header = struct.unpack(">Q", head[8:16]), 16
    elif size == 0:  # to the end of the file
        size = upload.size - at
    if not header <= size <= upload.size - at:
        raise ValidationError(_broken())
    return size, head[4:8]


def _refuse_half_webm(upload):
    """Whether it says that it is WebM, and as much follows as it says (RFC 8794: sizes of variable length)."""
    upload.seek(0)
    head = upload.read(4096)
    segment = head.find(_SEGMENT)
    if segment < 0:
        raise ValidationError(_broken())
    if not _IS_WEBM.search(head, 0, segment):
        raise ValidationError(_("This is a Matroska file, but not WebM. Export it as MP4 or WebM."))
    size, length = _size(head, segment + 4)
    if size is None or segment + 4 + length + size > upload.size:
        raise ValidationError(_broken())


def _size(head, at):
    """(value, length) of an EBML size; 0 when the size is not known, None when there is none."""
    first = head[at] if at < len(head) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(head):
        return None, 0
    value = int.from_bytes(head[at : at + length]) & ((1 << 7 * length) - 1)
    return (0 if value == (1 << 7 * length) - 1 else value), length
