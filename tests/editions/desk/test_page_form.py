"""The page's form: a writer adds an article, and changes its address, owner, topics and interval."""

import pytest

from articles.models import Article
from editions.models import Edition, Page, Status, Topic
from tests.conftest import KINDS
from tests.editions.desk.browsing import ADD, NOTE, draft_address, page_address, signed_in, snapshot, text_of
from tests.editions.desk.cast import NO_WRITERS, SIGNED_OUT, may_only_look

pytestmark = pytest.mark.django_db


def page_form(by, **changes):
    given = {"title": "Bone pain", "slug": "bone-pain", "owner": by.pk, "topics": [], "review_every": 6}
    return given | changes


def settings_form(edition, **changes):
    page = Page.objects.get(pk=edition.page_id)
    slug = page.path.split("/")[-2]
    return {"slug": slug, "owner": page.owner_id, "topics": [], "review_every": page.review_every} | changes


@pytest.mark.parametrize("person", ["author", "editor"])
def test_adding_an_article_begins_page_address_topics_and_draft(person, other_writer, browser_of, request):
    topic = Topic.objects.create(name="Pain", slug="pain")
    by = request.getfixturevalue(person)
    answer = browser_of(person).post(ADD, page_form(other_writer, topics=[topic.pk]))
    page = Article.objects.get()
    draft = page.open_edition
    assert (answer.status_code, answer.url) == (302, draft_address(draft))
    assert (page.path, page.owner, page.review_every) == ("/articles/bone-pain/", other_writer, 6)
    assert list(page.topics.all()) == [topic]
    assert (draft.title, draft.author, draft.status, draft.number) == ("Bone pain", by, Status.DRAFT, 1)


def test_the_form_offers_the_person_as_owner(author):
    form = signed_in(author).get(ADD).context["adminform"].form
    assert int(form.initial["owner"]) == author.pk


def test_nobody_else_adds_an_article(turn, editor):
    for person in NO_WRITERS:
        with turn(person) as browser:
            assert browser.get(ADD).status_code == (302 if person in SIGNED_OUT else 403)
            assert browser.post(ADD, page_form(editor)).status_code == 403
            assert not Page.objects.exists()
            assert not Edition.objects.exists()


def test_a_taken_address_is_refused_next_to_the_field(draft, author):
    before = snapshot()
    answer = signed_in(author).post(ADD, page_form(author, slug="a-page", title="Another"))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors == {
        "slug": ["The address /articles/a-page/ is taken. Choose another."]
    }
    assert 'value="Another"' in answer.content.decode()
    assert snapshot() == before


@pytest.mark.parametrize("slug", ["Bone-Pain", "bone_pain", "bone pain", "", "schmerz-ü", "a/b", "x" * 101])
def test_a_bad_address_is_refused_next_to_the_field(slug, author):
    answer = signed_in(author).post(ADD, page_form(author, slug=slug))
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["slug"]
    assert not Page.objects.exists()


@pytest.mark.parametrize("given", [{"review_every": 0}, {"owner": ""}, {"title": ""}, {"title": "x" * 121}])
def test_what_is_not_filled_in_well_begins_nothing(given, author):
    answer = signed_in(author).post(ADD, page_form(author, **given))
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == list(given)
    assert not Page.objects.exists()


def test_changing_the_address_makes_the_old_one_redirect(live, author, client):
    answer = signed_in(author).post(page_address(live), settings_form(live, slug="pain-in-the-bones"))
    assert answer.status_code == 302
    old = client.get("/articles/a-page/")
    assert (old.status_code, old.url) == (301, "/articles/pain-in-the-bones/")
    assert client.get(old.url).status_code == 200


def test_an_address_that_another_page_had_before_is_taken_too(live, author):
    Article.objects.get().move_to("new-address")
    other = KINDS["article"].begin(author, slug="other")
    before = snapshot()
    answer = signed_in(author).post(page_address(other), settings_form(other, slug="a-page"))
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["slug"]
    assert snapshot() == before


def test_a_page_may_have_its_former_address_back(live, author, client):
    Article.objects.get().move_to("new-address")
    signed_in(author).post(page_address(live), settings_form(live, slug="a-page"))
    assert client.get("/articles/new-address/").url == "/articles/a-page/"
    assert client.get("/articles/a-page/").status_code == 200


def test_a_writer_who_is_not_the_owner_only_looks_at_the_settings(live, other_writer):
    before = snapshot()
    browser = signed_in(other_writer)
    assert b'name="_save"' not in browser.get(page_address(live)).content
    given = settings_form(live, owner=other_writer.pk, slug="elsewhere", review_every=60)
    assert browser.post(page_address(live), given).status_code == 403
    assert snapshot() == before


def test_an_interval_of_more_than_five_years_is_refused(live, author):
    answer = signed_in(author).post(page_address(live), settings_form(live, review_every=61))
    assert list(answer.context["adminform"].form.errors) == ["review_every"]


def test_the_owner_changes_owner_topics_and_interval(live, author, other_writer):
    topic = Topic.objects.create(name="Pain", slug="pain")
    given = settings_form(live, owner=other_writer.pk, topics=[topic.pk], review_every=3)
    assert signed_in(author).post(page_address(live), given).status_code == 302
    page = Page.objects.get(pk=live.page_id)
    assert (page.owner, list(page.topics.all()), page.review_every) == (other_writer, [topic], 3)
    assert (page.path, page.kind, page.language) == ("/articles/a-page/", "article", "en")
    assert page.live_edition.pk == live.pk


def test_others_only_look_at_the_settings(live, turn):
    before = snapshot()
    for person in NO_WRITERS:
        with turn(person) as browser:
            shown = browser.get(page_address(live))
            sent = browser.post(page_address(live), settings_form(live, slug="moved", review_every=99))
            assert snapshot() == before
            assert (shown.status_code, sent.status_code) == may_only_look(person)
            if shown.status_code == 200:
                assert "/articles/a-page/" in text_of(shown)
                assert b'name="_save"' not in shown.content


def test_the_page_lists_its_editions_and_its_withdrawal(desk, editor):
    live = desk.live()
    live.page.withdraw(by=editor, reason="unsafe", note=NOTE)
    said = text_of(signed_in(editor).get(page_address(live)))
    assert "Edition 1 was closed by Erika Earlier" in said
    assert "Edition 2 was closed by Edith Editor" in said
    assert "by Edith Editor. What is known about a treatment in it changed." in said
    assert NOTE in said
