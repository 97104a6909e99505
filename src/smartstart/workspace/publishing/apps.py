"""The app `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Openbaar maken."""

    name = "smartstart.workspace.publishing"
    label = "workspace_publishing"
    verbose_name = "Openbaar maken"

    def ready(self) -> None:
        """Let the log know a proposal by its address."""
        from smartstart.web.audit.objects import register, rows
        from smartstart.workspace.publishing.models import Publication

        register("publication", rows(Publication, "openbaarmaking"))
