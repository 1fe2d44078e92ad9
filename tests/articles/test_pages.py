"""What readers get: the list, an article, and an honest word when there is none."""

import datetime
import html
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleEdition
from editions import guards
from editions.models import Edition, Withdrawal
from people.models import User
from tests.conftest import ARTICLE_WORDS, KINDS

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/bone-pain/"
LIST = "/articles/"
BANNER = "No clinician has reviewed"
AT_NIGHT = "2026-06-30 23:30+00:00"  # it is the first of July in London


def text_of(response):
    words = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


@pytest.fixture
def begin(writer):
    def begin(slug="bone-pain", **words):
        return KINDS["article"].begin(writer, slug=slug, **words)

    return begin


@pytest.fixture
def publish(begin, writer, reviewer):
    def publish(slug="bone-pain", **words):
        edition = begin(slug, **words)
        edition.submit(by=writer, saved=0)
        edition.approve(by=reviewer, seal=edition.seal)
        return edition

    return publish


@pytest.fixture
def live(publish):
    return publish()


@pytest.fixture
def replace(writer, reviewer):
    """The next edition of a live one's page, approved."""

    def replace(edition, **words):
        draft = edition.page.start_draft(by=writer, change_note="More about nights.", **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
        return draft

    return replace


# An article -------------------------------------------------------------------------------------


def test_an_article_says_what_was_approved_and_who_stands_behind_it(publish, client):
    with time_machine.travel(AT_NIGHT, tick=False):
        live = publish()
    said = text_of(client.get(ARTICLE))
    for words in (
        "Bone pain Reviewed by Rosa Reviewer, MB BS 1 July 2026 1 minute to read",
        "What helps when cancer in the bones hurts. In short Pain can be treated. Tell your team early.",
        "What helps Radiotherapy eases bone pain.",
        "Written by Wanda Writer Reviewed by Rosa Reviewer, MB BS, oncologist, A hospital",
        "Reviewed on 1 July 2026",
        "Next review due 1 July 2027",
        f"Edition 1 (seal {live.seal[:8]})",
        "This page does not replace the advice of your own team.",
        "WHO. Guidelines for cancer pain. 2018. https://www.ncbi.nlm.nih.gov/books/NBK537497/",
        "In an emergency call 112, 999 or 911",
    ):
        assert words in said
    assert "What changed" not in said


def test_a_citation_leads_to_its_source_and_back(live, client):
    content = client.get(ARTICLE).content.decode()
    ids = set(re.findall(r'id="([^"]+)"', content))
    links = set(re.findall(r'href="#([^"]+)"', content))
    assert "source-who-pain" in links
    assert links <= ids


def test_the_head_of_an_article(live, client):
    content = client.get(f"{ARTICLE}?from=a-newsletter").content.decode()
    assert '<html lang="en">' in content
    assert '<link rel="canonical" href="http://127.0.0.1:8000/articles/bone-pain/">' in content
    assert '<meta name="description" content="What helps when cancer in the bones hurts.">' in content
    assert "<title>Bone pain – " in content
    assert content.count("<h1>") == 1


def test_the_language_is_that_of_the_page(writer, reviewer, client):
    edition = KINDS["article"].begin(writer, slug="knochen", language="de")
    edition.submit(by=writer, saved=0)
    edition.approve(by=reviewer, seal=edition.seal)
    assert '<html lang="de">' in client.get("/articles/knochen/").content.decode()


def test_what_a_writer_typed_is_text(publish, client):
    publish(title="Pain <script>alert(1)</script>", summary="Less than < 5 & more.", body="<b>x</b> [@who-pain]")
    content = client.get(ARTICLE).content.decode()
    assert "<script>alert" not in content
    assert "<b>x</b>" not in content
    assert "Pain &lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert 'content="Less than &lt; 5 &amp; more."' in content


def test_what_changed_is_told_with_the_next_edition(live, replace, client):
    replace(live, title="Bone pain at night")
    said = text_of(client.get(ARTICLE))
    assert "Bone pain at night" in said
    assert "What changed More about nights." in said
    assert "Edition 2" in said


def test_a_reader_sees_each_change_with_the_next_request(live, replace, editor, client):
    assert client.get(ARTICLE).status_code == 200
    replace(live, title="Bone pain at night")
    assert "Bone pain at night" in text_of(client.get(ARTICLE))
    live.page.withdraw(by=editor, reason="wrong")
    assert client.get(ARTICLE).status_code == 410


def test_an_article_takes_four_queries(live, publish, client, django_assert_num_queries):
    for number in range(5):
        publish(f"page-{number}")
    with django_assert_num_queries(4):  # one of them looks for videos
        assert client.get(ARTICLE).status_code == 200


def test_signed_in_colleagues_read_the_same_page(live, writer, client):
    before = client.get(ARTICLE).content
    client.force_login(writer)
    assert client.get(ARTICLE).content == before


# What is not live is nowhere --------------------------------------------------------------------


def everywhere(client):
    """All public addresses in turn, as one text."""
    addresses = ["/", LIST, *(f"/articles/{slug}/" for slug in ("bone-pain", "hidden"))]
    return " ".join(client.get(one).content.decode() for one in addresses)


SECRET = "Words that nobody approved"


@pytest.fixture
def hidden(begin, writer, reviewer):
    """A page in each state that readers do not see, by name."""

    def hidden(state):
        edition = begin("hidden", title=SECRET, summary=f"{SECRET}.", change_note=SECRET)
        if state != "draft":
            edition.submit(by=writer, saved=0)
        if state == "scheduled":
            at = timezone.now() + datetime.timedelta(days=1)
            edition.approve(by=reviewer, seal=edition.seal, publish_at=at)
        if state == "changes requested":
            edition.request_changes(by=reviewer, note=SECRET)
        return edition

    return hidden


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "changes requested"])
def test_words_that_are_not_live_are_nowhere(state, hidden, live, client, writer):
    hidden(state)
    assert client.get("/articles/hidden/").status_code == 404
    assert SECRET not in everywhere(client)
    client.force_login(writer)
    assert client.get("/articles/hidden/").status_code == 404  # colleagues read it on the desk


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled"])
def test_the_next_edition_is_nowhere_while_the_last_one_is_live(state, live, writer, reviewer, client):
    before = everywhere(client)
    draft = live.page.start_draft(by=writer, title=SECRET, summary=SECRET, body=SECRET, change_note=SECRET)
    if state != "draft":
        draft.save_draft(by=writer, saved=0, body=f"{SECRET} [@who-pain]")
        draft.submit(by=writer, saved=1)
    if state == "scheduled":
        at = timezone.now() + datetime.timedelta(days=1)
        draft.approve(by=reviewer, seal=draft.seal, publish_at=at)
    assert everywhere(client) == before


