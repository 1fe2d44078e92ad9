"""Which pictures and sounds an MP4 or WebM film holds, read from the file itself: what browsers do not play is told to
its writer, and not found out by readers. Nothing is unpacked; boxes and elements are gone through within bounds.

MP4: the sample descriptions (ISO/IEC 14496-12, 8.5.2). WebM: the codecs of the tracks (RFC 9559, 5.1.4.1.21).
"""

import struct

PICTURES, SOUNDS = "vide", "soun"
# By the name of its sample description, or of its codec.
PLAYED = {
    PICTURES: {"avc1", "avc3", "av01", "vp08", "vp09", "V_VP8", "V_VP9", "V_AV1"},
    SOUNDS: {"mp4a", "Opus", ".mp3", "A_OPUS", "A_VORBIS"},
}
_CALLED = {
    **dict.fromkeys(("hvc1", "hev1", "dvh1", "dvhe", "V_MPEGH/ISO/HEVC"), "HEVC"),
    **dict.fromkeys(("encv", "enca"), "protected against copying"),
    **{"mp4v": "MPEG-4 Visual", "ac-3": "AC-3", "ec-3": "E-AC-3", "alac": "Apple Lossless", "fLaC": "FLAC"},
}
_MOST = 10_000  # boxes or elements, and words of them, that are looked at
_MOST_BYTES = 64  # of such a word
_SEGMENT, _TRACKS, _TRACK, _CLUSTER = b"\x18\x53\x80\x67", b"\x16\x54\xae\x6b", b"\xae", b"\x1f\x43\xb6\x75"
_CODEC, _SORT = b"\x86", b"\x83"
_SORTS = {1: PICTURES, 2: SOUNDS}


class Broken(Exception):
    """The file ends too early, or says of itself what cannot be."""


class Film:
    """A file that is looked at in so many places and no more."""

    def __init__(self, file):
        self.file, self.size, self.left = file, file.size, _MOST

    def at(self, place, length):
        """So many bytes from this place on; fewer where the file ends."""
        self.left -= 1
        if self.left < 0:
            raise Broken
        self.file.seek(place)
        return self.file.read(length)


def called(codec):
    """As writers find it in their programs."""
    return _CALLED.get(codec, codec if codec.isprintable() else "?")


# MP4 --------------------------------------------------------------------------------------------


def boxes(film, start, end):
    """(kind, where its content begins, where it ends) of the boxes that follow one another in this part."""
    while end - start >= 8:
        head = film.at(start, min(16, end - start))
        size, header = int.from_bytes(head[:4]), 8
        if size == 1 and len(head) == 16:
            (size,), header = struct.unpack(">Q", head[8:]), 16
        elif size == 0:  # to the end
            size = end - start
        if not header <= size <= end - start:
            raise Broken
        yield head[4:8], start + header, start + size
        start += size


def of_mp4(film, start, end):
    """{sort: codecs in order} of what stands in this ``moov`` box."""
    found = {PICTURES: [], SOUNDS: []}
    for track in _within(film, (start, end), b"trak"):
        for at, _end in _within(film, track, b"mdia", b"hdlr"):
            # After four bytes of version, and four that are kept free.
            sort = film.at(at + 8, 4).decode("latin1")
            if sort in found:
                found[sort] += _descriptions(film, track)
    return found


def _within(film, part, *kinds):
    """(begin, end) of the content of each box that is found by going down these kinds."""
    first, *rest = kinds
    for kind, start, end in boxes(film, *part):
        if kind == first:
            yield from _within(film, (start, end), *rest) if rest else [(start, end)]


def _descriptions(film, track):
    for start, end in _within(film, track, b"mdia", b"minf", b"stbl", b"stsd"):
        # After four bytes of version, and four that say how many follow.
        yield from (kind.decode("latin1") for kind, _start, _end in boxes(film, start + 8, end))


# WebM -------------------------------------------------------------------------------------------


def of_webm(film):
    """{sort: codecs in order}. The tracks stand before the first picture."""
    found = {PICTURES: [], SOUNDS: []}
    for name, *track in _tracks(film):
        if name == _TRACK:
            words = {name: film.at(at, min(end - at, _MOST_BYTES)) for name, at, end in elements(film, *track)}
            if sort := _SORTS.get(int.from_bytes(words.get(_SORT, b""))):
                found[sort].append(words.get(_CODEC, b"").rstrip(b"\0").decode("latin1"))
    return found


def _tracks(film):
    for name, *part in elements(film, 0, film.size):
        for inner, *tracks in elements(film, *part) if name == _SEGMENT else ():
            if inner == _TRACKS:
                return elements(film, *tracks)
            if inner == _CLUSTER:
                raise Broken
    raise Broken


def elements(film, start, end):
    """(name, where its content begins, where it ends) of the elements that follow one another (RFC 8794)."""
    while start < end:
        head = film.at(start, min(12, end - start))
        name = 9 - head[0].bit_length()
        size, length = size_of(head, name)
        start += name + length
        if name > 4 or size is None or start + size > end:
            raise Broken
        after = end if size == UNKNOWN else start + size
        yield head[:name], start, after
        start = after


UNKNOWN = -1


def size_of(head, at):
    """(value, length) of a size that is written in one to eight bytes; UNKNOWN, or None when there is none."""
    first = head[at] if at < len(head) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(head):
        return None, 0
    value = int.from_bytes(head[at : at + length]) & ((1 << 7 * length) - 1)
    return (UNKNOWN if value == (1 << 7 * length) - 1 else value), length
