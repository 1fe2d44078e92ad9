"""Signing in, and a password of one's own: through allauth, throttled, without public sign-up."""

import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import Credentials, User
from tests.conftest import ARTICLE_WORDS, KINDS, PASSWORD, make_person

pytestmark = pytest.mark.django_db

OTHER_PASSWORD = "another long enough password"
SIGN_IN = "/accounts/login/"
RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"


def sign_in(client, person, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": person.email, "password": password}, **extra)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def reset_link():
    """The address of the link in the newest mail."""
    return re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body).group(1)


def set_password_by_link(client, link, password=OTHER_PASSWORD):
    form = client.get(link)
    assert form.status_code == 302  # the key moves into the session, out of the address
    return client.post(form.url, {"password1": password, "password2": password})


# Signing in -------------------------------------------------------------------------------------


def test_a_person_signs_in_by_e_mail_and_comes_to_the_admin(client, writer):
    answer = sign_in(client, writer)
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(writer.pk)
    assert client.get("/admin/").status_code == 200


def test_capitals_in_the_e_mail_address_do_not_matter(client, writer):
    assert client.post(SIGN_IN, {"login": writer.email.upper(), "password": PASSWORD}).status_code == 302
    assert is_signed_in(client)


@pytest.mark.parametrize("given", [{"password": "wrong"}, {"login": "nobody@example.org"}, {"password": ""}])
def test_a_wrong_password_and_an_unknown_address_sign_nobody_in(client, writer, given):
    answer = client.post(SIGN_IN, {"login": writer.email, "password": PASSWORD, **given})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, writer):
    wrong = client.post(SIGN_IN, {"login": writer.email, "password": "wrong"})
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong"})
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_a_deactivated_person_does_not_get_in(client, writer):
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert sign_in(client, writer).status_code == 302
    assert not is_signed_in(client)


def test_a_session_ends_with_the_browser(client, writer):
    sign_in(client, writer)
    assert client.session.get_expire_at_browser_close()


