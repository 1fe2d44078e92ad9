"""Uploaded pictures: judged by what they are, written anew, named by what they hold."""

import contextlib
import hashlib
import io
import random
import struct
import warnings
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from markup import pictures, uploads
from tests.markup.properties import examples

SECRET = b"51.5007 N 0.1246 W"
ORIENTATION, DESCRIPTION, TURNED = 0x0112, 0x010E, 6
NO_PICTURE = "This is not a PNG, JPEG or WebP picture."


def drawn(width=40, height=20, mode="RGB"):
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def written(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def upload(content, name="picture.png"):
    return SimpleUploadedFile(name, content)


def kept(content, name="picture.png"):
    """The stored bytes of an upload."""
    with default_storage.open(uploads.path_of(pictures.keep(upload(content, name)))) as file:
        return file.read()


def refusal(content, name="picture.png"):
    with pytest.raises(ValidationError) as refused:
        pictures.keep(upload(content, name))
    assert not default_storage.exists("pictures") or default_storage.listdir("pictures")[1] == []
    return refused.value.message


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("name", ["picture.png", "picture.gif", "picture", "../../etc/passwd", "x.html"])
def test_a_picture_becomes_webp_whatever_its_name(format, name):
    image = Image.open(io.BytesIO(kept(written(drawn(), format), name)))
    assert (image.format, image.size) == ("WEBP", (40, 20))
    red, _green, blue = image.convert("RGB").getpixel((2, 10))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode(mode):
    image = Image.new(mode, (8, 8)) if mode == "I;16" else drawn(8, 8).convert(mode)
    assert Image.open(io.BytesIO(kept(written(image, "JPEG" if mode == "CMYK" else "PNG")))).size == (8, 8)


def test_what_is_transparent_stays_so():
    image = Image.open(io.BytesIO(kept(written(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG"))))
    assert image.convert("RGBA").getpixel((4, 4))[3] == 0


def with_metadata(format):
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET.decode()
    options = {"exif": exif, "icc_profile": b"icc " + SECRET}
    if format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    elif format == "JPEG":
        options["comment"] = SECRET
    return written(drawn(), format, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>", **options)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_metadata_go(format):
    content = with_metadata(format)
    assert SECRET in content
    stored = kept(content)
    assert SECRET not in stored
    image = Image.open(io.BytesIO(stored))
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    for chunk in (b"EXIF", b"XMP ", b"ICCP"):
        assert chunk not in stored


def test_a_picture_that_was_taken_upright_is_shown_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    image = Image.open(io.BytesIO(kept(written(drawn(), "JPEG", exif=exif)))).convert("RGB")
    assert image.size == (20, 40)
    assert image.getpixel((10, 2))[0] > 200
    assert image.getpixel((10, 37))[2] > 200


def test_a_large_picture_is_made_smaller():
    assert Image.open(io.BytesIO(kept(written(drawn(4000, 1000), "PNG")))).size == (1600, 400)
    assert Image.open(io.BytesIO(kept(written(drawn(20_000, 3), "PNG")))).size == (1600, 1)


def test_a_picture_is_named_by_its_content():
    name = pictures.keep(upload(written(drawn(), "PNG")))
    with default_storage.open(uploads.path_of(name)) as file:
        assert name == f"{hashlib.sha256(file.read()).hexdigest()}.webp"


def test_the_same_picture_is_stored_once():
    content = written(drawn(), "PNG")
    assert pictures.keep(upload(content, "one.png")) == pictures.keep(upload(content, "two.png"))
    pictures.keep(upload(written(drawn(50, 50), "PNG")))
    assert len(default_storage.listdir("pictures")[1]) == 2


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.gif", b"<html><script>alert(1)</script></html>"),
        ("x.png", b"<!doctype html><script>alert(1)</script>"),
        ("x.svg", SVG),
        ("x.png", b'<?xml version="1.0"?>' + SVG),
        ("x.gif", written(drawn(), "GIF")),
        ("x.png", written(drawn(), "GIF")),
        ("x.png", b"GIF89a/*<script>*/=1"),
        ("x.png", written(drawn(), "BMP")),
        ("x.png", written(drawn(), "TIFF")),
        ("x.png", written(drawn(), "ICO")),
        ("x.jpg", written(drawn(), "PDF")),
        ("x.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n"),
        ("x.png", b""),
        ("x.png", b"\x00"),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("x.jpg", b"\xff\xd8\xff"),
        ("x.webp", b"RIFF\x00\x00\x00\x00WEBP"),
    ],
)
def test_what_is_no_picture_is_refused(name, content):
    assert refusal(content, name) == NO_PICTURE


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_truncated_picture_is_refused(format):
    content = written(drawn(200, 200), format)
    for part in (0.05, 0.3, 0.6, 0.8):
        assert refusal(content[: int(len(content) * part)]) == NO_PICTURE


def test_a_file_that_is_too_large_is_refused():
    content = written(drawn(), "PNG")
    assert "larger than 5 MB" in refusal(content + b"\x00" * (pictures.MAX_BYTES - len(content) + 1))
    assert pictures.keep(upload(content + b"\x00" * (pictures.MAX_BYTES - len(content))))


def bomb(width, height):
    """A PNG of a few kilobytes that decodes to this many pixels, each black."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\x00" * ((width + 7) // 8 + 1) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(5001, 5000), (25_000_001, 1), (9_000, 9_000)])
def test_a_small_file_of_too_many_pixels_is_refused(width, height):
    content = bomb(width, height)
    assert len(content) < 20_000
    assert "more than 25 megapixels" in refusal(content)


def test_a_file_of_far_too_many_pixels_is_refused():
    header = bomb(8, 8)
    ihdr = struct.pack(">4sIIBBBBB", b"IHDR", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    content = header[:12] + ihdr + struct.pack(">I", zlib.crc32(ihdr)) + header[33:]
    assert refusal(content) == NO_PICTURE


def test_the_most_pixels_are_taken():
    assert Image.open(io.BytesIO(kept(bomb(5000, 5000)))).size == (1600, 1600)


def withstood(content):
    """Kept as WebP, or refused; never anything else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(ValidationError):
            assert pictures.keep(upload(content)).endswith(".webp")


BEGINNINGS = [
    b"",
    b"\x89PNG\r\n\x1a\n",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    b"\xff\xd8\xff\xe0",
    b"\xff\xd8\xff\xe1",
]
BEGINNINGS += [b"RIFF\x20\x00\x00\x00WEBPVP8 ", b"RIFF\x20\x00\x00\x00WEBPVP8X", b"GIF89a", b"II*\x00"]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200))
@examples(150, 10_000)
def test_random_bytes_are_refused(beginning, content):
    withstood(beginning + content)


VALID = [with_metadata(format) for format in ("PNG", "JPEG", "WEBP")] + [bomb(64, 64), written(drawn(mode="P"), "PNG")]


def reseal(content):
    """Right checksums for the chunks of a PNG, so that what was flipped reaches the decoder."""
    content, at = bytearray(content), 8
    while content.startswith(b"\x89PNG") and at + 12 <= len(content):
        length = struct.unpack(">I", content[at : at + 4])[0]
        if at + 12 + length > len(content):
            break
        end = at + 8 + length
        content[end : end + 4] = struct.pack(">I", zlib.crc32(content[at + 4 : end]))
        at = end + 4
    return bytes(content)


@given(st.sampled_from(VALID), st.integers(0, 2**32), st.integers(1, 20), st.booleans())
@examples(250, 20_000)
def test_pictures_with_flipped_bytes_are_kept_or_refused(content, seed, times, sealed):
    chance, flipped = random.Random(seed), bytearray(content)
    for _ in range(times):
        # Headers are at the beginning: flips there do most.
        flipped[chance.randrange(chance.choice([64, len(flipped)]))] = chance.randrange(256)
    withstood(reseal(flipped) if sealed else bytes(flipped))
