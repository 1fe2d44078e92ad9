from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        from people import roles

        roles.grant(roles.EDITOR_IN_CHIEF, "people.view_user", "people.add_user", "people.change_user")
        roles.grant(
            roles.EDITOR_IN_CHIEF,
            "people.view_credentials",
            "people.add_credentials",
            "people.change_credentials",
        )
        roles.grant(roles.CLINICAL_REVIEWER, "people.view_credentials")
        post_migrate.connect(roles.create_after_migrate, dispatch_uid="people.roles")
