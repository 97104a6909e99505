"""The app `insight`."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Inzicht."""

    name = "smartstart.workspace.insight"
    label = "workspace_insight"
    verbose_name = "Inzicht"

    def ready(self) -> None:
        """Show the latest finding on the page of a pilot, name what became public, and let the log know notes."""
        from smartstart.web.audit import objects
        from smartstart.web.references.uses import register
        from smartstart.workspace.insight.models import AreaNote
        from smartstart.workspace.insight.queries.uses import PUBLICATION, publications_named
        from smartstart.workspace.insight.queries.verdicts import standing
        from smartstart.workspace.insight.views.pilot_part import latest_finding
        from smartstart.workspace.pilots import parts
        from smartstart.workspace.question.queries import register_standing

        parts.register(latest_finding)
        objects.register("note", objects.rows(AreaNote, "aantekening bij een gebied"))
        register(PUBLICATION, publications_named)
        register_standing(standing)
