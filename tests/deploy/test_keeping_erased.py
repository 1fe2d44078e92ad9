"""What was erased since a backup, and what nobody agrees to any longer, does not come back with a restore."""

import json

import pytest

pytestmark = pytest.mark.django_db

STATES = """
import django; django.setup()
import json
from editions.models import Edition
from questions.models import ReplyAddress, Submission
print(json.dumps({
    "states": list(Submission.objects.order_by("pk").values_list("state", flat=True)),
    "originals": [bool(text) for text in Submission.objects.order_by("pk").values_list("original", flat=True)],
    "agreed": sorted(Submission.objects.order_by("pk").first().agreed()),
    "addresses": ReplyAddress.objects.count(),
    "live": Edition.objects.live().filter(page__kind="answer").count(),
    "erased": Edition.objects.exclude(erased_at=None).count(),
}))
"""


FORGETS = """
import django; django.setup()
from editions import guards
from questions.models import Erasure
guards.lift()
Erasure.objects.all().delete()
guards.install()
"""


@pytest.fixture
def asked(site):
    """A site with two questions, of which a backup was made; the path of that."""
    site.content("question")
    site.manage("backup", "--output", site.folder / "one.tar")
    return site.folder / "one.tar"


def state(site):
    return json.loads(site.run("-c", STATES).stdout.splitlines()[-1])


def restored(site, backup):
    done = site.manage("restore", backup, "--yes", good=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_everything_that_was_erased_is_erased_again(site, asked):
    site.content("forget", "erase")
    before = state(site)
    assert "erased again: Question" in restored(site, asked)
    assert state(site) == before
    assert before == {"states": ["erased", "received"], "originals": [False, True], "agreed": ["private", "publish"],
                      "addresses": 0, "live": 0, "erased": 1}  # fmt: skip


def test_parts_that_were_erased_are_erased_again(site, asked):
    site.content("forget", "erase_original")
    site.content("forget", "erase_address")
    before = state(site)
    assert restored(site, asked).count("erased again: Question") == 2
    assert state(site) == before
    assert (before["originals"], before["addresses"], before["live"]) == ([False, True], 0, 1)


def test_a_consent_that_ended_has_ended_again_and_its_page_is_down(site, asked):
    site.content("forget", "withdraw")
    assert "agreed to no longer: Question" in restored(site, asked)
    found = state(site)
    assert (found["agreed"], found["live"], found["states"][0]) == (["private"], 0, "answered")


def test_an_erasure_outlives_a_database_that_is_lost(site, asked):
    """The file beside the database knows it, though no present database says so."""
    site.content("forget", "erase")
    noted = site.folder / "backups" / "erasures.jsonl"
    assert noted.read_text().count('"all"') == 1
    site.run("-c", FORGETS)
    assert "erased again: Question" in restored(site, asked)
    assert state(site)["states"][0] == "erased"


def test_a_consent_that_ended_outlives_a_database_that_is_lost(site, asked):
    site.content("forget", "withdraw")
    assert (site.folder / "backups" / "consents.jsonl").read_text().count('"withdrawn"') == 1
    site.run("-c", FORGETS.replace("Erasure", "Consent"))
    assert "agreed to no longer: Question" in restored(site, asked)
    found = state(site)
    assert (found["agreed"], found["live"]) == (["private"], 0)


def test_a_second_restore_does_nothing_again(site, asked):
    site.content("forget", "erase")
    restored(site, asked)
    assert "erased again: Question" in restored(site, asked)  # the backup is still the old one
    site.manage("backup", "--output", site.folder / "two.tar")
    assert "erased again: " not in restored(site, site.folder / "two.tar")
