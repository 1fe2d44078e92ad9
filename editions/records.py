"""The record of a page for an auditor: every edition, who did what and when, with the seals and signatures.

As JSON it holds the exact values that were sealed and signed, so that ``docs/verify_record.py`` checks them without
this site; as HTML it is for reading and printing. The whole record has a digest, signed with the newest
countersigning key: what no seal covers (notes, answers, withdrawals) cannot be changed in the file unseen either.
``docs/record.md`` explains both to the auditor.
"""

import datetime
import hashlib
import json
import re
from functools import cached_property

import nh3
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from editions.models import CheckAnswer, EditionNote
from markup.sanitise import SCHEMES, TAGS, clean
from people import roles, signatures

FORMAT = "stage4 record 1"
MEDIA_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json"}
_PEOPLE = ("author", "reviewer", "credentials_confirmed_by", "published_by", "closed_by")


def may_be_read_by(page, person):
    """Whether this person gets the record: an editor in chief, a clinical reviewer, a superuser, the page's owner."""
    near = person.is_superuser or person.pk == page.owner_id
    return person.is_active and (near or person.has_role(roles.EDITOR_IN_CHIEF, roles.CLINICAL_REVIEWER))


class Record:
    """What is recorded of one page, read at one moment. ``exported_by`` says who asked for it."""

    def __init__(self, page, exported_by):
        self.exported_by = exported_by
        with transaction.atomic():
            page.lock()  # no transition runs while we read
            self._read(page)
            self.exported_at = timezone.now()

    def _read(self, page):
        self.page = type(page).objects.select_related("owner").get(pk=page.pk)
        self.addresses = list(self.page.addresses.order_by("-canonical", "path"))
        self.topics = list(self.page.topics.values_list("name", flat=True))
        notes, answers = EditionNote.objects.order_by("pk"), CheckAnswer.objects.order_by("pk")
        related = {"notes": notes.select_related("author"), "answers": answers.select_related("answered_by")}
        rows = self.page.kind_model.objects.filter(page_id=page.pk).select_related(*_PEOPLE).order_by("number")
        self.editions = list(rows)
        for edition in self.editions:
            edition.page, edition.record = self.page, {}
        for name, records in related.items():
            self._share_out(name, records)
        withdrawals = self.page.withdrawals.select_related("withdrawn_by").prefetch_related("successor__addresses")
        self.withdrawals = list(withdrawals.order_by("pk"))
        for withdrawal in self.withdrawals:
            withdrawal.successor_path = _path_of(withdrawal.successor)

    def _share_out(self, name, records):
        """Give each edition its own; one query for all."""
        found = {edition.pk: [] for edition in self.editions}
        for one in records.filter(edition__page_id=self.page.pk):
            found[one.edition_id].append(one)
        for edition in self.editions:
            edition.record[name] = found[edition.pk]

    @cached_property
    def path(self):
        return next((address.path for address in self.addresses if address.canonical), "")

    @property
    def name(self):
        """What it is called in its title and file name; of a discreet kind not by its path."""
        return str(self.page) if self.page.kind_model.discreet else self.path

    def filename(self, extension):
        slug = slugify(self.name.strip("/").split("/")[-1]) or f"page-{self.page.pk}"
        return f"{slug}-record-{timezone.localtime(self.exported_at):%Y-%m-%d}.{extension}"

    @cached_property
    def content(self):
        """The record itself, of plain values: the same as long as nothing happens to the page."""
        return {
            "page": _page(self.page, self.topics),
            "addresses": [{"path": one.path, "present": one.canonical} for one in self.addresses],
            "people": self._people(),
            "word_names": self.page.kind_model.word_names(),
            "editions": [_edition(edition) for edition in self.editions],
            "withdrawals": [_withdrawal(one) for one in self.withdrawals],
        }

    def _people(self):
        """The name of everybody whose id stands in the record."""
        named = [self.page.owner, *(one.withdrawn_by for one in self.withdrawals)]
        for edition in self.editions:
            named += [getattr(edition, name) for name in _PEOPLE]
            named += [note.author for note in edition.record["notes"]]
            named += [answer.answered_by for answer in edition.record["answers"]]
        return {str(one.pk): {"name": one.name} for one in named if one is not None}

    @cached_property
    def digest(self):
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def signature(self):
        fields = {"digest": self.digest, "exported_at": self.exported_at, "exported_by": self.exported_by}
        return signatures.sign(signatures.canonical(FORMAT, fields))

    def as_json(self):
        whole = {
            "format": FORMAT,
            "exported_at": _plain(self.exported_at),
            "exported_by": self.exported_by,
            "digest": self.digest,
            "signature": self.signature,
            "record": self.content,
        }
        return json.dumps(whole, sort_keys=True, ensure_ascii=False, indent=1) + "\n"

    def as_html(self):
        numbers = {edition.pk: edition.number for edition in self.editions}
        for edition in self.editions:
            edition.source = numbers.get(edition.based_on_id)
            edition.words = _words(edition)
            edition.shown = _shown(edition.html)
            edition.holds = _holds(edition)
        return render_to_string("admin/editions/record.html", {"record": self, "page": self.page})


