"""The app `question`."""

from django.apps import AppConfig


class QuestionConfig(AppConfig):
    """Vraag."""

    name = "smartstart.workspace.question"
    label = "workspace_question"
    verbose_name = "Vraag"

    def ready(self) -> None:
        """Who does not work on a pilot finds its open question from the page of the pilot."""
        from smartstart.workspace.pilots.parts import register
        from smartstart.workspace.question.views.parts import open_question

        register(open_question, for_others=True)
