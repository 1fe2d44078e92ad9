"""nginx itself, with the configuration that we ship, before the site itself: what it keeps, and what it never shows."""

import gzip
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.deploy.site import Nginx, Site, program

if program() is None and not os.environ.get("CI"):
    pytest.skip("nginx is not installed (Debian's package nginx)", allow_module_level=True)

PAIN, TIRED, LIST = "/articles/bone-pain/", "/articles/tiredness/", "/articles/"
UNAVAILABLE = b"We cannot show this page now"


@pytest.fixture(scope="module")
def made():
    """A folder with a migrated site and its content; copied for each test that changes it."""
    folder = Path(tempfile.mkdtemp(prefix="s4-"))  # short: the path of a socket has 107 characters at most
    site = Site(folder / "0", f"sqlite:///{folder}/0/site.sqlite3")
    site.folder.mkdir()
    collecting = site.begin("collectstatic", "--no-input", "--verbosity", "0")
    site.manage("migrate", "--verbosity", "0")
    site.content("make")
    assert collecting.wait() == 0
    yield site.folder
    shutil.rmtree(folder)


@pytest.fixture
def site(made):
    folder = Path(tempfile.mkdtemp(dir=made.parent))
    shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("var"))
    (folder / "var").symlink_to(made / "var")
    site = Site(folder, f"sqlite:///{folder}/site.sqlite3")
    site.serve()
    yield site
    site.kill()


@pytest.fixture
def nginx(site):
    nginx = Nginx(site)
    nginx.start()
    yield nginx
    nginx.stop()


def test_a_page_is_kept_and_asked_for_again_at_each_request(nginx):
    assert nginx.kept(PAIN)[:2] == (200, "MISS")
    assert nginx.kept(PAIN)[:2] == (200, "REVALIDATED")
    assert nginx.kept(PAIN, Accept_Encoding="gzip")[:2] == (200, "REVALIDATED")
    _status, headers, _body = nginx.get(PAIN)
    assert headers["Cache-Control"] == "no-cache"
    assert nginx.kept(PAIN, If_None_Match=headers["ETag"])[:2] == (304, "REVALIDATED")
    assert "Set-Cookie" not in headers
    assert "X-Accel-Expires" not in headers
    assert re.fullmatch("nginx", headers["Server"])


def test_a_withdrawal_is_seen_by_the_first_request_after_it(site, nginx):
    assert [nginx.kept(path)[0] for path in (PAIN, LIST, "/", PAIN, LIST, "/")] == [200] * 6
    site.content("withdraw", PAIN)
    status, how, body = nginx.kept(PAIN)
    assert (status, how) == (410, "MISS")
    assert b"mistake" in body
    assert b"Bone pain" not in nginx.get(LIST)[2] + nginx.get("/")[2]


def test_while_the_site_is_down_kept_pages_are_shown_and_others_are_excused(site, nginx):
    page = nginx.kept(PAIN)[2]
    site.kill()
    assert nginx.kept(PAIN) == (200, "STALE", page)
    status, headers, body = nginx.get(TIRED)
    assert status == 503
    assert UNAVAILABLE in body
    assert b"112, 999 or 911" in body
    assert b"24-hour line" in body
    assert (headers["Cache-Control"], headers["Retry-After"]) == ("no-store", "60")
    site.serve()
    assert nginx.kept(PAIN)[:2] == (200, "REVALIDATED")
    assert nginx.get(TIRED)[0] == 200


@pytest.mark.parametrize("first", ["the withdrawal", "the crash"])
def test_a_withdrawn_page_is_never_shown_while_the_site_is_down(site, nginx, first):
    """nginx saw nothing of the withdrawal; lists that named the page go with it."""
    for path in (PAIN, LIST, "/"):
        assert nginx.kept(path)[0] == 200
    steps = [lambda: site.content("withdraw", PAIN), site.kill]
    for step in steps if first == "the withdrawal" else reversed(steps):
        step()
    for path in (PAIN, LIST, "/"):
        status, _headers, body = nginx.get(path)
        assert (status, UNAVAILABLE in body, b"Bone pain" in body) == (503, True, False)


def test_what_is_asked_for_while_a_page_is_being_withdrawn_is_not_kept(site, nginx):
    link = site.folder / "front" / "current"
    (link.parent / "closed-0123").mkdir()
    link.unlink()
    link.symlink_to("closed-0123")
    assert [nginx.kept(PAIN)[:2] for _ in range(2)] == [(200, "BYPASS")] * 2
    site.kill()
    assert nginx.get(PAIN)[0] == 503


