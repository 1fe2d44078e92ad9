from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    """The life cycle that every kind of text goes through. Knows no kind."""

    name = "editions"
    verbose_name = _("Editions")

    def ready(self):
        from editions import checks, first_steps, guards, kinds  # noqa: F401  (the first two register themselves)
        from people import roles

        pre_migrate.connect(guards.rest_while_migrating, dispatch_uid="editions.guards")
        for role in (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF):
            roles.grant(role, "editions.view_page", "editions.view_topic")
        for role in roles.ROLES:
            roles.grant(role, "editions.view_firststep")
        changes = ("add_topic", "change_topic", "add_firststep", "change_firststep", "delete_firststep")
        roles.grant(roles.EDITOR_IN_CHIEF, *(f"editions.{change}" for change in changes))
        for model in kinds.edition_models().values():
            _grant_kind(roles, model)


def _grant_kind(roles, model):
    """What the roles open in the admin for one kind: its pages and its editions."""
    app, edition, page = model._meta.app_label, model._meta.model_name, model.page_model()._meta.model_name
    everybody = (roles.WRITER, roles.CLINICAL_REVIEWER, roles.MODERATOR, roles.EDITOR_IN_CHIEF)
    for role in everybody:
        roles.grant(role, f"{app}.view_{page}", f"{app}.view_{edition}")
    for role in (roles.WRITER, roles.EDITOR_IN_CHIEF):
        roles.grant(role, f"{app}.add_{page}", f"{app}.change_{page}", f"{app}.change_{edition}")
