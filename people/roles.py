"""The four roles. A role is a group of that name, created after every ``migrate``.

What a role may *see and open in the admin* are Django permissions, which each app grants to the
roles when it is ready. What a person may *do to an edition* is decided by the role itself and never
by a permission, so that being a superuser opens no way round a second clinician.
"""

from collections import defaultdict

from django.apps import apps as installed_apps

WRITER = "writer"
CLINICAL_REVIEWER = "clinical reviewer"
MODERATOR = "moderator"
EDITOR_IN_CHIEF = "editor in chief"
ROLES = (WRITER, CLINICAL_REVIEWER, MODERATOR, EDITOR_IN_CHIEF)

_granted = defaultdict(set)


def grant(role, *permissions):
    """Give the role permissions ("app_label.codename") at the next ``migrate``; called by apps when ready."""
    _granted[role].update(permissions)


def create_after_migrate(using, apps=installed_apps, **kwargs):
    """Create the groups and add what is granted; adds only, so that an operator's own grants stay.

    Runs after each app's migration: permissions of later apps do not exist yet in the first calls.
    """
    try:
        Group = apps.get_model("auth", "Group")
        Permission = apps.get_model("auth", "Permission")
    except LookupError:
        return
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role in ROLES:
        group, _created = Group.objects.using(using).get_or_create(name=role)
        wanted = {permissions[name] for name in _granted[role] if name in permissions}
        group.permissions.add(*wanted - set(group.permissions.all()))
