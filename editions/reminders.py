"""Reminding people of what waits: reviews without a decision, and live pages that are due for their next review.

One digest a person and run; never twice the same step of the same edition. Steps are derived from dates in
the site's time zone, so a cron that did not run loses none: the newest step that was reached is sent, and the
older ones are never sent after it. A digest carries no words of an edition, only its path, state and days.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Replace
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from editions.models import Address, Edition, Reminder, Status
from people import roles
from people.models import User

REVIEW = (3, 7)  # days after submission
DUE = (-60, -30)  # days before the page is due; then on the day, and each week
WEEK = 7
# The word before a step while its mail is on the way. A run that died in the middle leaves it behind; it
# counts for as long as a mail may take, then the step is sent again.
CLAIMED = "sending "
CLAIM = timedelta(minutes=10)
NEVER = float("-inf")


@dataclass(frozen=True)
class Reason:
    """Why a person is told of an edition; ``step`` is kept in Reminder, ``sentence`` is for the mail."""

    edition: Edition
    step: str
    sentence: str


def digests(now):
    """For each person the reasons to write to them now, by e-mail address; and the editions that nobody hears of."""
    found, unheard, sent = defaultdict(list), [], _newest_sent(now)
    for edition, step, sentence, people in (*_undecided(now), *_due(now)):
        if not people:
            unheard.append(edition)
        for person in people:
            if sent.get((edition.pk, person.pk, _cause(step)), NEVER) < day_of(step):
                found[person].append(Reason(edition, step, sentence))
    return sorted(found.items(), key=lambda pair: pair[0].email), unheard


def send(person, reasons):
    """Send one digest with what no other run has claimed; returns how many reasons it gave.

    When the mail fails the claims are given back, for the next run, and the error is raised.
    """
    claims = _claim(person, reasons)
    if not claims:
        return 0
    rows = Reminder.objects.filter(pk__in=claims)
    try:
        given = list(claims.values())
        send_mail(subject_of(given), body_of(person, given), settings.DEFAULT_FROM_EMAIL, [person.email])
    except Exception:
        rows.delete()
        raise
    rows.update(step=Replace(F("step"), Value(CLAIMED), Value("")), sent_at=timezone.now())
    return len(claims)


def give_back_what_died(now):
    """Drop the claims of runs that died in the middle."""
    _stale(now).delete()


def review_step(days):
    """The newest step that is reached so many days after submission, or None."""
    day = max((day for day in REVIEW if day <= days), default=None)
    return day and f"review {day}"


def due_step(today, edition):
    """The newest step that is reached for a live edition, or None; a day before its own review is no step."""
    late = (today - edition.review_due_on).days
    if late >= 0:
        return f"late {late // WEEK * WEEK}" if late >= WEEK else "due 0"
    day = max((day for day in DUE if day <= late), default=None)
    reviewed_on = timezone.localdate(edition.reviewed_at)
    if day is None or edition.review_due_on + timedelta(days=day) <= reviewed_on:
        return None
    return f"due {-day}"


def day_of(step):
    """The day of a step, counted from submission or from the day on which the page is due."""
    word, number = step.removeprefix(CLAIMED).split()
    return -int(number) if word == "due" else int(number)


def subject_of(reasons):
    reviews = sum(_cause(reason.step) == "review" for reason in reasons)
    pages = len(reasons) - reviews
    parts = [
        ngettext("{n} review waits", "{n} reviews wait", reviews).format(n=reviews) if reviews else "",
        ngettext("{n} page is due for review", "{n} pages are due for review", pages).format(n=pages) if pages else "",
    ]
    return gettext("Stage 4: {what}").format(what=", ".join(filter(None, parts)))


def body_of(person, reasons):
    places = (
        (reason.sentence, settings.SITE_URL + reverse("admin:editions_edition", args=[reason.edition.pk]))
        for reason in reasons
    )
    return gettext(
        "Hello {name},\n\n{list}\n\n"
        "You get this message because of your part in these pages. It contains no words of them.\n"
    ).format(name=person.name, list="\n\n".join(f"{sentence}\n{link}" for sentence, link in places))


def _undecided(now):
    """Editions in review without a decision: (edition, step, sentence, people)."""
    for edition in _with_path(Edition.objects.in_review()).order_by("submitted_at", "pk"):
        days = (timezone.localdate(now) - timezone.localdate(edition.submitted_at)).days
        if step := review_step(days):
            sentence = ngettext(
                "{path}, edition {number}: in review for {days} day without a decision.",
                "{path}, edition {number}: in review for {days} days without a decision.",
                days,
            ).format(path=_name(edition), number=edition.number, days=days)
            yield edition, step, sentence, _reviewers(edition, step)


def _reviewers(edition, step):
    """Those who were asked by name, while they may decide; with the last step everybody who may."""
    possible = edition.possible_reviewers()
    asked = set(edition.asked().values_list("reviewer_id", flat=True))
    named = [person for person in possible if person.pk in asked]
    return named if named and day_of(step) < max(REVIEW) else possible


def _due(now):
    """Live editions whose page is due for its next review: (edition, step, sentence, people)."""
    today, editors = timezone.localdate(now), None
    soon = Edition.objects.live().filter(review_due_on__lte=today + timedelta(days=-min(DUE)))
    for edition in _with_path(soon).order_by("review_due_on", "pk"):
        if not (step := due_step(today, edition)):
            continue
        owner = edition.page.owner
        if owner.is_active:
            yield edition, step, _due_sentence(edition, today), [owner]
            continue
        editors = list(User.objects.with_role(roles.EDITOR_IN_CHIEF)) if editors is None else editors
        gone = gettext("Its owner, {name}, has no active account: choose another.").format(name=owner.name)
        yield edition, step, f"{_due_sentence(edition, today)} {gone}", editors


def _due_sentence(edition, today):
    days = (edition.review_due_on - today).days
    date = date_format(edition.review_due_on, "j F Y")
    if days > 0:
        text = ngettext("due for review in {days} day, on {date}.", "due for review in {days} days, on {date}.", days)
    elif days == 0:
        text = gettext("due for review today, {date}.")
    else:
        text = ngettext(
            "{days} day late: due for review since {date}.", "{days} days late: due for review since {date}.", -days
        )
    said = gettext("{path}, edition {number} (live): {due}").format(
        path=edition.path, number=edition.number, due=text.format(days=abs(days), date=date)
    )
    if not edition.in_work:
        return said
    return f"{said} " + gettext("Another edition is in work: {state}.").format(state=Status(edition.in_work).label)


def _name(edition):
    """Its path, which came with it; of a discreet kind what the page is called."""
    return str(edition.page) if edition.page.kind_model.discreet else edition.path


def _with_path(editions):
    """With page and owner, the path, and the state of the page's open edition."""
    addresses = Address.objects.filter(page_id=OuterRef("page_id"), canonical=True)
    in_work = Edition.objects.open().filter(page_id=OuterRef("page_id"))
    return (
        editions.select_related("page__owner")
        .defer("html", "text")
        .annotate(path=Subquery(addresses.values("path")[:1]), in_work=Subquery(in_work.values("status")[:1]))
    )