def test_a_scheduled_article_is_not_live_by_the_clock_alone(hidden, client):
    edition = hidden("scheduled")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=False):
        assert client.get("/articles/hidden/").status_code == 404
        edition.publish_if_due(now=timezone.now())
        assert client.get("/articles/hidden/").status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"title": SECRET}, {"reviewer_name": "Dr Nobody"}, {"countersign": "invented"}, {"summary": SECRET}],
    ids=lambda change: next(iter(change)),
)
def test_an_article_that_was_changed_round_the_life_cycle_is_held_back(change, live, publish, client):
    publish("other", title="Still there")
    guards.lift()
    Edition.objects.filter(pk=live.pk).update(**change)
    guards.install()
    answer = client.get(ARTICLE)
    assert answer.status_code == 503
    assert "This page is held back" in text_of(answer)
    said = everywhere(client)
    assert "Still there" in said
    assert "/articles/bone-pain/" not in client.get(LIST).content.decode()
    assert not any(str(value) in said for value in change.values())


# The list and the home page ---------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", LIST])
def test_the_empty_site_says_so(address, client, begin):
    begin()
    answer = client.get(address)
    assert answer.status_code == 200
    assert "is published yet." in text_of(answer)


@pytest.mark.parametrize("address", ["/", LIST])
def test_live_articles_are_listed_newest_review_first(address, publish, client):
    with time_machine.travel(AT_NIGHT, tick=False) as clock:
        publish("first", title="The first")
        clock.shift(datetime.timedelta(days=1))
        publish("second", title="The second")
    answer = client.get(address)
    said = text_of(answer)
    assert "is published yet." not in said
    assert said.index("The second") < said.index("The first")
    assert "What helps when cancer in the bones hurts. Reviewed on 1 July 2026 by Rosa Reviewer" in said
    assert '<a href="/articles/first/">The first</a>' in answer.content.decode()


