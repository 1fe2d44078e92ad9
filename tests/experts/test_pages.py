"""What readers get of a profile: its page, the list, and the ways to it from what somebody wrote or reviewed."""

import datetime

import pytest
from django.utils import timezone

from articles.models import ArticleEdition
from editions import guards
from editions.models import Edition
from experts.models import ExpertEdition, profile_path
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.editions.desk.browsing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(writer, reviewer):
    draft = KINDS["article"].begin(writer, slug="bone-pain")
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    return draft


def paths():
    profiles = {"author_profile": profile_path("author_id"), "reviewer_profile": profile_path("reviewer_id")}
    found = ArticleEdition.objects.annotate(**profiles).get()
    return found.author_profile, found.reviewer_profile


# The way to a profile ---------------------------------------------------------------------------


def test_an_article_leads_to_the_profiles_of_its_author_and_reviewer(article, publish, writer, reviewer):
    assert paths() == (None, None)
    publish("wanda", account=writer.pk)
    assert paths() == ("/experts/wanda/", None)
    publish("rosa", account=reviewer.pk)
    assert paths() == ("/experts/wanda/", "/experts/rosa/")


def test_only_a_live_profile_is_led_to_and_by_its_present_address(article, publish, writer, reviewer):
    live = publish("wanda", account=writer.pk)
    draft = live.page.start_draft(by=writer, account=reviewer.pk, change_note="Whose it is.")
    assert paths() == ("/experts/wanda/", None)
    live.page.move_to("wanda-writer")
    assert paths() == ("/experts/wanda-writer/", None)
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    assert paths() == (None, "/experts/wanda-writer/")
    live.page.withdraw(by=reviewer, reason="wrong")
    assert paths() == (None, None)


def test_the_profile_of_nobody_is_nobodys(article, publish):
    publish()
    assert Edition.objects.annotate(profile=profile_path("published_by_id")).filter(profile__isnull=False).count() == 0


def test_a_list_with_profiles_is_one_query(article, publish, writer, django_assert_num_queries):
    publish("wanda", account=writer.pk)
    with django_assert_num_queries(1):
        assert [one.profile for one in ArticleEdition.objects.annotate(profile=profile_path("author_id"))]


# What somebody wrote and reviewed ---------------------------------------------------------------


def test_what_a_person_wrote_and_reviewed(article, publish, writer, reviewer):
    wanda, rosa = publish("wanda", account=writer.pk), publish("rosa", account=reviewer.pk)
    assert [(one.title, one.path) for one in wanda.written()] == [
        ("Ella Expert", "/experts/rosa/"),
        ("Bone pain", "/articles/bone-pain/"),
    ]
    assert wanda.reviewed() == rosa.written() == []
    assert [one.path for one in rosa.reviewed()] == ["/experts/wanda/", "/articles/bone-pain/"]


def test_only_what_is_live_and_signed_is_told_of(article, publish, writer, reviewer):
    profile = publish("wanda", account=writer.pk)
    scheduled = KINDS["article"].begin(writer, slug="later")
    scheduled.submit(by=writer, saved=0)
    scheduled.approve(by=reviewer, seal=scheduled.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    assert [one.pk for one in profile.written()] == [article.pk]
    with guards.lifted("a forged title", "keeps_words"):
        change(article, title="Forged")
    assert profile.written() == []


def test_nobodys_profile_tells_of_nothing(article, publish, django_assert_num_queries):
    profile = publish()
    with django_assert_num_queries(0):
        assert (profile.written(), profile.reviewed()) == ([], [])


# The pages --------------------------------------------------------------------------------------


def test_the_page_of_a_profile(article, publish, client, writer):
    live = publish(account=writer.pk)
    answer = client.get("/experts/ella-expert/")
    assert answer.status_code == 200
    assert live.html in answer.content.decode()
    assert '<a href="/articles/bone-pain/">Bone pain</a>' in answer.content.decode()
    assert 'id="written"' in answer.content.decode()
    assert 'id="reviewed"' not in answer.content.decode()


def test_the_list_of_profiles_is_in_the_order_of_names(publish, client, writer):
    publish("b", title="Berta")
    publish("a", title="Anna")
    KINDS["expert"].begin(writer, slug="draft", title="Never published")
    said = text_of(client.get("/experts/"))
    assert 0 < said.index("Anna") < said.index("Berta")
    assert "Never published" not in said


def test_an_empty_list_says_why(client, db):
    assert "No profile is published yet." in text_of(client.get("/experts/"))


@pytest.mark.parametrize("address", ["/experts/", "/experts/ella-expert/"])
def test_readers_only_read(publish, client, address):
    publish()
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_what_is_not_there_is_not_found_and_what_was_withdrawn_is_gone(publish, client, reviewer, writer):
    KINDS["expert"].begin(writer, slug="draft")
    assert client.get("/experts/draft/").status_code == client.get("/experts/nobody/").status_code == 404
    live = publish()
    live.page.withdraw(by=reviewer, reason="wrong")
    assert client.get("/experts/ella-expert/").status_code == 410


def test_an_account_slipped_into_a_live_profile_takes_it_off_the_site(publish, client, reviewer):
    live = publish()
    with guards.lifted("a forged account", "words_only_in_a_draft"):
        ExpertEdition.objects.filter(pk=live.pk).update(account=reviewer.pk)
    assert client.get("/experts/ella-expert/").status_code == 503
