"""The app `data`."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Data."""

    name = "smartstart.workspace.data"
    label = "workspace_data"
    verbose_name = "Data"