def test_the_list_has_pages_of_twenty(publish, client):
    with time_machine.travel(AT_NIGHT, tick=False) as clock:
        for number in range(1, 22):
            publish(f"page-{number}", title=f"Article {number}.")
            clock.shift(60)
    first, second = client.get(LIST), client.get(f"{LIST}?page=2")
    assert len(re.findall(r"<h2>", first.content.decode())) == 20
    assert "Page 1 of 2" in text_of(first)
    assert 'href="?page=2" rel="next"' in first.content.decode()
    assert re.findall(r"Article \d+\.", text_of(second)) == ["Article 1."]
    assert 'href="?page=1" rel="prev"' in second.content.decode()
    for odd in ("?page=99", "?page=last"):
        assert client.get(LIST + odd).status_code == 200
    assert re.findall(r"Article \d+\.", text_of(client.get("/"))) == [f"Article {n}." for n in range(21, 18, -1)]


@pytest.mark.parametrize(("address", "most"), [("/", 8), (LIST, 5)])
def test_a_list_takes_no_more_queries_for_more_articles(address, most, publish, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    publish("page-0")
    one = queries()
    for number in range(1, 4):
        publish(f"page-{number}")
    assert queries() == one <= most


# What is not there ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/articles/none/", "/articles/none", "/articles/Bone-Pain/", "/none/", "/none"])
def test_an_unknown_address_gets_a_calm_page(address, live, client):
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert "There is no page here" in text_of(answer)
    assert 'href="/articles/"' in answer.content.decode()


def test_a_missing_slash_is_added(live, client):
    answer = client.get("/articles/bone-pain")
    assert (answer.status_code, answer.url) == (301, ARTICLE)


@pytest.mark.parametrize("reason", [Withdrawal.Reason(one) for one in Withdrawal.Reason.for_colleagues()])
def test_a_withdrawn_article_says_why_and_since_when(reason, live, editor, client):
    with time_machine.travel(AT_NIGHT, tick=False):
        live.page.withdraw(by=editor, reason=reason, note=SECRET)
    answer = client.get(ARTICLE)
    said = text_of(answer)
    assert answer.status_code == 410
    assert f"We took it down on 1 July 2026. The reason: {reason.label}." in said
    assert SECRET not in said
    assert "Edith Editor" not in said
    assert "Radiotherapy" not in said
    assert "Read this instead:" not in said
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "Bone pain" not in everywhere(client)


def test_the_successor_is_named_only_while_it_is_live(live, publish, editor, client):
    successor = publish("newer", title="The newer page").page
    live.page.withdraw(by=editor, reason="replaced", successor=successor)
    link = '<a href="/articles/newer/">The newer page</a>'
    answer = client.get(ARTICLE)
    assert answer.status_code == 410  # never a redirect
    assert link in answer.content.decode()
    successor.withdraw(by=editor, reason="wrong")
    answer = client.get(ARTICLE)
    assert answer.status_code == 410
    assert "newer" not in answer.content.decode()


def test_the_title_of_a_successor_that_nobody_signed_is_not_shown(live, publish, editor, client):
    successor = publish("newer", title="The newer page")
    live.page.withdraw(by=editor, reason="replaced", successor=successor.page)
    guards.lift()
    Edition.objects.filter(pk=successor.pk).update(title=SECRET)
    guards.install()
    answer = client.get(ARTICLE)
    assert answer.status_code == 410
    assert SECRET not in answer.content.decode()


def test_a_withdrawn_page_comes_back_by_a_new_edition_only(live, replace, editor, writer, client):
    live.page.withdraw(by=editor, reason="wrong")
    draft = live.page.start_draft(by=writer)
    assert client.get(ARTICLE).status_code == 410
    draft.discard(by=writer)
    replace(live, title="Mended")
    assert "Mended" in text_of(client.get(ARTICLE))


def test_an_old_address_leads_to_the_new_one_for_good(live, client):
    page = Article.objects.get()
    page.move_to("pain-in-the-bones")
    page.move_to("bones")
    for old in (ARTICLE, "/articles/pain-in-the-bones/"):
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, "/articles/bones/")
        assert "no-cache" in answer["Cache-Control"]
    assert client.get("/articles/bones/").status_code == 200


