"""The app `overview`."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Overzicht."""

    name = "smartstart.workspace.overview"
    label = "workspace_overview"
    verbose_name = "Overzicht"

    def ready(self) -> None:
        """Say how A4's are called where a release tells which texts rest on it, and by what name the log knows them."""
        from smartstart.web.audit import objects
        from smartstart.web.references.uses import register
        from smartstart.workspace.overview.models import A4
        from smartstart.workspace.overview.queries.sheets import uses
        from smartstart.workspace.overview.rules.sheets import KIND

        register(KIND, uses)
        for name in ("sheet", "a4"):
            objects.register(name, objects.rows(A4, KIND))
