"""The app `overview`."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Overzicht."""

    name = "smartstart.workspace.overview"
    label = "workspace_overview"
    verbose_name = "Overzicht"
