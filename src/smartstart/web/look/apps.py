"""The app."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """The look of every page."""

    name = "smartstart.web.look"
    label = "web_look"
    verbose_name = "Uiterlijk"

    def ready(self) -> None:
        """Register the checks of a municipality's own house style."""
        from smartstart.web.look import checks

        checks.register_all()
