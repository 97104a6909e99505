"""The app `insight`."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Inzicht."""

    name = "smartstart.workspace.insight"
    label = "workspace_insight"
    verbose_name = "Inzicht"
