"""The tables of what came in."""

from smartstart.workspace.data.models.figures import Area, FigureSource, OpenFigure
from smartstart.workspace.data.models.releases import Release, ReleaseArchive, StatementRow, TrustedKey
from smartstart.workspace.data.models.sources import Source

__all__ = ["Area", "FigureSource", "OpenFigure", "Release", "ReleaseArchive", "Source", "StatementRow", "TrustedKey"]