def test_without_the_link_pages_are_served_and_not_kept(site, nginx):
    (site.folder / "front" / "current").unlink()
    assert [nginx.kept(PAIN)[:2] for _ in range(2)] == [(200, "BYPASS")] * 2


def test_what_the_site_refuses_on_purpose_is_not_papered_over(site, nginx):
    assert [nginx.kept(PAIN)[0] for _ in range(2)] == [200, 200]
    site.manage("shell", "-c", "from editions import guards; guards.lift(names={'reviewed_by_another'})")
    status, headers, body = nginx.get(PAIN)
    assert status == 503
    assert b"We show nothing for a moment" in body
    assert headers["Cache-Control"] == "no-store"
    assert (nginx.get("/readyz")[0], nginx.get("/healthz")[0]) == (503, 200)
    site.manage("migrate", "--verbosity", "0")
    assert nginx.get(PAIN)[0] == 200


def test_the_desk_questions_and_signed_in_people_are_not_kept(nginx):
    for path in ("/admin/login/", "/accounts/login/", "/admin/"):
        assert [nginx.kept(path)[1] for _ in range(2)] == ["-", "-"]
    assert nginx.kept("/articles/?page=1")[1] == nginx.kept("/articles/?page=1")[1] == "BYPASS"
    nginx.get(PAIN)
    assert nginx.kept(PAIN, Cookie="sessionid=abc")[:2] == (200, "BYPASS")
    assert [nginx.kept("/nothing/")[:2] for _ in range(2)] == [(404, "MISS")] * 2


def test_pages_and_static_files_are_compressed(site, nginx):
    status, headers, body = nginx.get(PAIN, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert b"Much helps." in gzip.decompress(body)
    sheet = re.search(rb'href="(/static/[^"]+\.css)"', gzip.decompress(body))[1].decode()
    status, headers, body = nginx.get(sheet, Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers.get_content_type()) == (200, "gzip", "text/css")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    plain = re.sub(r"\.[0-9a-f]{12}\.", ".", sheet)
    assert nginx.get(plain)[1]["Cache-Control"] == "no-cache"
    assert nginx.get("/static/nothing.css")[0] == 404


def test_static_files_are_there_while_the_site_is_down(site, nginx):
    sheet = re.search(rb'href="(/static/[^"]+\.css)"', nginx.get(PAIN)[2])[1].decode()
    site.kill()
    assert nginx.get(sheet)[0] == 200


def test_uploaded_files_come_from_the_site_and_go_with_their_page(site, nginx):
    picture = re.search(rb'src="(/media/[^"]+)"', nginx.get(PAIN)[2])[1].decode()
    status, headers, _body = nginx.get(picture)
    assert (status, headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    site.content("withdraw", PAIN)
    assert nginx.get(picture)[0] == 404
    site.kill()
    assert nginx.get(picture)[0] == 503


def test_another_host_gets_nothing(nginx):
    with pytest.raises(Exception, match="closed"):
        nginx.get("/", host="evil.example")


def test_no_log_says_who_asked_or_for_what(site, nginx):
    nginx.get(f"{PAIN}?said=secretquery", User_Agent="secretagent")
    nginx.get("/preview/secrettoken/")
    nginx.get("/admin/login/", "POST", body="username=secretname", Content_Type="application/x-www-form-urlencoded")
    site.kill()
    nginx.get(f"{TIRED}?said=secretquery")
    logs = site.log() + "".join(path.read_text() for path in (nginx.folder / "log").iterdir())
    assert '"route": "articles/<slug:slug>/"' in logs
    for trace in ("secret", "bone-pain", "tiredness", "127.0.0.1"):
        assert trace not in logs.replace("Listening at: %s", ""), trace


@pytest.mark.parametrize(("kind", "status"), [("videos/videoedition", 403), ("articles/articleedition", 413)])
def test_what_is_as_large_as_a_film_comes_through_to_the_form_of_videos_alone(nginx, kind, status):
    """403 is the site's own answer, to somebody who is not signed in."""
    large = b"x" * (7 * 1024 * 1024)
    path = f"/admin/{kind}/1/change/"
    assert nginx.get(path, "POST", body=large, Content_Type="application/octet-stream")[0] == status
