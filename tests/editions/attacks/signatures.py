"""What a transition signs."""

import datetime

from django.utils import timezone

from editions.models import Why
from tests.editions.attacks.registry import attack
from tests.editions.conftest import change


@attack("keeps_what_was_signed")
def name_another_reviewer(stage, _tmp):
    live = stage.live()
    return lambda: change(live, reviewer=stage.other_writer, reviewer_name="Otto Writer")


@attack("keeps_what_was_signed")
def change_the_frozen_html(stage, _tmp):
    live = stage.live()
    return lambda: change(live, html="<p>Slipped in.</p>")


@attack("keeps_what_was_signed")
def change_html_and_seal_of_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, html="<p>Slipped in.</p>", seal="f" * 64)


@attack("keeps_what_was_signed")
def bring_a_publication_forward(stage, _tmp):
    scheduled = stage.scheduled()
    return lambda: change(scheduled, publish_at=timezone.now())


@attack("keeps_what_was_signed")
def put_off_the_next_review(stage, _tmp):
    live = stage.live()
    return lambda: change(live, review_due_on=datetime.date(2099, 1, 1))


@attack("keeps_what_was_signed")
def sign_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, reviewer=stage.reviewer, reviewed_at=timezone.now())


@attack("keeps_what_was_signed")
def rewrite_why_an_edition_was_closed(stage, _tmp):
    closed = stage.closed()
    return lambda: change(closed, closed_why=Why.DISCARDED, review_note="")


@attack("keeps_what_was_signed")
def backdate_a_publication(stage, _tmp):
    live = stage.live()
    return lambda: change(live, published_at=timezone.now() - datetime.timedelta(days=99))
