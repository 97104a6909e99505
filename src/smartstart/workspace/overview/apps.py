"""The app `overview`."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Overzicht."""

    name = "smartstart.workspace.overview"
    label = "workspace_overview"
    verbose_name = "Overzicht"

    def ready(self) -> None:
        """Say how A4's are called where a release tells which texts rest on it."""
        from smartstart.web.references.uses import register
        from smartstart.workspace.overview.queries.sheets import uses
        from smartstart.workspace.overview.rules.sheets import KIND

        register(KIND, uses)
