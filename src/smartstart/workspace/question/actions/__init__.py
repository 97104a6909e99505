"""The only writers of questions, hunches and gates: each in one transaction with its audit line."""

from smartstart.workspace.question.actions.gates import argue, fill_in_scan, take_step, withdraw_argument
from smartstart.workspace.question.actions.hunches import change_hunch, forget_verdicts, record_verdict, write_hunch
from smartstart.workspace.question.actions.questions import describe, public_texts, show_question

__all__ = [
    "argue",
    "change_hunch",
    "describe",
    "fill_in_scan",
    "forget_verdicts",
    "public_texts",
    "record_verdict",
    "show_question",
    "take_step",
    "withdraw_argument",
    "write_hunch",
]
