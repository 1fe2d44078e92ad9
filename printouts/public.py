"""What printouts add to public pages: the link to the PDF, once it is there."""

from django.db.models import OuterRef, Subquery

from editions.guards import counting
from printouts import files
from printouts.addresses import file_address
from printouts.models import Printout


def annotations():
    """``printout_demonstration``: of the printout; None when there is none."""
    made = Printout.objects.filter(edition_id=OuterRef("pk"))
    return {"printout_demonstration": Subquery(made.values("demonstration")[:1])}


def link(request, edition, html):
    """``printout``: the address of the PDF. A preview was read without our annotation, and has none."""
    return html, {"printout": file_address(edition.seal) if _is_there(edition) else ""}


def _is_there(edition):
    says_so = getattr(edition, "printout_demonstration", None)
    if says_so is None or (edition.is_demonstration and not says_so):
        return False
    return files.exists(edition.seal)


def counts():
    """A new printout changes what readers see, so it is counted."""
    yield from counting.of_live_editions(Printout._meta.db_table, "printouts")
