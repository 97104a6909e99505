"""The app that knows what is kept and for how long."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Retention and privacy classes."""

    name = "smartstart.web.privacy"
    label = "web_privacy"
    verbose_name = "Bewaren en verwijderen"