def test_the_admin_leads_to_the_sign_in_and_back(client, writer):
    first = client.get("/admin/articles/article/")
    assert (first.status_code, first.url) == (302, "/admin/login/?next=/admin/articles/article/")
    second = client.get(first.url)
    assert (second.status_code, second.url) == (302, "/accounts/login/?next=%2Fadmin%2Farticles%2Farticle%2F")
    answer = client.post(second.url, {"login": writer.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/admin/articles/article/")


def test_signing_in_does_not_lead_to_another_site(client, writer):
    answer = client.post(f"{SIGN_IN}?next=https://evil.example/", {"login": writer.email, "password": PASSWORD})
    assert answer.url == "/admin/"


def test_nobody_signs_in_through_the_admins_own_form(client, superuser):
    """It would not be throttled."""
    answer = client.post("/admin/login/", {"username": superuser.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url.startswith(SIGN_IN)
    assert not is_signed_in(client)


def test_an_account_that_may_not_use_the_admin_is_refused_there(client):
    client.force_login(make_person("Nora Nowhere", is_staff=False))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("address", "leads_to"), [("password_change", "account_change_password"), ("logout", "account_logout")]
)
def test_what_the_admin_has_of_its_own_leads_to_allauth(client, writer, address, leads_to):
    client.force_login(writer)
    answer = client.get(f"/admin/{address}/")
    assert (answer.status_code, answer.url) == (302, reverse(leads_to))


def test_the_button_of_the_admin_signs_out_at_once(client, writer):
    client.force_login(writer)
    assert client.post("/admin/logout/").status_code == 302
    assert client.get("/admin/").status_code == 302


def test_a_demonstration_account_does_not_sign_in_to_a_production_site(client, writer, settings):
    type(writer).objects.filter(pk=writer.pk).update(is_demonstration=True)
    given = {"login": writer.email, "password": PASSWORD}
    settings.PRODUCTION = True
    client.post("/accounts/login/", given)
    assert client.get("/admin/").status_code == 302
    settings.PRODUCTION = False
    client.post("/accounts/login/", given)
    assert client.get("/admin/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/admin/").status_code == 302


def test_signing_out_ends_the_session(client, writer):
    client.force_login(writer)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)  # a link alone signs nobody out
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


# What is closed ---------------------------------------------------------------------------------


def test_there_is_no_public_sign_up(client, db):
    given = {"email": "new@example.org", "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    shown, sent = client.get("/accounts/signup/"), client.post("/accounts/signup/", given)
    assert (shown.status_code, sent.status_code) == (200, 200)
    assert b'name="password1"' not in shown.content
    assert not User.objects.exists()
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_changes_their_own_e_mail_address(client, writer, method):
    client.force_login(writer)
    given = {"email": "other@example.org", "action_add": ""}
    assert getattr(client, method)("/accounts/email/", given).status_code == 404
    assert not writer.emailaddress_set.exists()


# Throttling -------------------------------------------------------------------------------------


def test_after_repeated_wrong_passwords_even_the_right_one_is_refused_for_a_time(client, writer):
    with time_machine.travel("2026-03-02 09:00+00:00", tick=False) as clock:
        for _attempt in range(5):
            sign_in(client, writer, "wrong")
        answer = sign_in(client, writer)
        assert not is_signed_in(client)
        assert "Too many" in str(answer.context["form"].errors)
        clock.shift(5 * 60 + 1)
        assert sign_in(client, writer).status_code == 302
        assert is_signed_in(client)


def test_the_throttle_follows_the_account_to_other_machines(client, writer):
    for number in range(5):
        sign_in(client, writer, "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    sign_in(client, writer, REMOTE_ADDR="192.0.2.99")
    assert not is_signed_in(client)


def test_others_still_sign_in_while_one_account_is_throttled(client, writer, other_writer):
    for _attempt in range(5):
        sign_in(client, writer, "wrong")
    sign_in(client, other_writer)
    assert client.session["_auth_user_id"] == str(other_writer.pk)


def test_one_machine_that_tries_many_accounts_is_refused(client, writer):
    for number in range(10):
        client.post(SIGN_IN, {"login": f"guess-{number}@example.org", "password": "wrong"})
    sign_in(client, writer)
    assert not is_signed_in(client)


def test_asking_for_links_is_throttled(client, writer):
    answers = [client.post(RESET, {"email": writer.email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


# A password of one's own --------------------------------------------------------------------------


def test_the_holder_sets_a_password_by_mail_and_keeps_confirmed_credentials(client, reviewer):
    assert client.post(RESET, {"email": reviewer.email}).status_code == 302
    assert mail.outbox[-1].to == [reviewer.email]
    assert set_password_by_link(client, reset_link()).status_code == 302
    stored = User.objects.get(pk=reviewer.pk)
    assert stored.check_password(OTHER_PASSWORD)
    assert stored.why_not_credentialed() is None


def test_a_link_works_once(client, reviewer):
    client.post(RESET, {"email": reviewer.email})
    link = reset_link()
    set_password_by_link(client, link)
    again = Client().get(link)
    assert b'name="password1"' not in again.content
    assert User.objects.get(pk=reviewer.pk).check_password(OTHER_PASSWORD)


def test_a_weak_password_is_refused(client, writer):
    client.post(RESET, {"email": writer.email})
    answer = set_password_by_link(client, reset_link(), "short")
    assert answer.status_code == 200
    assert User.objects.get(pk=writer.pk).check_password(PASSWORD)


def test_a_deactivated_person_gets_no_link(client, writer):
    User.objects.filter(pk=writer.pk).update(is_active=False)
    client.post(RESET, {"email": writer.email})
    assert not any("/reset/key/" in one.body for one in mail.outbox)


def test_an_unknown_address_gets_the_same_answer_and_no_link(client, writer):
    known, unknown = (client.post(RESET, {"email": one}) for one in (writer.email, "nobody@example.org"))
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert not any("/reset/key/" in one.body for one in mail.outbox if one.to == ["nobody@example.org"])


def test_an_address_that_the_account_had_before_gets_no_link(client, reviewer):
    """Allauth remembers addresses in a table of its own; only the account's present one proves its holder."""
    client.post(RESET, {"email": reviewer.email})
    User.objects.filter(pk=reviewer.pk).update(email="new@example.org")
    former, mail.outbox[:] = reviewer.email, []
    client.post(RESET, {"email": former})
    assert not any("/reset/key/" in one.body for one in mail.outbox)
    client.post(RESET, {"email": "New@example.org"})
    assert [one.to for one in mail.outbox if "/reset/key/" in one.body] == [["new@example.org"]]


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_written_beside_the_account_gets_no_link(client, reviewer, verified):
    """Else whoever has the database would set the reviewer's password, and approve in their name."""
    reviewer.emailaddress_set.create(email="evil@example.org", verified=verified, primary=verified)
    client.post(RESET, {"email": "evil@example.org"})
    assert not any("/reset/key/" in one.body for one in mail.outbox)


def change_password(client, old=PASSWORD):
    return client.post(CHANGE, {"oldpassword": old, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD})


def test_the_holder_changes_the_password_stays_signed_in_and_keeps_confirmed_credentials(client, reviewer):
    client.force_login(reviewer)
    assert change_password(client).status_code == 302
    stored = User.objects.get(pk=reviewer.pk)
    assert stored.check_password(OTHER_PASSWORD)
    assert stored.why_not_credentialed() is None
    assert client.get("/admin/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(client, reviewer):
    elsewhere = Client()
    elsewhere.force_login(reviewer)
    client.force_login(reviewer)
    change_password(client)
    assert elsewhere.get("/admin/").status_code == 302


def test_the_old_password_is_asked_for(client, reviewer):
    client.force_login(reviewer)
    assert change_password(client, old="wrong").status_code == 200
    assert User.objects.get(pk=reviewer.pk).check_password(PASSWORD)


def test_a_stranger_changes_no_password(client, reviewer):
    answer = change_password(client)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, SIGN_IN)
    assert User.objects.get(pk=reviewer.pk).check_password(PASSWORD)


# Leaving ------------------------------------------------------------------------------------------


def set_active(client, person, active):
    given = {"name": person.name, "email": person.email, "groups": [group.pk for group in person.groups.all()]}
    answer = client.post(f"/admin/people/user/{person.pk}/change/", given | ({"is_active": "on"} if active else {}))
    assert answer.status_code == 302
    assert User.objects.get(pk=person.pk).is_active is active


def test_deactivating_an_account_ends_its_sessions_for_good(client, writer, other_writer, editor):
    theirs, others = Client(), Client()
    theirs.force_login(writer)
    others.force_login(other_writer)
    client.force_login(editor)
    key = theirs.session.session_key
    set_active(client, writer, active=False)
    assert not Session.objects.filter(pk=key).exists()
    assert theirs.get("/admin/").status_code == 302
    assert others.get("/admin/").status_code == 200
    set_active(client, User.objects.get(pk=writer.pk), active=True)
    theirs.cookies["sessionid"] = key
    assert theirs.get("/admin/").status_code == 302


def test_a_deactivated_reviewer_who_is_reactivated_is_still_credentialed(client, reviewer, editor):
    client.force_login(editor)
    set_active(client, reviewer, active=False)
    assert "role" in User.objects.get(pk=reviewer.pk).why_not_credentialed()
    set_active(client, reviewer, active=True)
    assert User.objects.get(pk=reviewer.pk).why_not_credentialed() is None
    assert Credentials.objects.get(user=reviewer).is_confirmed()


def test_an_account_whose_roles_were_all_removed_opens_nothing_on_the_desk(client, writer):
    draft = KINDS["article"].begin(writer)
    client.force_login(writer)
    addresses = [
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"/admin/articles/article/{draft.page_id}/change/",
        f"/admin/articles/articleedition/{draft.pk}/change/",
        f"/admin/editions/edition/{draft.pk}/",
        f"/admin/editions/page/{draft.page_id}/withdraw-page/",
    ]
    assert {client.get(one).status_code for one in addresses} == {200}
    writer.groups.clear()
    assert {client.get(one).status_code for one in addresses} == {403}
    assert client.get("/admin/").context["app_list"] == []
    given = {"saved_count": 0, **ARTICLE_WORDS, "title": "Changed"}
    assert client.post(f"/admin/articles/articleedition/{draft.pk}/change/", given).status_code == 403
    assert client.post(f"/admin/editions/edition/{draft.pk}/submit/", {"saved": 0}).status_code == 403
    assert client.post(f"/admin/editions/edition/{draft.pk}/discard/").status_code == 403
    assert client.post("/markdownx/markdownify/", {"content": "x"}).status_code == 403
    draft.refresh_from_db()
    assert (draft.title, draft.status) == ("Bone pain", "draft")
