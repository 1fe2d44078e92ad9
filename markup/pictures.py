"""Uploaded pictures: checked by what they are, written anew without metadata, named by their content."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from markup import uploads
from markup.sanitise import FILE
from markup.sources import Problem

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
LONGEST_SIDE = 1600


def measure(name):
    """``width`` and ``height`` in pixels and ``size`` in bytes of the file of this name; None when there is none."""
    content = uploads.read(name) if FILE.fullmatch(uploads.address_of(name)) else None
    if content is None:
        return None
    image = Image.open(io.BytesIO(content))
    return {"width": image.width, "height": image.height, "size": len(content)}


def placeholder():
    """What stands in the place of a picture's words until its writer has written them."""
    return _("Say here what the picture shows")


def wordless_pictures(field, tokens):
    """A problem for each picture in parsed tokens whose words are missing."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image" and child.content.strip() in {"", placeholder()}:
                message = _("A picture has no words. Say what it shows, for those who cannot see it.")
                yield Problem(field, token.map[0] + 1 if token.map else None, message)


def shown_in(tokens):
    """(name, line from 1) for each uploaded picture in parsed tokens."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image" and (found := FILE.fullmatch(str(child.attrs.get("src", "")))):
                yield found[1], token.map[0] + 1 if token.map else None


def _name_of(content):
    return f"{hashlib.sha256(content).hexdigest()}.webp"


def keep(upload):
    """Store an uploaded picture (a file object); returns its name, ``<sha-256>.webp``.

    Raises ValidationError with a short plain text that can be shown beside the editor.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 5 MB. Make it smaller, then try again."))
    content = _written_anew(upload)
    name = _name_of(content)
    uploads.keep(name, ContentFile(content))
    return name


def _written_anew(upload):
    try:
        image = _read(upload)
    except ValidationError:
        raise
    # On a broken file Pillow's decoders raise what they like, struct.error and IndexError among it.
    except Exception as error:
        raise ValidationError(_("This is not a PNG, JPEG or WebP picture.")) from error
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    image.save(written, "WEBP", quality=82, method=4, exif=b"", icc_profile=None)
    return written.getvalue()


def _read(upload):
    image = Image.open(upload, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(_("The picture has more than 25 megapixels. Make it smaller, then try again."))
    image = ImageOps.exif_transpose(image)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
