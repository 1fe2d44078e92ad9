"""Confirmed credentials: who confirms them, what suspends them, and what keeps them."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from editions.models import Status
from people import roles
from people.models import Credentials, User
from people.refused import Refused
from tests.conftest import KINDS, PASSWORD, give_credentials, make_person

pytestmark = pytest.mark.django_db

OTHER_PASSWORD = "another long enough password"
SUSPENDED = "suspended"


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert cursor.rowcount == 1


def stored(person):
    return User.objects.get(pk=person.pk)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def form_of(credentials, **changes):
    """What the admin's form of a record sends back, unless it was changed there."""
    names = ("name", "letters", "role", "organisation", "registration_body", "registration_number", "valid_until")
    return {name: getattr(credentials, name) for name in names} | changes


def address_of(credentials):
    return f"/admin/people/credentials/{credentials.pk}/change/"


@pytest.fixture
def second_editor(db):
    return make_person("Egon Editor", roles.EDITOR_IN_CHIEF)


@pytest.fixture
def unconfirmed(db):
    return give_credentials(make_person("Nina New", roles.CLINICAL_REVIEWER), confirmed_by=None)


# Who confirms -----------------------------------------------------------------------------------


def test_an_editor_in_chief_confirms(unconfirmed, editor):
    assert "not confirmed yet" in stored(unconfirmed.user).why_not_credentialed()
    unconfirmed.confirm(by=editor)
    record = stored(unconfirmed.user).credentials
    assert record.why_not_valid() is None
    assert record.confirmed_by == editor
    assert timezone.now() - record.confirmed_at < datetime.timedelta(minutes=1)


@pytest.mark.parametrize("person", ["writer", "reviewer", "moderator", "superuser", "stranger"])
def test_nobody_else_confirms(unconfirmed, person, request):
    with pytest.raises(Refused, match="Only an editor in chief") as refusal:
        unconfirmed.confirm(by=request.getfixturevalue(person))
    assert refusal.value.code == "role"
    assert not Credentials.objects.get(pk=unconfirmed.pk).is_confirmed()


def test_a_deactivated_editor_in_chief_does_not_confirm(unconfirmed, editor):
    editor.is_active = False
    editor.save()
    with pytest.raises(Refused, match="Only an editor in chief"):
        unconfirmed.confirm(by=editor)


def test_nobody_confirms_their_own(editor, second_editor):
    editor.groups.add(Group.objects.get(name=roles.CLINICAL_REVIEWER))
    own = give_credentials(stored(editor), confirmed_by=None)
    with pytest.raises(Refused, match="Ask another editor in chief") as refusal:
        own.confirm(by=stored(editor))
    assert refusal.value.code == "own"
    assert not own.is_confirmed()
    own.confirm(by=second_editor)
    assert stored(editor).why_not_credentialed() is None


def test_ended_ones_are_not_confirmed(editor):
    person = make_person("Nina New", roles.CLINICAL_REVIEWER)
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    ended = give_credentials(person, confirmed_by=None, valid_until=yesterday)
    with pytest.raises(Refused, match="Enter a later date first") as refusal:
        ended.confirm(by=editor)
    assert refusal.value.code == "expired"
    ended.valid_until += datetime.timedelta(days=1)
    ended.confirm(by=editor)
    assert ended.is_confirmed()


# What suspends ----------------------------------------------------------------------------------


def set_in_the_admin(person, editor, **_):
    given = {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD, "usable_password": "true"}
    answer = signed_in(editor).post(f"/admin/people/user/{person.pk}/password/", given)
    assert answer.status_code == 302
    assert stored(person).check_password(OTHER_PASSWORD)


def taken_away_in_the_admin(person, editor, **_):
    given = {"usable_password": "false", "unset-password": "Disable"}
    answer = signed_in(editor).post(f"/admin/people/user/{person.pk}/password/", given)
    assert answer.status_code == 302
    assert not stored(person).has_usable_password()


def set_in_a_shell(person, **_):
    same = stored(person)
    same.set_password(OTHER_PASSWORD)
    same.save()


def password_by_update(person, **_):
    User.objects.filter(pk=person.pk).update(password=make_password(OTHER_PASSWORD))


def password_by_sql(person, **_):
    sql("UPDATE people_user SET password = %s WHERE id = %s", make_password(OTHER_PASSWORD), person.pk)


