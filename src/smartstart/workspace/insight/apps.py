"""The app `insight`."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Inzicht."""

    name = "smartstart.workspace.insight"
    label = "workspace_insight"
    verbose_name = "Inzicht"

    def ready(self) -> None:
        """Let the page of a pilot show its latest finding, and name what became public where it is used."""
        from smartstart.web.references.uses import register
        from smartstart.workspace.insight.queries.uses import PUBLICATION, publications_named
        from smartstart.workspace.insight.views.pilot_part import latest_finding
        from smartstart.workspace.pilots import parts

        parts.register(latest_finding)
        register(PUBLICATION, publications_named)
