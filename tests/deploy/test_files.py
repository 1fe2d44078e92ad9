"""The files in deploy/ agree with one another, and with the commands and variables that the site knows."""

import os
import re
import shutil
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.deploy.site import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_each_timer_starts_a_unit_that_runs_a_command_of_ours():
    timers = sorted(DEPLOY.glob("*.timer"))
    for timer in timers:
        unit = re.search(r"^Unit=(.+)$", timer.read_text(), re.MULTILINE)[1]
        command = re.search(r"stage4[@-](\w+)\.service", unit)[1]
        assert command in get_commands()
        assert (DEPLOY / unit).exists() or (DEPLOY / "stage4@.service").exists()
    assert len(timers) == 11


def test_systemd_finds_no_fault_with_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed (Debian's package systemd)")
    for unit in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]:
        text = re.sub("/srv/stage4/venv/bin/[a-z]+", "/bin/true", unit.read_text())
        (tmp_path / unit.name.replace("@.", "@verify.")).write_text(text.replace("/srv/stage4", "/"))
    shutil.copy(tmp_path / "stage4@verify.service", tmp_path / "stage4@.service")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "stage4" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_every_volume_and_service_that_compose_names_is_there():
    volumes, services = set(COMPOSE["volumes"]), set(COMPOSE["services"])
    for service in COMPOSE["services"].values():
        named = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert {one for one in named if not one.startswith(".")} <= volumes
        assert all((DEPLOY / one).exists() for one in named if one.startswith("."))
        assert set(service.get("depends_on", [])) <= services
    assert (ROOT / COMPOSE["services"]["migrate"]["build"]["dockerfile"]).exists()


def test_only_what_migrates_or_backs_up_connects_as_the_owner():
    owners = {name for name, service in COMPOSE["services"].items() if "owner.env" in service.get("env_file", [])}
    assert owners == {"migrate", "keeper"}


def test_no_file_holds_a_secret():
    for line in (DEPLOY / "stage4.env.example").read_text().splitlines():
        if re.match(r"(SECRET_KEY|COUNTERSIGN_KEYS|REPLY_KEYS|EMAIL_HOST_PASSWORD)", line):
            assert line.endswith("=")
    assert not [path for path in DEPLOY.iterdir() if path.suffix == ".env"]


def test_every_variable_of_the_site_is_documented():
    settings = (ROOT / "stage4site" / "settings.py").read_text(encoding="utf-8")
    known = set(re.findall(r"\b(?:env|env_list|env_flag|own)\(\s*\"([A-Z_]+)\"", settings)) - {"DEBUG"}
    manual = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert [name for name in sorted(known) if f"`{name}`" not in manual] == []
    example = (DEPLOY / "stage4.env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) <= known


def test_the_page_for_outages_needs_nothing_else():
    page = (DEPLOY / "unavailable.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=|url\(|https?:", page)
    assert "112, 999 or 911" in page
    assert "24-hour line" in page
