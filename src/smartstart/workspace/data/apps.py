"""The app `data`."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Data."""

    name = "smartstart.workspace.data"
    label = "workspace_data"
    verbose_name = "Data"

    def ready(self) -> None:
        """Say what the names in the addresses on data stand for in the log, and name files where they are used."""
        from smartstart.web.audit.objects import register, rows
        from smartstart.web.references import uses
        from smartstart.workspace.data.models import FigureLoad, OwnIndicator, Release, Source, TrustedKey
        from smartstart.workspace.data.queries.figures import area_known
        from smartstart.workspace.data.queries.own_indicators import FILE, files_named

        register("release", rows(Release, "vrijgave"))
        register("source", rows(Source, "bron"))
        register("key", rows(TrustedKey, "sleutel", shown="fingerprint"))
        register("load", rows(FigureLoad, "cijfers"))
        register("own", rows(OwnIndicator, "eigen cijfer"))
        register("code", area_known)
        uses.register(FILE, files_named)
