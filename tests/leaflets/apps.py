from django.apps import AppConfig


class LeafletsConfig(AppConfig):
    """A second, tiny kind, for the tests only: it has no guard, seal or life-cycle code of its own."""

    name = "tests.leaflets"
    label = "leaflets"
