"""What ``verify`` looks at. Each check yields a sentence for each thing that is wrong."""

from editions import guards, kinds
from editions.models import Edition, Page, Status
from markup import uploads

_SIGNED = {Status.APPROVED, Status.PUBLISHED, Status.SUPERSEDED}


_registered = []


def register(check):
    """``check()`` yields a sentence for each thing that is wrong in an app above."""
    if check not in _registered:
        _registered.append(check)
    return check


def problems(progress=lambda done, total: None):
    """Every sentence of every check; ``progress`` is told how many editions are done."""
    yield from guards.differences()
    yield from _kinds()
    yield from _addresses()
    yield from _editions(progress)
    yield from _files()
    for check in _registered:
        yield from check()


def name_of(edition):
    return f"edition {edition.number} of {edition.page} (id {edition.pk})"


def _editions(progress):
    total, done = Edition.objects.count(), 0
    for model in kinds.edition_models().values():
        for edition in model.objects.select_related("page").order_by("pk").iterator(chunk_size=500):
            if edition.erased_at:
                yield from _erased(edition)
                continue
            if (edition.seal or (edition.status != Status.DRAFT and edition.submitted_at)) and not edition.is_sealed():
                yield f"{name_of(edition)}: its words are not those that were sealed"
            if edition.seal and not edition.is_submitted():
                yield f"{name_of(edition)}: it was not submitted by its author through the site"
            if edition.status == Status.PUBLISHED and (edition.closed_at or edition.superseded_at):
                yield f"{name_of(edition)}: it is live, but it ended before"
            if (edition.countersign or edition.status in _SIGNED) and not edition.is_countersigned():
                yield f"{name_of(edition)}: the countersignature of its reviewer does not hold"
            done += 1
            progress(done, total)


def _erased(edition):
    """Its words are gone, so that no seal can hold; that is all it may differ in."""
    texts = {"html": edition.html, **{name: getattr(edition, name) for name in kinds.own_texts(type(edition))}}
    if any(texts.values()) or edition.status not in {Status.SUPERSEDED, Status.CLOSED}:
        yield f"{name_of(edition)}: it is marked as erased, but has words or is in use"


def _kinds():
    known = kinds.edition_models()
    for page in Page.objects.exclude(kind__in=known):
        yield f"page {page.pk} is of the kind “{page.kind}”, which this site does not know"
    for kind, model in known.items():
        for edition in Edition.objects.filter(page__kind=kind).exclude(pk__in=model.objects.values("pk")):
            yield f"{name_of(edition)}: it has no words as {kind}"
        for edition in model.objects.exclude(page__kind=kind).select_related("page"):
            yield f"{name_of(edition)}: it has words as {kind}, but its page is of the kind “{edition.page.kind}”"


def _addresses():
    for page in Page.objects.filter(editions__status=Status.PUBLISHED).distinct():
        prefix = page.kind in kinds.edition_models() and f"/{page.kind_model.page_model().prefix}/"
        if not page.path:
            yield f"page {page.pk} is live, but has no present address"
        elif prefix and not page.path.startswith(prefix):
            yield f"page {page.pk} is live at {page.path}, which is not below {prefix}"


def _files():
    used = Edition.objects.exclude(files="").values_list("files", flat=True)
    for name in sorted({name for files in used.iterator() for name in files.split("\n")}):
        if not uploads.exists(name):
            yield f"the file {name}, which a sealed edition shows, is missing"
        elif not uploads.holds(name, anew=True):
            yield f"the file {name} is not the one that its name, its SHA-256, promises"
