"""What the form of a draft asks for while somebody writes: the page, the checks, pages to link to. Nothing is saved."""

import pytest
from django.test import Client

from editions.models import Status
from tests.conftest import ARTICLE_WORDS, KINDS
from tests.editions.desk.browsing import signed_in, snapshot, text_of
from tests.editions.desk.cast import NO_WRITERS, PEOPLE, WRITERS

pytestmark = pytest.mark.django_db
PAGES = "/writing/pages/"


def preview_address(edition):
    return f"/writing/{edition.pk}/preview/"


def checks_address(edition):
    return f"/writing/{edition.pk}/checks/"


ADDRESSES = [preview_address, checks_address]


def assert_short_plain_text(answer, status):
    text = answer.content.decode()
    assert answer.status_code == status
    assert answer["Content-Type"].split(";")[0] == "text/plain"
    assert 0 < len(text) < 200
    assert "<" not in text


# Who, and how -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_author_alone_is_answered(address, draft, turn):
    before = snapshot()
    for person in PEOPLE:
        with turn(person) as browser:
            answer = browser.post(address(draft), {"title": "Typed"})
            if person == "author":
                assert answer.status_code == 200
                assert "no-store" in answer["Cache-Control"]
            else:
                assert_short_plain_text(answer, 403)
                assert "Typed" not in answer.content.decode()
            assert snapshot() == before


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_it_is_only_ever_posted(address, method, draft, author):
    assert getattr(signed_in(author), method)(address(draft)).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_that_is_not_there_is_said_to_be_missing(address, draft, author):
    draft.pk = 99_999
    assert_short_plain_text(signed_in(author).post(address(draft)), 404)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_longer_a_draft_is_said_to_be_none(address, draft, author):
    draft.submit(by=author, saved=0)
    assert draft.status == Status.IN_REVIEW
    assert_short_plain_text(signed_in(author).post(address(draft)), 409)


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_token_nothing_is_answered(address, draft, author):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)
    assert_short_plain_text(browser.post(address(draft)), 403)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_character_that_no_engine_keeps_is_refused_in_plain_text(address, draft, author):
    assert_short_plain_text(signed_in(author).post(address(draft), {"body": "a\x00b"}), 400)


# The preview ------------------------------------------------------------------------------------


def typed_page(draft, author, **typed):
    answer = signed_in(author).post(preview_address(draft), {**ARTICLE_WORDS, **typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_preview_is_the_words_area_that_readers_would_get(draft, author):
    body = "## One\r\n\r\nTyped, *not* saved. [@who-pain]\r\n\r\n::: urgent Fever\r\nCall.\r\n:::"
    shown = typed_page(draft, author, title="A <title>", summary="Typed summary.", body=body)
    draft.title, draft.summary, draft.body = "A <title>", "Typed summary.", body.replace("\r\n", "\n")
    draft.refresh_from_db(fields=["page"])
    assert draft.render() in shown
    assert "<h1>A &lt;title&gt;</h1>" in shown
    assert "Typed summary." in draft.render()
    assert 'id="source-who-pain"' in draft.render()
    assert 'href="/static/public/site.css"' in shown
    assert "<script" not in shown


def test_a_citation_without_a_source_is_shown_as_it_was_typed(draft, author):
    shown = typed_page(draft, author, body="Known [@who-pain], unknown [@nobody].")
    assert "[@nobody]" in shown
    assert "[@who-pain]" not in shown


def test_hostile_words_are_text_in_the_preview(draft, author):
    shown = typed_page(draft, author, title="<script>1</script>", body="<img src=x onerror=alert(1)> [a](javascript:1)")
    assert "<script>" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown


def test_what_was_not_sent_is_shown_as_it_is_stored(draft, author):
    answer = signed_in(author).post(preview_address(draft), {"title": "Only this"})
    assert "Radiotherapy eases bone pain." in answer.content.decode()


def test_a_number_that_is_none_stays_as_it_is_stored(author):
    leaflet = KINDS["leaflet"].begin(author)
    answer = signed_in(author).post(preview_address(leaflet), {"title": "Typed", "fold": "many"})
    assert answer.status_code == 200
    assert "<h1>Typed</h1>" in answer.content.decode()


# The checks -------------------------------------------------------------------------------------


def checked(draft, author, **typed):
    answer = signed_in(author).post(checks_address(draft), {**ARTICLE_WORDS, **typed})
    assert answer.status_code == 200
    return answer


def test_what_blocks_submission_is_listed_with_its_field_and_line(draft, author):
    answer = checked(draft, author, body="One.\r\n\r\nTwo [@nobody]. [@who-pain]")
    assert 'href="#id_body" data-field="body" data-line="3"' in answer.content.decode()
    assert "Text, line 3 : “nobody” is cited" in text_of(answer)
    assert "Checks: 1 thing to mend, 0 warnings" in text_of(answer)


def test_words_without_a_fault_have_nothing_to_mend(draft, author):
    assert "Checks: 0 things to mend, 0 warnings" in text_of(checked(draft, author))


def test_warnings_are_those_that_the_reviewer_would_have_to_answer(draft, author):
    typed = {"body": "It always cures bone pain. [@who-pain]"}
    answer = checked(draft, author, **typed)
    draft.body = typed["body"]
    warnings = draft.warnings()
    assert warnings
    assert len(answer.context["warnings"]) == len(warnings)
    for warning in warnings:
        assert warning.message in text_of(answer)


def test_without_scripts_the_form_says_what_the_saved_words_lack(draft, author):
    draft.save_draft(by=author, saved=0, body="Saved [@nobody].")
    page = signed_in(author).get(f"/admin/articles/articleedition/{draft.pk}/change/")
    assert "“nobody” is cited" in text_of(page)
    assert "Markdown that the page understands" in text_of(page)


def test_those_who_only_look_at_a_draft_get_no_editor(draft, reviewer):
    page = signed_in(reviewer).get(f"/admin/articles/articleedition/{draft.pk}/change/").content.decode()
    assert 'class="writing"' not in page


# Pages to link to -------------------------------------------------------------------------------


@pytest.fixture
def live(desk):
    return desk.live()


def found(person, **query):
    return signed_in(person).get(PAGES, query).json()["pages"]


def test_writers_find_live_pages_by_their_titles(live, draft, author):
    assert found(author, q="PAIN bone") == [{"title": "Bone pain", "path": live.page.path}]
    assert found(author) == found(author, q="bone")
    assert found(author, q="lungs") == []


def test_drafts_are_no_pages_to_link_to(draft, author):
    assert found(author) == []


def test_a_page_that_nobody_signed_is_not_offered(live, author, settings):
    settings.COUNTERSIGN_KEYS = ["another key" * 4]
    assert found(author) == []


def test_at_most_twenty_pages_are_found(author, reviewer):
    for number in range(21):
        edition = KINDS["article"].begin(author, slug=f"page-{number}")
        edition.submit(by=author, saved=0)
        edition.approve(by=reviewer, seal=edition.seal)
    assert len(found(author)) == 20


@pytest.mark.parametrize("words", ["%", "_", "'", '"', "\x00", "x " * 500])
def test_any_words_can_be_searched_for(words, live, author):
    assert found(author, q=words) in ([], [{"title": "Bone pain", "path": live.page.path}])


def test_only_writers_search(live, turn):
    for person in PEOPLE:
        with turn(person) as browser:
            answer = browser.get(PAGES)
            if person in WRITERS:
                assert answer.status_code == 200
            else:
                assert person in NO_WRITERS
                assert_short_plain_text(answer, 403)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_asked_for(method, author):
    assert getattr(signed_in(author), method)(PAGES).status_code == 405
