"""The app `references`."""

from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    """Verwijzingen."""

    name = "smartstart.web.references"
    label = "web_references"
    verbose_name = "Verwijzingen"
