"""The app `directory`."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Smoelenboek."""

    name = "smartstart.workspace.directory"
    label = "workspace_directory"
    verbose_name = "Smoelenboek"
