"""In production a publication puts a job into the database, and a worker makes the PDF."""

import signal

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from printouts import files
from printouts.models import Printout
from tests import production

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(settings):
    """Does what waits in the queue, as ``manage.py db_worker`` does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    caught = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield lambda: call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
    for number, handler in caught.items():
        signal.signal(number, handler)


def test_the_worker_makes_what_was_published(pango, work, publish):
    edition = publish()
    assert DBTaskResult.objects.get().args_kwargs == {"args": [edition.pk], "kwargs": {}}
    assert not Printout.objects.exists()
    work()
    assert Printout.objects.get().edition_id == edition.pk
    assert files.exists(edition.seal)


def test_what_was_withdrawn_meanwhile_is_not_made(pango, work, publish, editor):
    publish().page.withdraw(by=editor, reason="wrong")
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not Printout.objects.exists()


@pytest.mark.parametrize("path", ["os.system", "pathlib.Path", "printouts.files.remove", "printouts.making.keep"])
def test_whoever_writes_into_the_queue_can_have_nothing_else_run(work, publish, path, tmp_path):
    publish()
    target = tmp_path / "made"
    DBTaskResult.objects.update(task_path=path, args_kwargs={"args": [f"touch {target}"], "kwargs": {}})
    work()
    assert DBTaskResult.objects.get().status == "FAILED"
    assert not target.exists()


def test_a_production_site_has_its_jobs_in_the_database():
    code = "from django.conf import settings; print(settings.TASKS['default']['BACKEND'])"
    setup = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'stage4site.settings'"
    assert production.run("-c", f"{setup}; {code}").stdout == "django_tasks_db.DatabaseBackend\n"


def test_what_makes_pdfs_does_not_fill_the_log_with_its_steps(pango):
    code = "import django; django.setup(); from printouts import pdf; pdf.write('<html lang=en><title>A</title>', '')"
    setup = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'stage4site.settings'"
    done = production.run("-c", f"{setup}; {code}")
    assert (done.returncode, done.stderr) == (0, "")
