"""From HTML to a tagged PDF (PDF/UA-1), by WeasyPrint, which is loaded only where a PDF is made.

WeasyPrint reads whatever address it meets, files of this machine among it. Ours gets two kinds of things: the site's
font, and pictures of the edition by their name, which is their SHA-256.
"""

import io
from importlib import import_module
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageFile

from markup import uploads
from markup.sanitise import FILE

FONT = "/static/public/atkinson-hyperlegible-next.woff2"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class Unavailable(Exception):
    """WeasyPrint does not find the libraries of the system that it draws letters with."""

    def __init__(self):
        super().__init__(
            "No PDF can be made: WeasyPrint does not find Pango and HarfBuzz. "
            f"On Debian, install them with: apt-get install {PACKAGES}"
        )


def weasyprint():
    """The library; raises Unavailable."""
    try:
        return import_module("weasyprint")
    except OSError as error:
        raise Unavailable from error
    finally:
        # It lets Pillow read pictures that end too soon, in the whole process: uploads are never to (markup/pictures).
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def is_available():
    try:
        weasyprint()
    except Unavailable:
        return False
    return True


def write(html, style, picture_names=()):
    """The PDF, as bytes, of a whole HTML document."""
    library = weasyprint()
    fetch, fonts = _fetcher(frozenset(picture_names)), import_module("weasyprint.text.fonts").FontConfiguration()
    sheet = library.CSS(string=style, base_url=settings.SITE_URL, url_fetcher=fetch, font_config=fonts)
    page = library.HTML(string=html, base_url=settings.SITE_URL, url_fetcher=fetch)
    return page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[sheet], font_config=fonts)


def _fetcher(picture_names):
    urls = import_module("weasyprint.urls")

    class OursAlone(urls.URLFetcher):
        """Opens nothing but what ``_content`` gives: no file, no network."""

        def __init__(self):
            super().__init__(allowed_protocols=())

        def fetch(self, url, headers=None):
            content, kind = _content(url, picture_names)
            return urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return OursAlone()


def _content(url, picture_names):
    """(bytes, type) of an address; raises ValueError, which WeasyPrint takes for a thing that is not there."""
    path = url.removeprefix(settings.SITE_URL)
    if path == FONT:
        return (Path(settings.BASE_DIR) / FONT.lstrip("/")).read_bytes(), "font/woff2"
    found = FILE.fullmatch(path)
    content = uploads.read(found[1]) if found and found[1] in picture_names else None
    if content is None:
        raise ValueError("Not among what a printout may show.")
    return _for_paper(content)


def _for_paper(content):
    """(bytes, type) of a picture as a PDF takes it; WebP would be unpacked, to twenty times its size."""
    image, written = Image.open(io.BytesIO(content)), io.BytesIO()
    kind = "JPEG" if image.mode == "RGB" else "PNG"
    image.save(written, kind, quality=85)
    return written.getvalue(), f"image/{kind.lower()}"
