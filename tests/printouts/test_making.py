"""A page that went live gets a PDF, made by a job once its publication is committed, and a link once it is there."""

import datetime
import logging

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import default_task_backend

from editions import following, guards, reading
from editions.models import Edition
from people.models import User
from printouts import files, making, pdf
from printouts.jobs import make_printout
from printouts.models import Printout
from tests.conftest import KINDS
from tests.printouts.conftest import address, linked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "leaflet"])
def test_a_page_of_each_kind_has_a_pdf_after_its_publication(pango, at_once, publish, read, client, kind):
    with at_once():
        edition = publish("a-page", kind)
    assert linked(read(edition.page.path)) == [address(edition)]
    answer = client.get(address(edition))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")


def test_nothing_is_made_before_the_publication_is_committed(pango, at_once, publish):
    with at_once() as waiting:
        publish()
        assert not Printout.objects.exists()
    assert len(waiting) == 1
    assert Printout.objects.count() == 1


def test_nothing_is_made_of_a_publication_that_is_rolled_back(pango, at_once, publish):
    with at_once() as waiting, transaction.atomic():
        publish()
        transaction.set_rollback(True)
    assert not waiting


def test_a_scheduled_page_gets_its_pdf_when_its_time_comes(pango, at_once, writer, reviewer):
    draft = KINDS["article"].begin(writer)
    draft.submit(by=writer, saved=0)
    at = timezone.now() + datetime.timedelta(days=1)
    with at_once():
        draft.approve(by=reviewer, seal=draft.seal, publish_at=at)
    assert not Printout.objects.exists()
    with at_once():
        draft.publish_if_due(now=at)
    assert Printout.objects.get().edition_id == draft.pk


def test_no_link_stands_on_a_page_without_a_pdf(publish, read):
    assert linked(read(publish().page.path)) == []


def test_the_link_is_there_in_the_next_request(read, publish):
    page = publish("another").page
    assert linked(read(page.path)) == []
    edition = page.live_edition
    making.keep(edition, b"%PDF-1.7")
    assert linked(read(page.path)) == [address(edition)]


def test_no_link_leads_to_a_file_that_is_missing(kept, read):
    edition = kept()
    files.remove(f"{edition.seal}.pdf")
    assert linked(read(edition.page.path)) == []


def test_the_link_costs_no_query(kept, publish, client):
    needed = []
    for edition in (publish("without"), kept("with-one")):
        reading.forget()
        with CaptureQueriesContext(connection) as captured:
            client.get(edition.page.path)
        needed.append(len(captured))
    assert needed[0] == needed[1]


def test_a_demonstration_whose_pdf_does_not_say_so_is_neither_linked_nor_served(kept, read, client):
    edition = kept()
    assert client.get(address(edition)).status_code == 200
    User.objects.filter(pk=edition.reviewer_id).update(is_demonstration=True)
    assert linked(read(edition.page.path)) == []
    assert client.get(address(edition)).status_code == 404


# The job ----------------------------------------------------------------------------------------


def test_a_job_that_cannot_be_queued_stops_no_publication(at_once, settings, publish, caplog):
    with at_once():
        settings.TASKS = {"default": {"BACKEND": "not.there"}}
        edition = publish()
    assert Edition.objects.live().filter(pk=edition.pk).exists()
    assert "is live; what follows from it was not done" in caplog.text


def test_the_queue_is_told_a_number_and_nothing_else(publish, django_capture_on_commit_callbacks):
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        edition = publish()
    queued = default_task_backend.results
    assert [(one.task.func, one.args, one.kwargs) for one in queued] == [(make_printout.func, [edition.pk], {})]


def test_no_job_makes_a_pdf_of_what_is_not_live(pango, publish, replace, draft, editor):
    first = publish("first")
    second = replace(first, "Mended.")
    second.page.withdraw(by=editor, reason="wrong")
    for pk in (draft.pk, first.pk, second.pk, 10**9):
        make_printout.func(pk)
    assert not Printout.objects.exists()


def test_no_job_makes_a_pdf_of_words_that_nobody_approved(pango, publish):
    edition = publish()
    guards.lift()
    Edition.objects.filter(pk=edition.pk).update(title="Another title")
    make_printout.func(edition.pk)
    assert not Printout.objects.exists()


def test_without_the_libraries_a_publication_goes_on_and_the_log_says_what_to_install(
    without_pango, at_once, publish, caplog, read
):
    with caplog.at_level(logging.ERROR, "printouts"), at_once():
        edition = publish()
    assert [record.message for record in caplog.records if record.name.startswith("printouts")] == [
        "No PDF can be made: WeasyPrint does not find Pango and HarfBuzz. "
        f"On Debian, install them with: apt-get install {pdf.PACKAGES}"
    ]
    assert linked(read(edition.page.path)) == []


def test_who_publishes_by_the_hundred_may_put_it_off(at_once, publish):
    with at_once() as waiting, following.resting():
        publish()
    assert not waiting
