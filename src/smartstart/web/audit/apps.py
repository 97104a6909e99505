"""The app `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Logboek."""

    name = "smartstart.web.audit"
    label = "web_audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        """Say by which names an address or a form means a municipality."""
        from smartstart.web.audit.objects import municipality, register

        register("place", municipality("code"))
        register("code", municipality("code"))
        register("municipality", municipality("pk"))