def the_same_password_hashed_by_sql(person, **_):
    sql("UPDATE people_user SET password = %s WHERE id = %s", make_password(PASSWORD), person.pk)


def e_mail_in_the_admin(person, editor, **_):
    given = {
        "name": person.name,
        "email": "other@example.org",
        "groups": person.groups.values_list("pk", flat=True),
        "is_active": "on",
    }
    assert signed_in(editor).post(f"/admin/people/user/{person.pk}/change/", given).status_code == 302
    assert stored(person).email == "other@example.org"


def e_mail_by_sql(person, **_):
    sql("UPDATE people_user SET email = %s WHERE id = %s", "other@example.org", person.pk)


def confirmed_by_rewritten_by_sql(person, second_editor, **_):
    sql("UPDATE people_credentials SET confirmed_by_id = %s WHERE user_id = %s", second_editor.pk, person.pk)


def confirmed_at_rewritten(person, **_):
    Credentials.objects.filter(user=person).update(confirmed_at=timezone.now() + datetime.timedelta(days=1))


def copied_from_another_persons_record(person, editor, **_):
    other = give_credentials(make_person("Nina New", roles.CLINICAL_REVIEWER), confirmed_by=editor)
    copied = ("name", "letters", "role", "organisation", "registration_body", "registration_number", "valid_until",
              "confirmed_by_id", "confirmed_at", "confirmation")  # fmt: skip
    Credentials.objects.filter(user=person).update(**{name: getattr(other, name) for name in copied})


def moved_to_another_person(person, **_):
    """The confirmed record itself is given to somebody else, and theirs to the reviewer."""
    other = give_credentials(make_person("Nina New", roles.CLINICAL_REVIEWER), confirmed_by=None)
    mine, theirs = person.credentials.confirmation, other.pk
    Credentials.objects.filter(user=person).update(confirmation="invented")
    Credentials.objects.filter(pk=theirs).update(confirmation=mine)
    assert SUSPENDED in stored(other.user).why_not_credentialed()


def a_key_that_is_no_longer_accepted(settings, **_):
    settings.COUNTERSIGN_KEYS = ["a key of which nobody has heard until today"]


def an_invented_confirmation(person, **_):
    Credentials.objects.filter(user=person).update(confirmation="12345678:" + "0" * 64)


SUSPENSIONS = [
    set_in_the_admin, taken_away_in_the_admin, set_in_a_shell, password_by_update, password_by_sql,
    the_same_password_hashed_by_sql, e_mail_in_the_admin, e_mail_by_sql, confirmed_by_rewritten_by_sql,
    confirmed_at_rewritten, copied_from_another_persons_record, moved_to_another_person,
    a_key_that_is_no_longer_accepted, an_invented_confirmation,
]  # fmt: skip


@pytest.fixture
def suspend(reviewer, editor, second_editor, settings):
    def suspend(way):
        assert stored(reviewer).why_not_credentialed() is None
        way(person=stored(reviewer), editor=editor, second_editor=second_editor, settings=settings)

    return suspend


@pytest.mark.parametrize("way", SUSPENSIONS, ids=lambda way: way.__name__)
def test_whatever_somebody_else_changes_suspends(way, suspend, reviewer):
    suspend(way)
    reason = stored(reviewer).why_not_credentialed()
    assert SUSPENDED in reason
    assert "Set a password of your own, then ask an editor in chief to confirm them again." in reason


PRINTED = {
    "name": "Prof. Rosa Reviewer",
    "letters": "MD, PhD",
    "role": "professor",
    "organisation": "Another hospital",
    "registration_body": "Another council",
    "registration_number": "1234",
    "valid_until": datetime.date(2099, 1, 1),
}


@pytest.mark.parametrize("field", PRINTED)
def test_a_change_of_what_was_confirmed_suspends(field, reviewer):
    Credentials.objects.filter(user=reviewer).update(**{field: PRINTED[field]})
    assert SUSPENDED in stored(reviewer).why_not_credentialed()


@pytest.mark.parametrize("field", PRINTED)
def test_so_does_a_change_in_the_admin(field, reviewer, editor):
    record = reviewer.credentials
    answer = signed_in(editor).post(address_of(record), form_of(record, **{field: PRINTED[field]}))
    assert answer.status_code == 302
    assert SUSPENDED in stored(reviewer).why_not_credentialed()
    assert getattr(Credentials.objects.get(pk=record.pk), field) == PRINTED[field]