def test_an_old_address_of_a_withdrawn_article_says_so_too(live, editor, client):
    Article.objects.get().move_to("bones")
    live.page.withdraw(by=editor, reason="wrong")
    assert {client.get(one).status_code for one in (ARTICLE, "/articles/bones/")} == {410}


def test_an_old_address_of_a_draft_is_not_found(begin, client):
    begin()
    Article.objects.get().move_to("bones")
    assert {client.get(one).status_code for one in (ARTICLE, "/articles/bones/")} == {404}


# Methods and headers ----------------------------------------------------------------------------

PUBLIC = ["/", LIST, ARTICLE]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_query_string_changes_nothing(address, live, client):
    assert text_of(client.get(f"{address}?utm_source=x&a=%00<b>")) == text_of(client.get(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_head_answers_as_get_without_the_words(address, live, client):
    answer = client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_are_only_ever_read(address, method, live, client):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("address", [*PUBLIC, "/articles/none/", "/articles/gone/"])
def test_readers_get_no_cookie_and_no_session(address, live, publish, editor, client):
    publish("gone").page.withdraw(by=editor, reason="wrong")
    answer = client.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert not Session.objects.exists()


@pytest.mark.parametrize("address", [*PUBLIC, "/articles/gone/"])
def test_every_request_asks_again(address, live, publish, editor, client):
    publish("gone").page.withdraw(by=editor, reason="wrong")
    answer = client.get(address)
    assert answer["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in answer


@pytest.mark.parametrize(
    "address", [*PUBLIC, "/articles/none/", "/accounts/login/", "/admin/", "/admin/articles/article/"]
)
def test_the_security_policy_lets_no_inline_code_run(address, live, editor, client):
    if address.startswith("/admin/"):
        client.force_login(editor)
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"]) == ("'self'", "'self'")
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    content = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|\sstyle=|\son\w+=", content)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


# Demonstration content --------------------------------------------------------------------------


def banners(client, editor):
    """Whether each page, public or not, says that this is a demonstration."""
    client.logout()
    answers = [
        client.get(one) for one in ("/", LIST, ARTICLE, "/articles/none/", "/articles/gone/", "/accounts/login/")
    ]
    client.force_login(editor)
    answers += [client.get(one) for one in ("/admin/", "/admin/articles/article/")]
    assert [one.status_code for one in answers[3:]] == [404, 410, 200, 200, 200]
    return {BANNER.lower() in text_of(one).lower() for one in answers}


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_every_page_says_so_while_a_demonstration_is_live(person, live, publish, editor, client, request):
    publish("gone").page.withdraw(by=editor, reason="wrong")
    assert banners(client, editor) == {False}
    User.objects.filter(pk=request.getfixturevalue(person).pk).update(is_demonstration=True)
    assert banners(client, editor) == {True}
    live.page.withdraw(by=editor, reason="outdated")
    assert banners(client, editor) == {False}


def test_a_demonstration_that_is_not_live_is_no_matter(begin, live, other_writer, client):
    User.objects.filter(pk=other_writer.pk).update(is_demonstration=True)
    KINDS["article"].begin(other_writer, slug="draft")
    assert BANNER not in text_of(client.get("/"))
    assert ArticleEdition.objects.count() == 2
    assert ARTICLE_WORDS["summary"] in text_of(client.get("/"))
