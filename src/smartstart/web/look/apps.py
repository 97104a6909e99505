"""The app `look`."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Uiterlijk."""

    name = "smartstart.web.look"
    label = "web_look"
    verbose_name = "Uiterlijk"
