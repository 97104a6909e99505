"""The tables of the question, its hunches and its gates."""

from smartstart.workspace.question.models.gates import Argument, Gate, GateStep, QuickScan
from smartstart.workspace.question.models.hunches import Hunch, HunchVerdict, HunchVersion
from smartstart.workspace.question.models.questions import Question

__all__ = ["Argument", "Gate", "GateStep", "Hunch", "HunchVerdict", "HunchVersion", "Question", "QuickScan"]
