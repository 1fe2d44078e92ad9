"""Making the printout of a live edition: its frozen words, who stands behind them, where to ask whether they hold."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from editions.context_processors import demonstrations
from editions.models import Edition
from markup import outline, uploads
from printouts import files, pdf
from printouts.addresses import short_check_address
from printouts.models import Printout

# WeasyPrint breaks a line much too early where a no-break space binds a citation to its word; the style sheet puts the
# same room there, and no line breaks in it either.
_BOUND = re.compile(r'(?:&nbsp;|\u00a0)(?=<sup class="(?:cite|note-ref)">)')


def make(pk):
    """Make, or make anew, the printout of the edition of this id; None when it is not live, or may not be served.

    Raises Unavailable; and FileNotFoundError without a picture, when it would not be what was approved.
    """
    edition = Edition.objects.live().select_related("page").filter(pk=pk).first()
    words = edition and edition.specific
    if words is None or not words.may_be_served():
        return None
    words.page = edition.page
    is_demonstration = demonstrations().filter(pk=edition.pk).exists()
    content = pdf.write(*document(words, is_demonstration), picture_names=_pictures(words))
    return keep(edition, content, is_demonstration)


def _pictures(edition):
    names = [name for name in edition.files.split() if name.endswith(".webp")]
    if missing := [name for name in names if uploads.read(name) is None]:
        raise FileNotFoundError(f"{missing[0]} is missing, or is not what its name promises.")
    return names


def keep(edition, content, demonstration=False):
    """Put the file, then its row, in their places: what dies in between leaves nothing that is linked or served."""
    files.write(edition.seal, content)
    printout = Printout.objects.filter(edition_id=edition.pk).first() or Printout(edition_id=edition.pk)
    printout.sha256, printout.demonstration, printout.made_at = files.sum_of(content), demonstration, timezone.now()
    printout.sign()
    printout.save()
    return printout


def document(edition, is_demonstration):
    """(HTML, CSS) of the printout of an edition."""
    html = edition.served_html
    with translation.override(edition.page.language):
        context = {
            "edition": edition,
            "page": edition.page,
            "kind": str(edition.page_model()._meta.verbose_name).capitalize(),
            "words": mark_safe(_BOUND.sub("", html)),
            "links": outline.links(html),
            "is_demonstration": is_demonstration,
            "site_url": settings.SITE_URL,
            "address": settings.SITE_URL + edition.page.path,
            "check": short_check_address(edition.seal),
        }
        return render_to_string("printouts/pdf.html", context), style(edition, is_demonstration)


def style(edition, is_demonstration):
    """The style sheet, with the words that stand at the head and the foot of each page."""
    warning = gettext("Demonstration. No clinician has reviewed what you read here.") if is_demonstration else ""
    site, number, seal = gettext("Stage 4, explained"), edition.number, edition.seal[:8]
    below = gettext("{site} · edition {number}, seal {seal}").format(site=site, number=number, seal=seal)
    ask = gettext("Still current? {address}").format(address=short_check_address(edition.seal))
    words = {
        "font": pdf.FONT,
        "running": _string(" · ".join(filter(None, [warning, edition.title]))),
        "running_first": _string(""),
        "foot": _string(f"{below}\n{ask}"),
        "pages": _counted(gettext("Page {page} of {pages}")),
    }
    return render_to_string("printouts/pdf.css", words)


def _counted(text):
    """The text for CSS, with its counters of pages in the place of their names."""
    parts = re.split(r"\{(pages?)\}", text)
    return " ".join(f"counter({part})" if at % 2 else _string(part) for at, part in enumerate(parts))


def _string(text):
    """The text as a string of CSS: every character that could end it, escaped."""
    return '"' + "".join(one if one.isalnum() or one in " .,:/-" else f"\\{ord(one):x} " for one in text) + '"'