def _cause(step):
    return "review" if "review" in step else "due"


def _newest_sent(now):
    """The day of the newest step sent, by edition, recipient and cause; a claim of a running run counts as sent."""
    newest = {}
    rows = Reminder.objects.filter(edition__status__in=[Status.IN_REVIEW, Status.PUBLISHED])
    stale = _stale(now).values("pk")
    for edition, person, step in rows.exclude(pk__in=stale).values_list("edition_id", "recipient_id", "step"):
        key = edition, person, _cause(step)
        newest[key] = max(day_of(step), newest.get(key, NEVER))
    return newest


def _stale(now):
    """Claims that no running run can hold; those from the future are of a clock that went back."""
    return Reminder.objects.filter(~Q(sent_at__range=(now - CLAIM, now + CLAIM)), step__startswith=CLAIMED)


@transaction.atomic
def _claim(person, reasons):
    """Claim what still holds and no other run has claimed or sent: the reasons by the id of their row."""
    claims = {}
    for reason in sorted(reasons, key=lambda one: one.edition.pk):
        mine = {"edition_id": reason.edition.pk, "recipient_id": person.pk}
        if not Edition.objects.filter(pk=reason.edition.pk, status=reason.edition.status).exists():
            continue
        row, is_new = Reminder.objects.get_or_create(**mine, step=CLAIMED + reason.step)
        if is_new and Reminder.objects.filter(**mine, step=reason.step).exists():  # the other run was quicker
            row.delete()
        elif is_new:
            claims[row.pk] = reason
    return claims
