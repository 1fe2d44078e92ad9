"""The arrows between the states."""

import datetime

from django.utils import timezone

from editions.models import Status, Withdrawal
from tests.editions.attacks.registry import attack
from tests.editions.conftest import change, sql


@attack("moves_forward")
def reopen_a_closed_edition(stage, _tmp):
    closed = stage.closed()
    return lambda: change(closed, status=Status.DRAFT)


@attack("moves_forward")
def make_a_live_edition_a_draft_again(stage, _tmp):
    live = stage.live()
    return lambda: sql("UPDATE editions_edition SET status = 'draft' WHERE id = %s", live.pk)


@attack("moves_forward", "displaces_nothing", checks=["one_live_edition_for_each_page"])
def bring_a_superseded_edition_back(stage, _tmp):
    superseded = stage.superseded()
    return lambda: change(superseded, status=Status.PUBLISHED)


@attack("moves_forward", "signed_when_approved", "keeps_what_was_signed", checks=["a_countersignature_once_approved"])
def publish_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.PUBLISHED, published_at=timezone.now())


@attack("moves_forward", "keeps_what_was_signed")
def approve_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, **{**stage.submission(), **stage.approval()})


@attack(
    "moves_forward", checks=["a_known_status", "a_countersignature_once_approved", "one_open_edition_for_each_page"]
)
def invent_a_status(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status="excellent")


@attack("has_its_words")
def submit_an_edition_that_has_no_words(stage, _tmp):
    wordless = stage.wordless()
    return lambda: change(wordless, **stage.submission())


@attack("sealed_when_submitted", checks=["a_seal_once_submitted"])
def submit_without_a_seal(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, status=Status.IN_REVIEW)


@attack("signed_when_approved", checks=["a_countersignature_once_approved"])
def approve_without_a_reviewer(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.APPROVED)


@attack("signed_when_approved", checks=["a_countersignature_once_approved"])
def approve_without_a_countersignature(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(countersign=""))


@attack("signed_when_approved", checks=["credentials_confirmed_by_a_third_person"])
def approve_with_credentials_that_the_reviewer_confirmed(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(credentials_confirmed_by=stage.reviewer))


@attack("reviewed_by_another", checks=["a_reviewer_who_is_not_the_author"])
def approve_ones_own_words(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(reviewer=stage.writer))


@attack("reviewed_by_another")
def approve_words_that_one_wrote_an_edition_ago(stage, _tmp):
    closed = stage.closed()
    following = stage.next_submitted(closed, by=stage.other_writer)
    return lambda: change(following, **stage.approval(reviewer=stage.writer))


@attack("reviewed_by_another")
def approve_with_credentials_confirmed_by_an_earlier_author(stage, _tmp):
    closed = stage.closed()
    following = stage.next_submitted(closed, by=stage.other_writer)
    return lambda: change(following, **stage.approval(credentials_confirmed_by=stage.writer))


@attack("reviewed_by_another", "signed_when_approved", checks=["credentials_confirmed_by_a_third_person"])
def approve_with_credentials_confirmed_by_the_author(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(credentials_confirmed_by=stage.writer))


@attack("credentials_in_date", checks=["credentials_valid_when_approving"])
def approve_with_credentials_that_have_ended(stage, _tmp):
    submitted = stage.submitted()
    ended = (timezone.now() - datetime.timedelta(days=1)).date()
    return lambda: change(submitted, **stage.approval(credentials_until=ended))


@attack("dated_when_published", checks=["a_date_once_published"])
def publish_without_a_date(stage, _tmp):
    scheduled = stage.scheduled()
    return lambda: change(scheduled, status=Status.PUBLISHED)


@attack("dated_when_superseded", checks=["a_date_once_superseded"])
def supersede_without_a_date(stage, _tmp):
    live = stage.live()
    return lambda: change(live, status=Status.SUPERSEDED)


@attack("explained_when_closed", checks=["a_reason_once_closed"])
def close_without_a_reason(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.CLOSED)


@attack("stays_withdrawn")
def publish_what_was_scheduled_before_a_withdrawal(stage, _tmp):
    scheduled = stage.scheduled()
    Withdrawal.objects.create(page_id=scheduled.page_id, withdrawn_by=stage.editor, reason="wrong")
    return lambda: change(scheduled, status=Status.PUBLISHED, published_at=timezone.now())


@attack("stays_withdrawn")
def approve_what_was_submitted_before_a_withdrawal(stage, _tmp):
    submitted = stage.submitted()
    Withdrawal.objects.create(page_id=submitted.page_id, withdrawn_by=stage.editor, reason="wrong")
    return lambda: change(submitted, **stage.approval())


@attack("displaces_nothing", checks=["one_live_edition_for_each_page"], only="sqlite")
def publish_by_replacing_the_live_edition(stage, _tmp):
    following = stage.next_submitted(stage.live())
    following.approve(by=stage.reviewer, seal=following.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    return lambda: sql(
        "UPDATE OR REPLACE editions_edition SET status = 'published', published_at = %s WHERE id = %s",
        timezone.now(),
        following.pk,
    )
