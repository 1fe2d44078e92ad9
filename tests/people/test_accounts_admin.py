"""Accounts in the admin: who makes them, who changes whom, and the four roles."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people import roles
from people.models import User
from tests.conftest import PASSWORD, make_person

pytestmark = pytest.mark.django_db

LIST = "/admin/people/user/"
ADD = "/admin/people/user/add/"


def role(name):
    return Group.objects.get(name=name)


def address_of(person):
    return f"{LIST}{person.pk}/change/"


def form_of(person, **changes):
    groups = list(person.groups.values_list("pk", flat=True))
    return {"name": person.name, "email": person.email, "groups": groups, "is_active": "on"} | changes


@pytest.fixture
def editors(client, editor):
    """A browser in which the editor in chief is signed in."""
    client.force_login(editor)
    return client


# New people -------------------------------------------------------------------------------------


def test_an_editor_in_chief_makes_an_account_whose_holder_sets_the_password(editors):
    given = {"email": "nina@example.org", "name": "Nina New", "groups": [role(roles.WRITER).pk]}
    assert b'type="password"' not in editors.get(ADD).content
    assert editors.post(ADD, given).status_code == 302
    nina = User.objects.get(email="nina@example.org")
    assert not nina.has_usable_password()
    assert nina.roles == {roles.WRITER}
    assert (nina.is_staff, nina.is_superuser, nina.is_active) == (True, False, True)

    theirs = Client()
    theirs.post("/accounts/password/reset/", {"email": nina.email})
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body).group(1)
    theirs.post(theirs.get(link).url, {"password1": PASSWORD, "password2": PASSWORD})
    assert theirs.post("/accounts/login/", {"login": nina.email, "password": PASSWORD}).url == "/admin/"
    assert theirs.get("/admin/articles/article/add/").status_code == 200


def test_a_new_account_is_never_a_superuser(editors):
    given = {"email": "nina@example.org", "name": "Nina New", "is_superuser": "on", "password": PASSWORD}
    editors.post(ADD, given | {"password1": PASSWORD, "password2": PASSWORD})
    nina = User.objects.get(email="nina@example.org")
    assert not nina.is_superuser
    assert not nina.has_usable_password()


@pytest.mark.parametrize("email", ["wanda.writer@example.org", "Wanda.Writer@Example.ORG", "not an address", ""])
def test_an_address_that_is_taken_or_none_is_refused_next_to_the_field(editors, writer, email):
    answer = editors.post(ADD, {"email": email, "name": "Nina New"})
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["email"]
    assert not User.objects.filter(name="Nina New").exists()


def test_two_accounts_never_share_an_address_by_its_capitals(editors, writer, other_writer):
    answer = editors.post(address_of(other_writer), form_of(other_writer, email=writer.email.upper()))
    assert list(answer.context["adminform"].form.errors) == ["email"]
    other_writer.refresh_from_db()
    assert other_writer.email == "otto.writer@example.org"


@pytest.mark.parametrize("person", ["writer", "reviewer", "moderator", "stranger"])
def test_others_neither_make_nor_see_accounts(client, person, request, editor):
    client.force_login(request.getfixturevalue(person))
    given = {"email": "nina@example.org", "name": "Nina New"}
    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, given).status_code == 403
    assert client.post(address_of(editor), form_of(editor, name="Changed")).status_code == 403
    assert not User.objects.filter(name__in=["Nina New", "Changed"]).exists()


def test_whoever_is_not_signed_in_makes_no_account(client, db):
    assert client.get(ADD).url == f"/admin/login/?next={ADD}"
    assert client.post(ADD, {"email": "nina@example.org", "name": "Nina New"}).status_code == 403
    assert not User.objects.exists()


# Changing people --------------------------------------------------------------------------------


def test_an_editor_in_chief_changes_name_and_roles(editors, writer):
    both = [role(roles.WRITER).pk, role(roles.CLINICAL_REVIEWER).pk]
    assert editors.post(address_of(writer), form_of(writer, name="Wanda W.", groups=both)).status_code == 302
    stored = User.objects.get(pk=writer.pk)
    assert (stored.name, stored.roles) == ("Wanda W.", {roles.WRITER, roles.CLINICAL_REVIEWER})
    assert stored.check_password(PASSWORD)


def test_only_the_four_roles_are_offered(editors, writer):
    extra = Group.objects.create(name="everything")
    answer = editors.post(address_of(writer), form_of(writer, groups=[extra.pk]))
    assert list(answer.context["adminform"].form.errors) == ["groups"]
    assert User.objects.get(pk=writer.pk).roles == {roles.WRITER}


def test_an_editor_in_chief_makes_no_superuser(editors, writer, editor):
    for person in (writer, editor):
        fields = editors.get(address_of(person)).context["adminform"].form.fields
        assert not {"is_superuser", "is_staff", "user_permissions"} & set(fields)
        given = form_of(person, is_superuser="on", is_staff="on", user_permissions=["1"])
        assert editors.post(address_of(person), given).status_code == 302
        stored = User.objects.get(pk=person.pk)
        assert not stored.is_superuser
        assert not stored.user_permissions.exists()


def test_an_editor_in_chief_does_not_change_a_superuser(editors, superuser):
    before = User.objects.filter(pk=superuser.pk).values().get()
    assert editors.get(address_of(superuser)).status_code == 200  # may look
    given = form_of(superuser, email="mine@example.org", is_active="")
    assert editors.post(address_of(superuser), given).status_code == 403
    new = {"password1": "another long password", "password2": "another long password", "usable_password": "true"}
    assert editors.get(f"{LIST}{superuser.pk}/password/").status_code == 403
    assert editors.post(f"{LIST}{superuser.pk}/password/", new).status_code == 403
    assert User.objects.filter(pk=superuser.pk).values().get() == before


def test_a_superuser_makes_a_superuser(client, superuser, writer):
    client.force_login(superuser)
    assert client.post(address_of(writer), form_of(writer, is_superuser="on", is_staff="on")).status_code == 302
    assert User.objects.get(pk=writer.pk).is_superuser


@pytest.mark.parametrize("person", ["editor", "superuser"])
def test_nobody_deletes_accounts(client, person, writer, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(f"{LIST}{writer.pk}/delete/").status_code == 403
    assert client.post(f"{LIST}{writer.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [writer.pk], "post": "yes"}
    client.post(LIST, chosen)
    assert User.objects.filter(pk=writer.pk).exists()
    assert b"delete_selected" not in client.get(LIST).content


def test_an_account_that_is_not_there_is_said_to_be_missing(editors):
    answer = editors.get(f"{LIST}99999/change/", follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]


def test_the_list_shows_the_roles_with_a_constant_number_of_queries(
    editors, writer, reviewer, moderator, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as few:
        content = editors.get(LIST).content.decode()
    for name in ("writer", "clinical reviewer", "moderator", "editor in chief"):
        assert f"{name}</td>" in content
    for number in range(10):
        make_person(f"Writer {number}", roles.WRITER)
    with django_assert_num_queries(len(few)):
        assert editors.get(LIST).content.decode().count("writer</td>") == 11


# The roles --------------------------------------------------------------------------------------


def permissions():
    return {
        group.name: sorted(group.permissions.values_list("content_type__app_label", "codename"))
        for group in Group.objects.all()
    }


def migrated():
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_the_four_roles_are_there_after_migrate(db):
    assert set(permissions()) == set(roles.ROLES)
    assert ("articles", "add_article") in permissions()[roles.WRITER]
    assert ("articles", "change_articleedition") in permissions()[roles.WRITER]
    assert ("people", "change_credentials") in permissions()[roles.EDITOR_IN_CHIEF]
    assert ("people", "view_credentials") in permissions()[roles.CLINICAL_REVIEWER]
    assert not any(name.startswith(("add_", "change_")) for _app, name in permissions()[roles.MODERATOR])
    deleted = {(role, name) for role, of in permissions().items() for _app, name in of if name.startswith("delete_")}
    # A step is taken off the path; a word that found nothing may turn out to be somebody's name.
    assert deleted == {(roles.EDITOR_IN_CHIEF, "delete_firststep"), (roles.EDITOR_IN_CHIEF, "delete_unfound")}


def test_migrating_again_changes_nothing(db):
    before = permissions()
    migrated()
    assert permissions() == before


def test_a_role_that_was_lost_is_made_again(db):
    before = permissions()
    role(roles.WRITER).delete()
    role(roles.EDITOR_IN_CHIEF).permissions.clear()
    migrated()
    assert permissions() == before


def test_what_an_operator_granted_stays(db):
    extra = Permission.objects.get(codename="delete_topic")
    role(roles.MODERATOR).permissions.add(extra)
    migrated()
    assert extra in role(roles.MODERATOR).permissions.all()


def test_a_superuser_has_no_role(superuser):
    assert superuser.roles == frozenset()
    assert not superuser.has_role(*roles.ROLES)
    assert "role" in superuser.why_not_credentialed()


def test_a_deactivated_person_has_no_role(writer):
    assert writer.has_role(roles.WRITER)
    writer.is_active = False
    assert not writer.has_role(roles.WRITER)
    writer.save()
    assert not User.objects.with_role(roles.WRITER).exists()
