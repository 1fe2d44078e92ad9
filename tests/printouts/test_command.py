"""make_printouts makes what is missing or altered, removes what is over, and can be run at any time."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from editions import guards
from editions.models import Edition, Generation
from people.models import User
from printouts import files, pdf
from printouts.models import Printout
from tests import production
from tests.printouts.conftest import address, linked

pytestmark = pytest.mark.django_db


def run(*options):
    said = io.StringIO()
    call_command("make_printouts", *options, stdout=said, stderr=said)
    return said.getvalue()


def names():
    return sorted(file.name for file in Path(default_storage.path(files.FOLDER)).glob("*"))


def test_it_makes_what_is_missing_and_then_nothing(pango, publish, client):
    editions = [publish("one"), publish("two")]
    assert "made: 2 of 2: /articles/one/" in run()
    assert [client.get(address(edition)).status_code for edition in editions] == [200, 200]
    made = list(Printout.objects.order_by("pk").values())
    assert run() == ""
    assert list(Printout.objects.order_by("pk").values()) == made


def test_a_dry_run_only_says_what_it_would_do(kept, publish, editor):
    kept("over").page.withdraw(by=editor, reason="wrong")
    publish("missing")
    before = names()
    said = run("--dry-run")
    assert "would make: /articles/missing/" in said
    assert "would remove: 1 rows, 1 files" in said
    assert names() == before
    assert Printout.objects.count() == 1


def test_it_removes_what_is_of_no_live_edition(pango, kept, replace, editor):
    withdrawn, replaced, live = kept("withdrawn"), kept("replaced"), kept("live")
    withdrawn.page.withdraw(by=editor, reason="wrong")
    following = replace(replaced, "Mended.")
    files.write("0" * 64, b"%PDF of nothing that is known")
    run()
    assert names() == sorted(f"{edition.seal}.pdf" for edition in (following, live))
    assert {one.edition_id for one in Printout.objects.all()} == {following.pk, live.pk}


def test_it_leaves_what_is_being_written_and_removes_what_never_was_finished(kept):
    kept()
    for name, age in ((".new-now", 0), (".new-left", 2 * 60 * 60)):
        place = Path(default_storage.path(f"{files.FOLDER}/{name}"))
        place.write_bytes(b"%PDF")
        os.utime(place, (time.time() - age,) * 2)
    run()
    assert ".new-now" in names()
    assert ".new-left" not in names()


def put_another_file(edition):
    files.write(edition.seal, b"%PDF-1.7 with other words")


def lose_the_file(edition):
    files.remove(f"{edition.seal}.pdf")


def invent_a_signature(edition):
    Printout.objects.update(signature="00000000:" + "0" * 64)


def become_a_demonstration(edition):
    User.objects.filter(pk=edition.author_id).update(is_demonstration=True)


HARM = [put_another_file, lose_the_file, invent_a_signature, become_a_demonstration]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_it_makes_what_is_altered_anew_and_the_page_links_to_it(pango, kept, read, client, harm):
    edition = kept()
    harm(edition)
    assert client.get(address(edition)).status_code == 404
    read(edition.page.path)
    run()
    assert client.get(address(edition)).status_code == 200
    assert linked(read(edition.page.path)) == [address(edition)]


def test_again_makes_all_of_them_anew(pango, kept):
    edition = kept()
    run("--again")
    assert len(files.read(edition.seal)) > 5_000


def test_what_may_not_be_served_is_left_out_and_the_others_are_made(pango, publish):
    bad, good = publish("bad"), publish("good")
    guards.lift()
    Edition.objects.filter(pk=bad.pk).update(title="Another title")
    said = run()
    assert "left out, it may not be served: 2 of 2: /articles/bad/" in said
    assert Printout.objects.get().edition_id == good.pk


def test_what_cannot_be_written_fails_alone_and_the_end_says_so(pango, publish, client):
    bad, good = publish("bad"), publish("good")
    Path(default_storage.path(files.path_of(bad.seal))).mkdir(parents=True)  # a folder in the file's place
    with pytest.raises(CommandError, match="1 could not be made; the others are there") as failed:
        run()
    assert failed.value.returncode == 1
    assert client.get(address(good)).status_code == 200
    assert client.get(address(bad)).status_code == 404


def test_nothing_that_readers_see_changes_when_there_is_nothing_to_do(kept):
    kept()
    before = Generation.objects.now()
    run()
    assert Generation.objects.now() == before


def test_without_the_libraries_it_says_what_to_install_and_removes_all_the_same(without_pango, kept, publish, editor):
    kept("over").page.withdraw(by=editor, reason="wrong")
    publish("missing")
    with pytest.raises(CommandError, match="On Debian, install them with: apt-get install") as failed:
        run()
    assert failed.value.returncode == 1
    assert names() == []


def test_without_the_libraries_and_with_nothing_to_make_it_is_content(without_pango, kept):
    kept()
    assert run() == ""


def test_a_real_site_is_told_that_the_libraries_are_missing(tmp_path):
    """``check --deploy`` in a process that cannot load them."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nclass NoPango:\n    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'weasyprint':\n            raise OSError('cannot load library')\n"
        "sys.meta_path.insert(0, NoPango())\n"
    )
    arguments = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = production.run(*arguments, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert f"(printouts.W001) {pdf.Unavailable()}" in done.stderr
    assert "printouts.W001" not in production.run("manage.py", "check", PYTHONPATH=str(tmp_path)).stderr


def test_a_site_that_has_them_is_told_nothing(pango):
    assert "printouts.W001" not in production.run("manage.py", "check", "--deploy").stderr


def test_beside_a_server_it_stops_once_that_has_ended(pango, publish, monkeypatch):
    """``make run`` starts it in the background, in the name of the process that becomes the server."""
    for slug in ("one", "two", "three"):
        publish(slug)
    parents = iter([7, 7, 1, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    assert run("--beside") == ""
    assert Printout.objects.count() == 1


def test_beside_a_server_it_says_little(pango, publish):
    publish("one")
    assert run("--beside") == "PDFs made: 1\n"