def _plain(value):
    """A value as JSON keeps it: moments and days exactly as they stand in sealed and signed text."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _page(page, topics):
    return {
        "id": page.pk,
        "kind": page.kind,
        "language": page.language,
        "owner_id": page.owner_id,
        "review_every": page.review_every,
        "created_at": _plain(page.created_at),
        "translation_of_id": page.translation_of_id,
        "topics": topics,
    }


def _edition(edition):
    """All columns of an edition, its kind's words among them, under ``fields``."""
    columns = [field.attname for field in edition._meta.concrete_fields if field.name != "edition_ptr"]
    return {
        "fields": {name: _plain(getattr(edition, name)) for name in columns},
        "notes": [_row(note, "author_id", "text", "written_at") for note in edition.record["notes"]],
        "answers": [
            _row(answer, "key", "check_name", "field", "line", "excerpt", "message", "answer",
                 "answered_by_id", "answered_at")
            for answer in edition.record["answers"]
        ],
    }  # fmt: skip


def _withdrawal(withdrawal):
    found = _row(withdrawal, "reason", "note", "successor_id", "withdrawn_at", "withdrawn_by_id")
    return {**found, "successor_path": withdrawal.successor_path}


def _row(row, *names):
    return {name: _plain(getattr(row, name)) for name in names}


def _path_of(page):
    return next((one.path for one in page.addresses.all() if one.canonical), "") if page else ""


def _words(edition):
    """The words that are not empty: the label of each field, and its text."""
    said = {name: edition.readable(name, getattr(edition, name)) for name in edition.word_names()}
    return [(edition._meta.get_field(name).verbose_name, words) for name, words in said.items() if words]


# In one file the same id cannot stand in every edition, and pictures and pages of the site are somewhere else.
_readable = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    attribute_filter=lambda tag, name, value: value if re.match(r"https?://", value) else None,
    url_schemes=SCHEMES,
    link_rel="noreferrer",
)
_IMAGE = re.compile(r'<img((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def _shown(html):
    """The frozen words area, safe to read in a file of its own; a picture is named by its words and its file."""
    return mark_safe(_readable.clean(_IMAGE.sub(_in_words, clean(html))))


def _in_words(image):
    said = dict(_ATTRIBUTE.findall(image.group(1)))
    return f"<em>[{said.get('alt', '')}: {said.get('src', '').rpartition('/')[2]}]</em>"


def _holds(edition):
    """What this site itself finds of seal and signatures; None for one that the edition has not.

    Erased words fit no seal, and no title the countersignature: of those nothing can be found.
    """
    if edition.erased_at:
        return {"seal": None, "submission": edition.is_submitted() if edition.submission else None, "countersign": None}
    return {
        "seal": edition.is_sealed() if edition.seal else None,
        "submission": edition.is_submitted() if edition.submission else None,
        "countersign": edition.is_countersigned() if edition.countersign else None,
    }
