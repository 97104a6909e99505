"""The app `question`."""

from django.apps import AppConfig


class QuestionConfig(AppConfig):
    """Vraag."""

    name = "smartstart.workspace.question"
    label = "workspace_question"
    verbose_name = "Vraag"
