"""The app `question`."""

from django.apps import AppConfig


class QuestionConfig(AppConfig):
    """Vraag."""

    name = "smartstart.workspace.question"
    label = "workspace_question"
    verbose_name = "Vraag"

    def ready(self) -> None:
        """Show an open question on the page of its pilot; the log knows hunches and arguments by their address."""
        from smartstart.web.audit import objects
        from smartstart.workspace.pilots.parts import register
        from smartstart.workspace.question.models import Argument, Hunch
        from smartstart.workspace.question.views.parts import open_question

        objects.register("hunch", objects.rows(Hunch, "vermoeden"))
        objects.register("argument", objects.rows(Argument, "argument"))
        register(open_question, for_others=True)
