import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from editions import guards
from editions.models import Address, Edition, Notice, Page, Status
from markup import uploads
from tests.editions.conftest import change, sql

pytestmark = pytest.mark.django_db


def wrong(capsys):
    """What ``verify`` says is wrong."""
    capsys.readouterr()
    with pytest.raises(CommandError) as failure:
        call_command("verify")
    assert failure.value.returncode == 1
    return capsys.readouterr().out


# verify -----------------------------------------------------------------------------------------


def test_verify_is_content_with_every_state(stage, capsys):
    for make in (stage.draft, stage.submitted, stage.scheduled, stage.live, stage.superseded, stage.closed):
        make()
    stage.withdrawal()
    call_command("verify")
    assert "All is well" in capsys.readouterr().out


def test_verify_names_a_missing_guard(capsys):
    guards.lift(names={"keeps_words"})
    assert "guard keeps_words is missing from editions_edition" in wrong(capsys)


def test_verify_names_an_altered_guard(capsys):
    name = "guard_editions_edition__keeps_words"
    guards.lift(names={"keeps_words"})
    if guards.engine_of(guards.connections["default"]).__class__.__name__ == "SQLite":
        sql(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON editions_edition WHEN 1 = 0 BEGIN SELECT 1; END')
    else:
        sql(f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$')
        sql(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON editions_edition FOR EACH ROW EXECUTE FUNCTION "{name}"()')
    assert "guard keeps_words of editions_edition is altered or switched off" in wrong(capsys)


def test_verify_names_broken_seals_and_countersignatures(stage, capsys):
    sealed, signed = stage.submitted(), stage.live()
    guards.lift()
    change(sealed, title="Other")
    change(signed, reviewer_name="Other")
    guards.install()
    said = wrong(capsys)
    assert f"id {sealed.pk}): its words are not those that were sealed" in said
    assert f"id {signed.pk}): the countersignature of its reviewer does not hold" in said


def test_verify_names_kinds_that_do_not_fit(stage, capsys):
    wordless, live = stage.wordless(), stage.live()
    guards.lift()
    Page.objects.filter(pk=live.page_id).update(kind="pamphlet")
    guards.install()
    said = wrong(capsys)
    assert f"id {wordless.pk}): it has no words as {stage.kind.edition_model.kind}" in said
    assert "“pamphlet”" in said


def test_verify_names_addresses_that_do_not_fit(stage, capsys):
    nowhere, elsewhere = stage.live(), stage.live()
    Address.objects.filter(page=nowhere.page).delete()
    Address.objects.filter(page=elsewhere.page).update(path="/elsewhere/page/")
    said = wrong(capsys)
    assert f"page {nowhere.page_id} is live, but has no present address" in said
    assert f"page {elsewhere.page_id} is live at /elsewhere/page/" in said


def test_verify_names_missing_and_changed_files(stage, capsys):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    if stage.kind.edition_model.kind != "article":
        pytest.skip("this kind shows no pictures")
    gone, changed = ("a" * 64 + ".webp", "b" * 64 + ".webp")
    default_storage.save(uploads.path_of(changed), ContentFile(b"something else"))
    draft = stage.draft(body=f"![x](/media/{gone}) ![y](/media/{changed}) [@who-pain]")
    draft.submit(by=stage.writer, saved=0)
    assert stage.kind.get(draft).files == f"{gone}\n{changed}"
    said = wrong(capsys)
    assert f"the file {gone}, which a sealed edition shows, is missing" in said
    assert f"the file {changed} is not the one that its name" in said


# publish_due ------------------------------------------------------------------------------------


def test_publish_due_catches_up_with_what_was_missed(stage, capsys):
    late, later = stage.scheduled(), stage.scheduled()
    call_command("publish_due")
    assert not Edition.objects.live().exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=9)):
        call_command("publish_due", dry_run=True)
        assert capsys.readouterr().out.count("would go live") == 2
        assert not Edition.objects.live().exists()
        call_command("publish_due")
        call_command("publish_due")
    assert {stage.kind.get(one).status for one in (late, later)} == {Status.PUBLISHED}


def test_an_approved_edition_without_a_time_is_never_published(stage):
    scheduled = stage.scheduled()
    guards.lift()
    change(scheduled, publish_at=None)
    guards.install()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=9)):
        call_command("publish_due")
    assert stage.kind.get(scheduled).status == Status.APPROVED


# send_notices -----------------------------------------------------------------------------------


def test_notices_are_sent_once_without_a_word_of_the_edition(stage, settings):
    live = stage.live()
    waiting = Notice.objects.count()
    call_command("send_notices", dry_run=True)
    assert mail.outbox == []
    call_command("send_notices")
    call_command("send_notices")
    assert len(mail.outbox) == waiting == 3
    for message in mail.outbox:
        assert live.title not in message.subject + message.body
        assert live.summary not in message.body
        assert f"{settings.SITE_URL}/admin/editions/edition/{live.pk}/" in message.body
        assert message.content_subtype == "plain"
        assert message.alternatives == []


def test_a_mail_failure_undoes_nothing_and_is_tried_again(stage, settings):
    submitted = stage.submitted()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError):
        call_command("send_notices")
    assert stage.kind.get(submitted).status == Status.IN_REVIEW
    (notice,) = Notice.objects.all()
    assert (notice.failures, notice.sent_at) == (1, None)
    assert "ConnectionRefusedError" in notice.error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_notices")
    assert mail.outbox == []
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        call_command("send_notices")
    assert len(mail.outbox) == 1


def test_a_refused_transition_leaves_no_notice(stage, client):
    from people.refused import Refused

    draft = stage.draft()
    with pytest.raises(Refused):
        draft.submit(by=stage.other_writer, saved=0)
    assert not Notice.objects.exists()
