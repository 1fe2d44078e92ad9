"""How the record of a page is got, by whom, as what; and that nothing in it does anything but be read."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils import timezone

from editions import guards, record_views, records
from editions.models import EditionNote
from people.models import User
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.editions.desk.browsing import signed_in, text_of
from tests.editions.record.auditor import Auditor, approve, exported, long_life, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(stage):
    return long_life(stage)


def address(page, extension="json"):
    return f"/admin/editions/page/{page.pk}/record/{extension}/"


# Who gets it --------------------------------------------------------------------------------------

MAY = {"reviewer", "editor"}
PEOPLE = ["writer", "other_writer", "reviewer", "editor", "moderator", "stranger"]


@pytest.fixture
def article(stage):
    """A page of the writer's, who is its owner; the cast opens the admin of articles."""
    return KINDS["article"].begin(stage.writer, slug="an-article").page


@pytest.mark.parametrize("person", [*PEOPLE, "superuser", None])
@pytest.mark.parametrize("extension", ["html", "json"])
def test_who_gets_the_record(person, extension, article, request):
    browser = signed_in(person and request.getfixturevalue(person))
    answer = browser.get(address(article, extension))
    expected = 302 if person is None else 200 if person in {*MAY, "superuser", "writer"} else 403
    assert answer.status_code == expected
    assert ("Bone pain" in answer.content.decode()) == (expected == 200)


def test_a_new_owner_gets_it_and_the_last_one_no_longer(article, writer, other_writer):
    type(article).objects.filter(pk=article.pk).update(owner=other_writer)
    assert signed_in(other_writer).get(address(article)).status_code == 200
    assert signed_in(writer).get(address(article)).status_code == 403


def test_an_owner_without_a_role_gets_nothing(article, stranger):
    type(article).objects.filter(pk=article.pk).update(owner=stranger)
    assert signed_in(stranger).get(address(article)).status_code == 403


