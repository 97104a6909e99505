"""The app `directory`."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Smoelenboek."""

    name = "smartstart.workspace.directory"
    label = "workspace_directory"
    verbose_name = "Smoelenboek"

    def ready(self) -> None:
        """Let the log know an entry by its address; never by the link of the person in it."""
        from smartstart.web.audit.objects import register, rows
        from smartstart.workspace.directory.models import Professional

        register("person", rows(Professional, "professional"))
