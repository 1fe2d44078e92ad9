from django.apps import AppConfig


class MarkupConfig(AppConfig):
    """Markdown to safe HTML, sources, differences between texts. Knows no model."""

    name = "markup"
