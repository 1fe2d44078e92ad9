"""Films made by hand, box by box, and with ffmpeg; the form of a draft as a browser sends it."""

import subprocess

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import VIDEO_WORDS
from videos.forms import READ

TALK = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ella>Pain can be treated.\n\n00:01.000 --> 00:02.000\nTell your team.\n"


def box(kind, content=b"", size=None):
    """A box of an MP4 file. ``size``: another one than it has."""
    return (8 + len(content) if size is None else size).to_bytes(4) + kind + content


def large_box(kind, content=b"", size=None):
    """One whose length is written in 64 bits."""
    return (1).to_bytes(4) + kind + (16 + len(content) if size is None else size).to_bytes(8) + content


def brand(name=b"isom"):
    return box(b"ftyp", name + b"\0\0\2\0" + name)


def track(codec=b"avc1", sort=b"vide"):
    """What an MP4 file says of a track: its sort, and how it is written."""
    stsd = box(b"stsd", bytes(4) + (1).to_bytes(4) + box(codec, bytes(28)))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + sort + bytes(13)) + box(b"minf", box(b"stbl", stsd))))


def mp4(data=b"moving", head=None, tracks=None):
    """The boxes without which nothing plays, and nothing in them that does."""
    moov = box(b"moov", track() if tracks is None else tracks)
    return (brand() if head is None else head) + moov + box(b"mdat", data)


def element(name, content, size=None):
    """An element of a WebM file whose size is written in eight bytes. ``size``: another one than it has."""
    return name + ((1 << 56) | (len(content) if size is None else size)).to_bytes(8) + content


def entry(codec=b"V_VP9", sort=1):
    """What a WebM file says of a track."""
    return element(b"\xae", element(b"\x83", bytes([sort])) + element(b"\x86", codec))


def webm(doctype=b"webm", segment=b"", size=None, tracks=None):
    """``segment``: what stands before the tracks."""
    words = b"\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    content = segment + element(b"\x16\x54\xae\x6b", entry() if tracks is None else tracks)
    return element(b"\x1a\x45\xdf\xa3", words) + element(b"\x18\x53\x80\x67", content, size)


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)], check=True, timeout=120)


def drawn(*, seconds=2, size="320x180", source="testsrc"):
    """Arguments of ffmpeg: a picture that moves, and a sound."""
    picture = f"{source}=size={size}:rate=12:duration={seconds}"
    return "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=frequency=330:duration={seconds}", "-shortest"


def upload(content, name="film.mp4", content_type="video/mp4"):
    return SimpleUploadedFile(name, content, content_type)


def address(draft):
    return f"/admin/videos/videoedition/{draft.pk}/change/"


def sent(saved=0, **changes):
    """The whole form, as a browser sends it; nothing was uploaded before."""
    words = {**VIDEO_WORDS, "recorded_on": VIDEO_WORDS["recorded_on"].isoformat(), "change_note": "", "poster": ""}
    given = {"saved_count": saved, "expert": "", **dict.fromkeys(READ, ""), **words, **changes}
    return {name: str(value) if isinstance(value, int) else value for name, value in given.items()}


def form_of(answer):
    return answer.context["adminform"].form


def errors(answer):
    """{field: what is said of it}."""
    assert answer.status_code == 200
    return {name: " ".join(said) for name, said in form_of(answer).errors.items()}


def shown(answer):
    """What a browser would send of the form as it came back, without files: what was ticked stays ticked."""
    form = form_of(answer)
    values = {name: form[name].value() for name in form.fields if not name.endswith("_upload")}
    kept = {name: "" if value is None else value for name, value in values.items() if value is not False}
    return {**kept, "saved_count": str(form.instance.saved)}
