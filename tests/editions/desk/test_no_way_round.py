"""What is no move changes nothing: other methods, unknown names and ids, forged forms, bulk actions, deletion."""

import pytest
from django.test import Client

from editions.models import Topic
from people.models import Credentials, User
from tests.conftest import ARTICLE_WORDS
from tests.editions.desk.browsing import LIST, desk_address, move_address, page_move_address, signed_in, snapshot
from tests.editions.desk.cast import PEOPLE, SIGNED_OUT

pytestmark = pytest.mark.django_db


MOVES = ["submit", "discard", "take-back", "decide", "publish-early", "cancel", "claim", "release", "ask", "note"]

# Methods, names, ids and tokens ------------------------------------------------------------------


@pytest.mark.parametrize("name", MOVES)
def test_a_move_of_an_edition_is_only_ever_posted(name, draft, author):
    before = snapshot()
    for method in ("get", "head", "put", "delete"):
        assert getattr(signed_in(author), method)(move_address(draft, name)).status_code == 405
    assert snapshot() == before


@pytest.mark.parametrize("name", ["start", "unchanged", "take-over", "withdraw"])
def test_a_move_of_a_page_is_only_ever_posted(name, live, editor):
    before = snapshot()
    for method in ("get", "head", "put", "delete"):
        assert getattr(signed_in(editor), method)(page_move_address(live, name)).status_code == 405
    assert snapshot() == before


def test_the_pages_of_the_desk_are_only_ever_read(live, editor):
    browser = signed_in(editor)
    for address in (desk_address(live), page_move_address(live, "withdraw-page")):
        assert browser.get(address).status_code == 200
        assert browser.post(address, {"reason": "wrong"}).status_code == 405


@pytest.mark.parametrize("name", ["approve", "publish", "delete", "start", "withdraw", "submit-"])
def test_an_unknown_move_of_an_edition_is_not_found(name, draft, editor):
    before = snapshot()
    assert signed_in(editor).post(move_address(draft, name)).status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("name", ["submit", "delete", "publish", "move_to"])
def test_an_unknown_move_of_a_page_is_not_found(name, draft, editor):
    before = snapshot()
    assert signed_in(editor).post(page_move_address(draft, name)).status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("pk", ["99999", "9" * 30])
def test_what_is_not_there_is_not_found(pk, editor):
    browser = signed_in(editor)
    assert browser.get(f"/admin/editions/edition/{pk}/").status_code == 404
    assert browser.post(f"/admin/editions/edition/{pk}/submit/").status_code == 404
    assert browser.get(f"/admin/editions/page/{pk}/withdraw-page/").status_code == 404
    assert browser.post(f"/admin/editions/page/{pk}/withdraw/").status_code == 404


def test_editions_and_pages_have_no_lists_and_forms_of_their_own(draft, superuser):
    browser = signed_in(superuser)
    for model, pk in (("edition", draft.pk), ("page", draft.page_id)):
        for end in ("", "add/", f"{pk}/change/", f"{pk}/delete/"):
            assert browser.get(f"/admin/editions/{model}/{end}").status_code in {404, 405}
            before = snapshot()
            browser.post(f"/admin/editions/{model}/{end}", {"post": "yes", "status": "published"})
            assert snapshot() == before


def test_who_may_look(live, turn):
    for person in PEOPLE:
        with turn(person) as browser:
            for address in (desk_address(live), page_move_address(live, "withdraw-page")):
                answer = browser.get(address)
                assert answer.status_code == (302 if person in SIGNED_OUT else 403 if person == "stranger" else 200)
                assert (b"Bone pain" in answer.content) == (answer.status_code == 200)


def test_a_post_without_a_token_is_refused(submitted, reviewer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reviewer)
    before = snapshot()
    answer = browser.post(move_address(submitted, "decide"), {"seal": submitted.seal, "decision": "now"})
    assert answer.status_code == 403
    assert snapshot() == before


# No way round: bulk actions and deletion --------------------------------------------------------


@pytest.mark.parametrize("person", ["editor", "superuser"])
@pytest.mark.parametrize("action", ["delete_selected", "publish", "make_published"])
def test_no_list_has_an_action_that_changes_anything(action, person, live, browser_of):
    topic = Topic.objects.create(name="Pain", slug="pain")
    credentials = Credentials.objects.values_list("pk", flat=True)[0]
    browser = browser_of(person)
    before = snapshot()
    people = list(User.objects.values("pk", "is_active", "is_superuser"))
    for address, pk in [
        (LIST, live.page_id),
        ("/admin/articles/articleedition/", live.pk),
        ("/admin/editions/edition/", live.pk),
        ("/admin/editions/page/", live.page_id),
        ("/admin/people/user/", live.author_id),
        ("/admin/people/credentials/", credentials),
    ]:
        for more in ({}, {"post": "yes"}, {"index": 0, "select_across": 1}):
            browser.post(address, {"action": action, "_selected_action": [pk], **more})
    if person == "editor":
        browser.post("/admin/editions/topic/", {"action": action, "_selected_action": [topic.pk], "post": "yes"})
    assert snapshot() == before
    assert list(User.objects.values("pk", "is_active", "is_superuser")) == people
    assert Credentials.objects.filter(pk=credentials).exists()
    assert Topic.objects.filter(pk=topic.pk).exists()


@pytest.mark.parametrize("person", ["author", "editor", "superuser"])
def test_nothing_is_deleted_in_the_admin(person, draft, browser_of):
    browser = browser_of(person)
    before = snapshot()
    for address in (f"{LIST}{draft.page_id}/delete/", f"/admin/articles/articleedition/{draft.pk}/delete/"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"post": "yes"}).status_code == 403
    assert snapshot() == before


def test_no_draft_is_added_but_on_its_page(superuser, draft):
    browser = signed_in(superuser)
    before = snapshot()
    address = "/admin/articles/articleedition/add/"
    assert browser.get(address).status_code == 403
    assert browser.post(address, {"saved_count": 0, **ARTICLE_WORDS}).status_code == 403
    assert snapshot() == before
    assert browser.get("/admin/articles/articleedition/").url == LIST
