"""The tables of insight."""

from smartstart.workspace.insight.models.colour import AreaNote, ColourPage
from smartstart.workspace.insight.models.findings import Finding, Overtaken, Summary
from smartstart.workspace.insight.models.notes import Strengths
from smartstart.workspace.insight.models.prepared import PreparedPiece

__all__ = ["AreaNote", "ColourPage", "Finding", "Overtaken", "PreparedPiece", "Strengths", "Summary"]
