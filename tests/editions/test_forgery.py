"""What a person with the database alone can do: with every guard lifted, still not one forged word is served."""

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from editions import guards, reading
from editions.models import Edition, Status
from editions.views import listed, only_signed
from people import signatures
from people.refused import Refused
from tests.editions.conftest import change

pytestmark = pytest.mark.django_db

FORGED = "Forged word"


@pytest.fixture
def no_guards(db):
    guards.lift()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    guards.install()


def is_held_back(client, edition):
    response = client.get(edition.page.path)
    assert response.status_code == 503
    assert edition.title not in response.content.decode()
    assert FORGED not in response.content.decode()
    return True


FORGERIES = {
    "another reviewer": lambda stage: {"reviewer": stage.other_writer},
    "another reviewer's name": lambda stage: {"reviewer_name": FORGED},
    "other credentials": lambda stage: {"reviewer_letters": FORGED},
    "another role": lambda stage: {"reviewer_role": FORGED},
    "another organisation": lambda stage: {"reviewer_organisation": FORGED},
    "another time of review": lambda stage: {"reviewed_at": timezone.now()},
    "a later next review": lambda stage: {"review_due_on": "2099-01-01"},
    "another author's name": lambda stage: {"author_name": FORGED},
    "another title": lambda stage: {"title": FORGED},
    "another summary": lambda stage: {"summary": FORGED},
    "other html": lambda stage: {"html": f"<p>{FORGED}</p>"},
    "another change note": lambda stage: {"change_note": FORGED},
    "no countersignature": lambda stage: {"countersign": " "},
    "an invented countersignature": lambda stage: {"countersign": signatures.sha256("?")[:64]},
    "html with a seal that fits": lambda stage: "reseal",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_row_is_not_served(forgery, stage, client, no_guards):
    live = stage.live()
    columns = forgery(stage)
    if columns == "reseal":
        live.html = f"<p>{FORGED}</p>"
        columns = {"html": live.html, "seal": live.computed_seal()}
    change(live, **columns)
    assert is_held_back(client, live)
    with pytest.raises(CommandError):
        call_command("verify")


def test_words_of_the_kind_that_were_changed_are_not_served(stage, client, no_guards):
    live = stage.live()
    stage.kind.edition_model.objects.filter(pk=live.pk).update(**{stage.kind.field: FORGED})
    assert is_held_back(client, live)


def test_a_signature_copied_from_another_edition_is_not_served(stage, client, no_guards):
    live, other = stage.live(), stage.submitted()
    columns = [
        one.name for one in Edition._meta.local_fields if one.name.startswith(("review", "credentials", "counter"))
    ]
    copied = Edition.objects.values(*columns, "publish_at", "published_at").get(pk=live.pk)
    change(other, status=Status.PUBLISHED, **copied)
    assert is_held_back(client, other)


def test_an_earlier_approval_does_not_serve_for_later_words(stage, client, no_guards):
    """The whole words and seal of an old, approved edition in the row of a new one: the number is signed."""
    live = stage.live()
    following = stage.next_submitted(live)
    change(live, status=Status.SUPERSEDED, superseded_at=timezone.now())
    live = stage.kind.get(live)
    columns = {one.attname: getattr(live, one.attname) for one in Edition._meta.local_fields}
    for name in ("id", "number", "status", "superseded_at", "saved", "based_on_id", "created_at", "saved_at"):
        columns.pop(name)
    change(following, status=Status.PUBLISHED, **columns)
    assert is_held_back(client, following)


def test_a_countersignature_by_a_key_of_ones_own_is_not_served(stage, client, no_guards, settings):
    live = stage.live()
    keys = settings.COUNTERSIGN_KEYS
    settings.COUNTERSIGN_KEYS = ["a key of the forger's own, long enough"]
    live.reviewer = stage.other_writer
    forged = signatures.sign(live.countersigned_text())
    settings.COUNTERSIGN_KEYS = keys
    change(live, reviewer=stage.other_writer, countersign=forged)
    assert is_held_back(client, live)


def test_a_list_leaves_forged_titles_out(stage, no_guards):
    kept, forged = stage.live(), stage.live()
    change(forged, title=FORGED)
    assert [edition.pk for edition in only_signed(listed(stage.kind.edition_model.kind))] == [kept.pk]


def test_an_older_key_stays_valid_for_reading(stage, client, settings):
    live = stage.live()
    settings.COUNTERSIGN_KEYS = ["a new key, thirty-two characters long", *settings.COUNTERSIGN_KEYS]
    assert client.get(live.page.path).status_code == 200
    settings.COUNTERSIGN_KEYS = settings.COUNTERSIGN_KEYS[:1]
    reading.forget()  # as a process that begins with these keys
    assert is_held_back(client, live)


def test_a_tampered_edition_is_not_published_and_does_not_hold_up_the_others(stage, capsys, no_guards):
    bad, good = stage.scheduled(), stage.scheduled()
    past = timezone.now()
    change(bad, title=FORGED, publish_at=past)
    good_at = good.publish_at
    with time_machine.travel(good_at + (good_at - past)), pytest.raises(CommandError) as failure:
        call_command("publish_due")
    assert failure.value.returncode == 1
    assert stage.kind.get(good).status == Status.PUBLISHED
    assert stage.kind.get(bad).status == Status.APPROVED
    assert str(bad.page) in capsys.readouterr().err


def test_the_allow_list_of_today_runs_over_old_html(stage):
    live = stage.live()
    live.html += "<script>alert(1)</script><p onclick='x'>x</p>"
    assert "<script" not in live.served_html
    assert "onclick" not in live.served_html


def test_a_forged_reason_of_a_withdrawal_is_not_printed(stage, client, no_guards):
    withdrawal = stage.withdrawal()
    type(withdrawal).objects.filter(pk=withdrawal.pk).update(reason=FORGED)
    response = client.get(withdrawal.page.path)
    assert response.status_code == 410
    assert FORGED not in response.content.decode()


def test_a_forged_title_of_a_successor_is_not_printed(stage, client, no_guards):
    wrong, successor = stage.live(), stage.live()
    wrong.page.withdraw(by=stage.editor, reason="replaced", successor=successor.page)
    assert successor.title in client.get(wrong.page.path).content.decode()
    change(successor, title=FORGED)
    response = client.get(wrong.page.path)
    assert response.status_code == 410
    assert FORGED not in response.content.decode()


def test_a_file_that_is_not_what_its_name_promises_is_not_served(stage, client):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from markup import uploads

    name = "c" * 64 + ".webp"
    default_storage.save(uploads.path_of(name), ContentFile(b"another picture"))
    client.force_login(stage.writer)
    assert client.get(f"/media/{name}").status_code == 404


def test_words_in_the_name_of_another_author_are_not_approved(stage, no_guards):
    """A reviewer who can write the database puts own words into a draft of somebody innocent."""
    draft = stage.draft()
    draft.submitted_at, draft.author_name, draft.html = timezone.now(), draft.author.name, draft.render()
    draft.renderer, draft.submission = "1", "invented"
    columns = {name: getattr(draft, name) for name in ("submitted_at", "author_name", "html", "renderer", "submission")}
    change(draft, status=Status.IN_REVIEW, seal=draft.computed_seal(), **columns)
    draft = stage.kind.get(draft)
    assert draft.is_sealed()
    with pytest.raises(Refused) as refusal:
        draft.approve(by=stage.reviewer, seal=draft.seal)
    assert refusal.value.code == "rendering"
    with pytest.raises(CommandError):
        call_command("verify")


def test_an_invented_approval_hides_no_earlier_author(stage, no_guards):
    live = stage.live()
    draft = stage.next_submitted(live, by=stage.other_writer)
    assert draft.fresh_authors() == {stage.other_writer.pk}
    change(live, countersign="invented")
    assert draft.fresh_authors() == {stage.writer.pk, stage.other_writer.pk}


def test_what_ended_is_not_served_when_it_is_made_live_again(stage, client, no_guards):
    withdrawal = stage.withdrawal()
    edition = withdrawal.page.editions.get()
    change(edition, status=Status.PUBLISHED)
    assert client.get(withdrawal.page.path).status_code == 503
    with pytest.raises(CommandError):
        call_command("verify")