def test_saving_the_form_without_a_change_suspends_nothing(reviewer, editor):
    assert signed_in(editor).post(address_of(reviewer.credentials), form_of(reviewer.credentials)).status_code == 302
    assert stored(reviewer).why_not_credentialed() is None


def test_a_suspended_reviewer_approves_nothing_and_is_printed_nowhere(reviewer, writer):
    edition = KINDS["article"].begin(writer)
    edition.submit(by=writer, saved=0)
    password_by_sql(reviewer)
    with pytest.raises(Refused, match=SUSPENDED):
        edition.approve(by=stored(reviewer), seal=edition.seal)
    edition.refresh_from_db()
    assert edition.status == Status.IN_REVIEW


@pytest.mark.parametrize("way", [set_in_the_admin, e_mail_in_the_admin, password_by_sql, e_mail_by_sql])
def test_a_suspended_holder_who_changes_their_own_password_stays_suspended(way, suspend, reviewer, client):
    suspend(way)
    password = PASSWORD if stored(reviewer).check_password(PASSWORD) else OTHER_PASSWORD
    client.force_login(stored(reviewer))
    given = {"oldpassword": password, "password1": "a third long password", "password2": "a third long password"}
    assert client.post("/accounts/password/change/", given).status_code == 302
    assert stored(reviewer).check_password("a third long password")
    assert SUSPENDED in stored(reviewer).why_not_credentialed()


def test_putting_the_old_address_back_does_not_help_whoever_got_a_link_meanwhile(client, reviewer):
    """A link asked for at another address is void once the account has its own address again."""
    User.objects.filter(pk=reviewer.pk).update(email="evil@example.org")
    client.post("/accounts/password/reset/", {"email": "evil@example.org"})
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body).group(1)
    entered = client.get(link)
    User.objects.filter(pk=reviewer.pk).update(email=reviewer.email)
    client.post(entered.url, {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD})
    assert stored(reviewer).check_password(PASSWORD)


def test_after_a_suspension_they_are_confirmed_again(reviewer, second_editor):
    set_in_a_shell(reviewer)
    stored(reviewer).credentials.confirm(by=second_editor)
    assert stored(reviewer).why_not_credentialed() is None


# What keeps them --------------------------------------------------------------------------------


class FewRounds(PBKDF2PasswordHasher):
    iterations = 10


class MoreRounds(PBKDF2PasswordHasher):
    iterations = 20


