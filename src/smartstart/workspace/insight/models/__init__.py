"""The tables of insight."""

from smartstart.workspace.insight.models.findings import Finding, Overtaken, Summary

__all__ = ["Finding", "Overtaken", "Summary"]
