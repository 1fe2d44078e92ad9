"""What ``check --deploy`` and ``verify`` say of printouts."""

from django.core.checks import Tags, Warning, register

from editions.models import Edition
from editions.verification import name_of
from printouts import pdf
from printouts.models import Printout


@register(Tags.compatibility, deploy=True)
def libraries(app_configs, **options):
    """Without them everything works but PDFs, so that a real site has to be told."""
    if pdf.is_available():
        return []
    return [Warning(str(pdf.Unavailable()), id="printouts.W001")]


def altered():
    """A sentence for each printout that is not what was made; one that is missing is made again, and is not wrong."""
    for printout in Printout.objects.of_live().select_related("edition__page").order_by("pk").iterator(chunk_size=200):
        if printout.is_altered():
            edition = Edition.objects.select_related("page").get(pk=printout.edition_id)
            yield f"{name_of(edition)}: its printout is not the one that was made; run make_printouts"