def test_a_stronger_hash_of_the_same_password_at_sign_in_keeps_them(client, reviewer, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.FewRounds", *settings.PASSWORD_HASHERS]
    reviewer.set_own_password(PASSWORD)
    before = stored(reviewer).password
    settings.PASSWORD_HASHERS = [f"{__name__}.MoreRounds"]
    client.post("/accounts/login/", {"login": reviewer.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(reviewer.pk)
    after = stored(reviewer).password
    assert (before.split("$")[1], after.split("$")[1]) == ("10", "20")
    assert stored(reviewer).why_not_credentialed() is None


def test_a_stronger_hash_does_not_lift_a_suspension(client, reviewer, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.FewRounds", *settings.PASSWORD_HASHERS]
    the_same_password_hashed_by_sql(reviewer)
    settings.PASSWORD_HASHERS = [f"{__name__}.MoreRounds"]
    client.post("/accounts/login/", {"login": reviewer.email, "password": PASSWORD})
    assert stored(reviewer).password.split("$")[1] == "20"
    assert SUSPENDED in stored(reviewer).why_not_credentialed()


def test_signing_in_and_a_wrong_password_keep_them(client, reviewer):
    for password in ("wrong", PASSWORD):
        client.post("/accounts/login/", {"login": reviewer.email, "password": password})
    assert stored(reviewer).last_login
    assert stored(reviewer).why_not_credentialed() is None


def test_what_is_not_printed_may_change(reviewer):
    User.objects.filter(pk=reviewer.pk).update(name="Rosa R.")
    assert stored(reviewer).why_not_credentialed() is None


def test_older_keys_stay_valid_for_reading_and_the_newest_signs(reviewer, editor, settings):
    old, new = settings.COUNTERSIGN_KEYS[0], "a newer key that is long enough to be one"
    settings.COUNTERSIGN_KEYS = [new, old]
    assert stored(reviewer).why_not_credentialed() is None
    fresh = give_credentials(make_person("Nina New", roles.CLINICAL_REVIEWER), confirmed_by=editor)
    settings.COUNTERSIGN_KEYS = [new]
    assert stored(fresh.user).why_not_credentialed() is None
    assert SUSPENDED in stored(reviewer).why_not_credentialed()
    settings.COUNTERSIGN_KEYS = [old]
    assert SUSPENDED in stored(fresh.user).why_not_credentialed()


# Ending -----------------------------------------------------------------------------------------


def test_they_hold_on_their_last_day_and_have_ended_on_the_next(reviewer, writer, editor):
    with time_machine.travel("2026-06-01 12:00+00:00", tick=False) as clock:
        record = reviewer.credentials
        record.valid_until = datetime.date(2026, 6, 30)
        record.confirm(by=editor)
        edition = KINDS["article"].begin(writer)
        edition.submit(by=writer, saved=0)
        clock.move_to("2026-06-30 23:59:59+00:00")
        assert stored(reviewer).why_not_credentialed() is None
        clock.move_to("2026-07-01 00:00:00+00:00")
        assert stored(reviewer).why_not_credentialed() == (
            "Your credentials were valid until 30 June 2026. Ask an editor in chief to renew them."
        )
        with pytest.raises(Refused, match="renew"):
            edition.approve(by=stored(reviewer), seal=edition.seal)


def test_each_refusal_says_what_to_do(writer, editor):
    assert "Ask an editor in chief for that role." in writer.why_not_credentialed()
    bare = make_person("Berta Bare", roles.CLINICAL_REVIEWER)
    assert "Ask an editor in chief to record and confirm them." in bare.why_not_credentialed()
    give_credentials(bare, confirmed_by=None)
    assert "Ask an editor in chief to confirm them." in stored(bare).why_not_credentialed()


def test_credentials_do_not_replace_the_role(reviewer):
    reviewer.groups.clear()
    assert "Only a clinical reviewer approves." in stored(reviewer).why_not_credentialed()


# The form in the admin --------------------------------------------------------------------------


def test_an_editor_in_chief_records_and_confirms_with_the_button(client, editor):
    person = make_person("Nina New", roles.CLINICAL_REVIEWER)
    client.force_login(editor)
    answer = client.post("/admin/people/credentials/add/", {"user": person.pk, **PRINTED})
    record = Credentials.objects.get(user=person)
    assert answer.status_code == 302
    assert "not confirmed yet" in client.get(address_of(record)).content.decode()
    assert b'name="_confirm"' in client.get(address_of(record)).content
    answer = client.post(address_of(record), form_of(record, letters="MB BS", _confirm="1"), follow=True)
    assert "The credentials are confirmed, in your name." in answer.content.decode()
    record.refresh_from_db()
    assert record.letters == "MB BS"  # what was typed is saved, and that is what is confirmed
    assert record.confirmed_by == editor
    assert stored(person).why_not_credentialed() is None


def test_the_person_of_a_record_never_changes(client, editor, reviewer, writer):
    client.force_login(editor)
    client.post(address_of(reviewer.credentials), form_of(reviewer.credentials, user=writer.pk))
    assert Credentials.objects.get(pk=reviewer.credentials.pk).user == reviewer


def test_the_button_refuses_ones_own_record(client, editor):
    editor.groups.add(Group.objects.get(name=roles.CLINICAL_REVIEWER))
    own = give_credentials(editor, confirmed_by=None)
    client.force_login(editor)
    answer = client.post(address_of(own), form_of(own, _confirm="1"), follow=True)
    assert "Nobody confirms their own credentials." in answer.content.decode()
    assert not Credentials.objects.get(pk=own.pk).is_confirmed()


def test_the_button_refuses_a_superuser_without_the_role(client, superuser, unconfirmed):
    client.force_login(superuser)
    answer = client.post(address_of(unconfirmed), form_of(unconfirmed, _confirm="1"), follow=True)
    assert "Only an editor in chief confirms credentials." in answer.content.decode()
    assert not Credentials.objects.get(pk=unconfirmed.pk).is_confirmed()


def test_the_button_refuses_what_is_not_filled_in(client, editor, unconfirmed):
    client.force_login(editor)
    answer = client.post(address_of(unconfirmed), form_of(unconfirmed, letters="", _confirm="1"))
    assert answer.status_code == 200
    assert "letters" in answer.context["adminform"].form.errors
    assert not Credentials.objects.get(pk=unconfirmed.pk).is_confirmed()


def test_a_reviewer_only_looks(client, reviewer):
    client.force_login(reviewer)
    shown = client.get(address_of(reviewer.credentials))
    assert shown.status_code == 200
    assert b"A council" in shown.content
    assert b'name="_confirm"' not in shown.content
    assert b'name="letters"' not in shown.content
    sent = client.post(address_of(reviewer.credentials), form_of(reviewer.credentials, letters="MD", _confirm="1"))
    assert sent.status_code == 403
    assert stored(reviewer).credentials.letters == "MB BS"


@pytest.mark.parametrize("person", ["writer", "moderator", "stranger"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_not_open_it(client, person, method, unconfirmed, request):
    client.force_login(request.getfixturevalue(person))
    for address in (address_of(unconfirmed), "/admin/people/credentials/", "/admin/people/credentials/add/"):
        assert getattr(client, method)(address, form_of(unconfirmed, _confirm="1")).status_code == 403
    assert not Credentials.objects.get(pk=unconfirmed.pk).is_confirmed()


def test_whoever_is_not_signed_in_confirms_nothing(client, unconfirmed):
    assert client.post(address_of(unconfirmed), form_of(unconfirmed, _confirm="1")).status_code == 403
    assert not Credentials.objects.get(pk=unconfirmed.pk).is_confirmed()


def test_whoever_took_a_sign_in_over_does_not_confirm_it_again(client, reviewer, editor):
    """One editor in chief alone cannot become a reviewer who is there already."""
    client.force_login(editor)
    address = f"/admin/people/user/{reviewer.pk}/"
    given = {"password1": "another long password", "password2": "another long password", "usable_password": "true"}
    assert client.post(f"{address}password/", given).status_code == 302
    record = Credentials.objects.get(user=reviewer)
    assert not record.is_confirmed()
    with pytest.raises(Refused) as refusal:
        record.confirm(by=editor)
    assert refusal.value.code == "sign_in"
    second = make_person("Emma Editor", roles.EDITOR_IN_CHIEF)
    Credentials.objects.get(user=reviewer).confirm(by=second)
    Credentials.objects.get(user=reviewer).confirm(by=editor)

    groups = list(reviewer.groups.values_list("pk", flat=True))
    given = {"name": reviewer.name, "email": "elsewhere@example.org", "is_active": "on", "groups": groups}
    assert client.post(f"{address}change/", given).status_code == 302
    assert not Credentials.objects.get(user=reviewer).is_confirmed()
    with pytest.raises(Refused):
        Credentials.objects.get(user=reviewer).confirm(by=editor)


def test_an_editor_in_chief_suspends_with_the_button(client, reviewer, editor, writer):
    record = reviewer.credentials
    with pytest.raises(Refused):
        record.suspend(by=writer)
    client.force_login(editor)
    client.post(address_of(record), form_of(record, _suspend="1"))
    assert not Credentials.objects.get(pk=record.pk).is_confirmed()
    assert "suspended" in type(reviewer).objects.get(pk=reviewer.pk).why_not_credentialed()


def test_a_record_that_is_not_there_is_said_to_be_missing(client, editor):
    client.force_login(editor)
    answer = client.get("/admin/people/credentials/99999/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist" in answer.content.decode()


@pytest.mark.parametrize("person", ["editor", "superuser"])
def test_nobody_deletes_a_record(client, person, reviewer, request):
    client.force_login(request.getfixturevalue(person))
    address = f"/admin/people/credentials/{reviewer.credentials.pk}/delete/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert Credentials.objects.filter(user=reviewer).exists()


def test_list_and_form_say_how_each_record_stands(client, editor, reviewer, unconfirmed):
    today = timezone.now().date()
    give_credentials(make_person("Erna Ending", roles.CLINICAL_REVIEWER), editor, valid_until=today)
    changed = give_credentials(make_person("Susi Suspended", roles.CLINICAL_REVIEWER), editor)
    password_by_sql(changed.user)
    words = ["not confirmed yet", "suspended: changed since they were confirmed", ">confirmed<", ">ended<"]

    def listed():
        client.force_login(editor)
        content = client.get("/admin/people/credentials/").content.decode()
        return [content.count(one) for one in words]

    assert listed() == [1, 1, 2, 0]
    assert words[1] in client.get(address_of(changed)).content.decode()
    with time_machine.travel(today + datetime.timedelta(days=1), tick=False):
        assert listed() == [1, 1, 1, 1]
