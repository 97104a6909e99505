"""The tables of what came in."""

from smartstart.workspace.data.models.figures import Area, BesideFigure, OpenFigure, Place
from smartstart.workspace.data.models.loads import FigureLoad, FigureSource, LoadKind
from smartstart.workspace.data.models.own_indicators import OwnIndicator
from smartstart.workspace.data.models.releases import Release, ReleaseArchive, StatementRow, TrustedKey
from smartstart.workspace.data.models.sources import Source

__all__ = [
    "Area",
    "BesideFigure",
    "FigureLoad",
    "FigureSource",
    "LoadKind",
    "OpenFigure",
    "OwnIndicator",
    "Place",
    "Release",
    "ReleaseArchive",
    "Source",
    "StatementRow",
    "TrustedKey",
]
