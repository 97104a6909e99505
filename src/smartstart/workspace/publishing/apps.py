"""The app `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Openbaar maken."""

    name = "smartstart.workspace.publishing"
    label = "workspace_publishing"
    verbose_name = "Openbaar maken"
