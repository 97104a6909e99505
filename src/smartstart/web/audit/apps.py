"""The app `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Logboek."""

    name = "smartstart.web.audit"
    label = "web_audit"
    verbose_name = "Logboek"
