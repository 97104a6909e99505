"""The app `pilots`."""

from django.apps import AppConfig

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.people.subjects import Subject, register


class PilotsConfig(AppConfig):
    """Pilots."""

    name = "smartstart.workspace.pilots"
    label = "workspace_pilots"
    verbose_name = "Pilots"

    def ready(self) -> None:
        """A role can be given for one pilot; the log knows a pilot by its address."""
        from smartstart.web.audit import objects
        from smartstart.workspace.pilots.models import Pilot

        objects.register("pilot", objects.rows(Pilot, "pilot"))
        register("pilot", _pilots)


def _pilots(viewer: Viewer, municipality: int) -> list[Subject]:
    from smartstart.workspace.pilots.queries import pilots_for

    return [Subject(pilot.pk, pilot.title) for pilot in pilots_for(viewer).filter(municipality=municipality)]
