"""The house stands: arrows, production settings, guards before serving, the demonstration."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from editions import guards, review
from editions.models import Edition, Status
from people.models import User
from tests import arrows, production


def test_every_import_points_downwards():
    assert list(arrows.wrong_arrows()) == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("people/models.py", "from editions.models import Page"),
        ("markup/render.py", "import people.models"),
        ("editions/models/page.py", "from articles import models"),
        ("editions/models/page.py", "from editions.desk import edition"),
        ("articles/models.py", "from articles import views"),
        ("articles/views.py", "from tests import conftest"),
    ],
)
def test_an_upward_import_is_found(tmp_path, place, line):
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(line)
    assert len(list(arrows.wrong_arrows(tmp_path))) == 1


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "COUNTERSIGN_KEYS",
        "REPLY_KEYS",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "EMAIL_HOST",
        "EMAIL_FROM",
        "CONTACT_EMAIL",
    ],
)
def test_production_refuses_to_start_without_its_own(name):
    refused = production.run("manage.py", "check", **{name: None})
    assert refused.returncode != 0
    assert f"{name} is not set" in refused.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "COUNTERSIGN_KEYS", "REPLY_KEYS"])
@pytest.mark.parametrize("value", ["short", "development-only-" + "x" * 48])
def test_production_refuses_a_weak_secret(name, value):
    refused = production.run("manage.py", "check", **{name: value})
    assert refused.returncode != 0
    assert f"{name} needs at least 32 random characters" in refused.stderr


def test_production_starts_with_its_own_and_never_in_debug():
    code = "from django.conf import settings; from stage4site.wsgi import application; print(settings.DEBUG)"
    started = production.run("-c", code, DEBUG="1")
    assert (started.returncode, started.stdout.strip()) == (0, "False"), started.stderr


def test_production_refuses_the_demonstration():
    refused = production.run("manage.py", "load_demo")
    assert refused.returncode != 0
    assert "does not belong" in refused.stderr


@pytest.mark.django_db
def test_nothing_is_served_while_a_guard_is_missing(client, settings):
    settings.GUARDS_CHECKED_EVERY = 0
    assert client.get("/").status_code == 200
    guards.lift(names={"reviewed_by_another"})
    response = client.get("/")
    assert response.status_code == 503
    assert "112, 999 or 911" in response.content.decode()
    assert client.get("/admin/").status_code == 503
    call_command("migrate", verbosity=0)
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_the_guards_are_looked_at_only_now_and_then(client, settings, django_assert_num_queries):
    settings.GUARDS_CHECKED_EVERY = 3600
    client.get("/")
    guards.lift(names={"reviewed_by_another"})
    assert client.get("/").status_code == 200


# What the demonstration shows of the desk.
DEMONSTRATED = {
    ("how-stage-4-breast-cancer-is-treated", Status.PUBLISHED),
    ("hormone-therapy", Status.PUBLISHED),
    ("hormone-therapy", Status.IN_REVIEW),
    ("bone-pain", Status.PUBLISHED),
    ("bone-pain", Status.CLOSED),
    ("targeted-therapy", Status.APPROVED),
    ("old-scan-advice", Status.CLOSED),
    ("tiredness", Status.PUBLISHED),
    ("survey-of-treatments", Status.DRAFT),
}


@pytest.mark.django_db
def test_the_demonstration_goes_through_the_life_cycle_and_loads_once(capsys):
    call_command("load_demo", only=["articles"])
    said = capsys.readouterr().out
    for role in ("writer", "clinical reviewer", "moderator", "editor in chief"):
        assert role in said
    assert all(edition.specific.may_be_served() for edition in Edition.objects.live())
    states = {(edition.page.path.strip("/").split("/")[-1], edition.status) for edition in Edition.objects.all()}
    assert states >= DEMONSTRATED
    assert Edition.objects.live().get(page__addresses__path="/articles/tiredness/").review_due_on < timezone.localdate()
    assert all(account.is_demonstration for account in User.objects.all())
    assert all("Demonstration" in account.name for account in User.objects.all())
    call_command("verify")


TREATMENTS = """chemotherapy; tamoxifen; anastrozole; exemestane; letrozole; ovarian suppression; surgery removes them;
trastuzumab; HER2; radiotherapy from outside; from inside; removing the breast tumour; into an artery; X-ray; DSA;
cryosurgery; argon; helium; microwave ablation; pain can be treated; palliative care"""


@pytest.mark.django_db
def test_the_demonstration_names_every_treatment(client):
    call_command("load_demo", only=["articles"])
    page = client.get("/articles/how-stage-4-breast-cancer-is-treated/").content.decode().lower()
    missing = [name for name in TREATMENTS.replace("\n", " ").split("; ") if name.lower() not in page]
    assert missing == []
    assert "letrozol " not in page
    assert page.count('id="source-') >= 20


@pytest.mark.django_db
def test_a_second_load_keeps_what_was_edited():
    call_command("load_demo", only=["articles"])
    writer = User.objects.get(email="writer@demo.example")
    writer.name = "Renamed Demonstration Writer"
    writer.set_password("another long password")
    writer.save()
    live = Edition.objects.live()
    count, page = live.count(), live.first().page
    page.withdraw(by=User.objects.get(email="editor@demo.example"), reason="wrong")
    call_command("load_demo", only=["articles"])
    writer.refresh_from_db()
    assert writer.name == "Renamed Demonstration Writer"
    assert writer.check_password("another long password")
    assert Edition.objects.live().count() == count - 1


@pytest.mark.django_db
def test_the_next_edition_shows_what_a_reviewer_must_catch():
    call_command("load_demo", only=["articles"])
    edition = Edition.objects.in_review().get().specific
    changes = {(risk.removed, risk.added) for _label, risk in review.risks(edition.page.live_edition, edition)}
    assert ("4 mg", "40 mg") in changes
    assert any("not" in removed and not added for removed, added in changes)


@pytest.mark.django_db
def test_the_survey_is_a_draft_full_of_warnings():
    call_command("load_demo", only=["articles"])
    survey = Edition.objects.get(page__addresses__path="/articles/survey-of-treatments/").specific
    found = {finding.check for finding in survey.findings()}
    assert found >= {"misspelt", "absolute", "uncited", "battle", "drug", "percentage", "link-words"}
    assert any("letrozol" in finding.excerpt.lower() for finding in survey.findings() if finding.check == "misspelt")
    assert any(problem.field == "sources" for problem in survey.problems())


@pytest.mark.django_db
def test_flush_is_refused_by_the_guards(live):
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert Edition.objects.live().exists()
