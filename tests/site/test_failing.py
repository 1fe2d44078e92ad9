"""When something of ours is broken: a page that needs nothing, and still says whom to call."""

import json

import pytest
from django.contrib.staticfiles import finders

from stage4site.settings import BASE_DIR
from tests import production
from tests.site.tree import parse

# Asks the production site for pages, and prints what each answered.
ASK = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "stage4site.settings"
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "stage4.example"})
answers = [client.get(path, secure=True) for path in ("/", "/articles/bone-pain/", "/about/", "/none/", "/healthz")]
print(json.dumps([[one.status_code, one.content.decode(), dict(one.headers), len(one.cookies)] for one in answers]))
"""
NO_DATABASE = ["sqlite:////nowhere/at/all/site.sqlite3", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"]


@pytest.fixture(scope="module", params=NO_DATABASE, ids=["sqlite", "postgresql"])
def answers(request):
    done = production.run("-c", ASK, DATABASE_URL=request.param)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_without_the_database_every_page_says_that_it_is_not_the_readers_fault(answers):
    *pages, health = answers
    assert health[0] == 200
    for status, content, headers, cookies in pages:
        assert (status, cookies) == (500, 0)
        assert "OperationalError" not in content
        assert "Traceback" not in content
        tree = parse(content)
        assert tree["lang"] == "en"
        assert tree.one("h1").text == "Something went wrong on our side"
        assert "Call 112, 999 or 911" in tree.one("main").text
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["500.html", "public/unavailable.html"])
def test_a_page_for_bad_days_needs_nothing_but_a_style_sheet_that_is_there(name):
    source = (BASE_DIR / "templates" / name).read_text(encoding="utf-8")
    assert "{%" not in source
    assert "{{" not in source
    tree = parse(source)
    assert [link["href"] for link in tree.all("link")] == ["/static/public/site.css"]
    assert finders.find("public/site.css")
    assert not list(tree.all("script", "img"))
    assert tree.one("meta", name="robots")["content"] == "noindex"
    assert tree.one("main").one("h1").text in tree.one("title").raw
    assert "112, 999 or 911" in tree.one(class_="card-emergency").text