def test_a_deactivated_colleague_gets_nothing(article, editor):
    browser = signed_in(editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert browser.get(address(article)).status_code == 302
    editor.refresh_from_db()
    assert not records.may_be_read_by(article, editor)


def test_what_is_not_there_is_not_found(article, editor):
    browser = signed_in(editor)
    assert browser.get("/admin/editions/page/99999/record/json/").status_code == 404
    assert browser.get(address(article, "pdf")).status_code == 404


def test_it_is_only_ever_read(article, editor):
    browser = signed_in(editor)
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(browser, method)(address(article)).status_code == 405
    assert browser.head(address(article)).status_code == 200


# As what ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("extension", "kind_of_file"), [("json", "application/json"), ("html", "text/html")])
def test_it_is_a_file_with_a_good_name(extension, kind_of_file, article, editor):
    answer = signed_in(editor).get(address(article, extension))
    day = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="an-article-record-{day}.{extension}"'
    assert answer["Content-Type"].startswith(kind_of_file)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_page_without_an_address_has_a_record_too(article, editor):
    article.addresses.all().delete()
    answer = signed_in(editor).get(address(article))
    assert f'filename="page-{article.pk}-record-' in answer["Content-Disposition"]
    assert signed_in(editor).get(address(article, "html")).status_code == 200


def test_the_json_holds_everything(page, stage):
    record = exported(page)["record"]
    assert [one["fields"]["number"] for one in record["editions"]] == [1, 2, 3, 4, 5, 6]
    second = record["editions"][1]
    assert second["fields"]["review_note"] == "Please <mend>."
    assert [note["text"] for note in second["notes"]] == ["Is the dose right?"]
    assert record["people"][str(second["notes"][0]["author_id"])] == {"name": "Edith Editor"}
    (withdrawal,) = record["withdrawals"]
    assert (withdrawal["reason"], withdrawal["note"]) == ("wrong", "Wrong dose.")
    assert withdrawal["successor_path"].startswith(f"/{stage.kind.page_model.prefix}/")
    assert [(one["path"].split("/")[-2], one["present"]) for one in record["addresses"]] == [
        ("another-address", True),
        ("page-1", False),
    ]
    for name in ("seal", "submission", "countersign", "html", "reviewer_letters", stage.kind.field):
        assert record["editions"][4]["fields"][name]


def test_the_answers_to_warnings_are_in_it(writer, reviewer):
    body = "## How often\n\nRadiotherapy eases pain in 80% of people. [@who-pain]\n"
    edition = KINDS["article"].begin(writer, body=body)
    edition.submit(by=writer, saved=0)
    assert edition.warnings()
    approve(edition, reviewer)
    (kept,) = exported(edition.page)["record"]["editions"]
    assert {answer["answer"] for answer in kept["answers"]} == {"accepted, because <it is so>"}
    html = records.Record(edition.page, "a test").as_html()
    assert "accepted, because &lt;it is so&gt;" in html


def test_the_same_record_has_the_same_digest(page):
    first, second = exported(page), exported(page)
    assert first["digest"] == second["digest"]
    assert first["exported_at"] < second["exported_at"]
    page.open_edition.write_note(by=page.owner, text="One more.")
    assert exported(page)["digest"] != first["digest"]


def test_words_of_any_script_and_numbers_hold(stage, tmp_path, settings):
    words = {stage.kind.field: f"{stage.kind.words[stage.kind.field]}\nÜ 💊 e\u0301 \u2028 “x” \\u00e9 \t 5 mg"}
    edition = stage.draft(**words)
    edition.submit(by=stage.writer, saved=0)
    text = records.Record(edition.page, "a test").as_json()
    assert of(json.loads(text), 1)[stage.kind.field] == edition.__dict__[stage.kind.field]
    assert Auditor(tmp_path, settings.COUNTERSIGN_KEYS)(text, key=True)[0] == 0


def test_it_costs_the_same_for_many_editions(page, stage, django_assert_num_queries, django_assert_max_num_queries):
    short = stage.live().page
    short.withdraw(by=stage.editor, reason="wrong", successor=page)
    with django_assert_max_num_queries(24) as few:
        records.Record(short, "a test").as_json()
        records.Record(short, "a test").as_html()
    with django_assert_num_queries(len(few)):
        records.Record(page, "a test").as_json()
        records.Record(page, "a test").as_html()


# As HTML ------------------------------------------------------------------------------------------


def test_the_html_tells_the_whole_story(page, editor):
    said = text_of(type("Answer", (), {"content": records.Record(page, "a test").as_html().encode()}))
    for part in ("Edition 6", "began it as a copy of edition 5", "Is the dose right?", "asked for changes", "Please",
                 "approved it, printed as: Rosa Reviewer, MB BS", "published, as approved", "replaced by the next",
                 "closed it: withdrawn", "Wrong dose.", "It contained a mistake", "holds, says the site"):  # fmt: skip
        assert part in said, part
    assert "does NOT hold" not in said


def test_the_html_says_when_a_seal_does_not_hold(stage):
    live = stage.live()
    guards.lift()
    change(live, title="Forged")
    html = records.Record(live.page, "a test").as_html()
    guards.install()
    assert html.count("does NOT hold, says the site") == 2  # the title stands in the countersignature too


HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(1)">'


def test_hostile_text_is_only_text(stage):
    live = stage.live()
    EditionNote.objects.create(edition_id=live.pk, author=stage.editor, text=HOSTILE)
    guards.lift()
    words = '<p id="x" style="color:red">Words <a href="javascript:alert(1)">one</a> <a href="/admin/">two</a></p>'
    picture = f'<img src="/media/{"a" * 64}.webp" alt="A &quot;scan&quot; > here">'
    columns = {
        "html": HOSTILE + words + picture,
        "review_note": HOSTILE,
        "author_name": HOSTILE[:160],
        "title": HOSTILE,
    }
    change(live, **columns)
    User.objects.filter(pk=stage.reviewer.pk).update(name=HOSTILE)
    html = records.Record(live.page, HOSTILE).as_html()
    guards.install()
    assert not re.search(r"<(?:script|img|link|iframe|object|form|base)\b", html)
    assert not re.search(r"""\s(?:on\w+|src|style|id)=["']""", re.sub(r"&lt;.*?&gt;", "", html))
    assert set(re.findall(r'href="([^"]*)"', html)) == set()
    assert f"[A &quot;scan&quot; &gt; here: {'a' * 64}.webp]" in html.replace('A "scan"', "A &quot;scan&quot;")


# By the command -----------------------------------------------------------------------------------


def test_the_command_writes_what_the_script_accepts(page, tmp_path, settings, capsys):
    for path in (page.path, "/" + page.path.strip("/"), page.addresses.get(canonical=False).path):
        call_command("export_record", path)
        assert Auditor(tmp_path, settings.COUNTERSIGN_KEYS)(capsys.readouterr().out, key=True)[0] == 0


def test_the_command_writes_a_file(page, tmp_path, capsys):
    file = tmp_path / "record.html"
    call_command("export_record", page.path, "--format", "html", "--output", str(file))
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "6 editions, digest " in capsys.readouterr().out


def test_the_command_names_what_is_not_there(db, page, tmp_path):
    with pytest.raises(CommandError, match="No page has the address /articles/nothing/"):
        call_command("export_record", "/articles/nothing/")
    with pytest.raises(CommandError, match="nowhere"):
        call_command("export_record", page.path, "--output", str(tmp_path / "nowhere" / "file"))


def test_the_links_are_offered_to_who_gets_it(article, editor, moderator):
    for person, offered in ((editor, True), (moderator, False)):
        said = render_to_string(
            "admin/editions/record_links.html", {"original": article, **record_views.context(article, person)}
        )
        assert (address(article, "html") in said and address(article, "json") in said) == offered
