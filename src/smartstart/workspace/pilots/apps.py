"""The app `pilots`."""

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    """Pilots."""

    name = "smartstart.workspace.pilots"
    label = "workspace_pilots"
    verbose_name = "Pilots"
