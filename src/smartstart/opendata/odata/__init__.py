"""A client for the open tables of CBS (StatLine), in both forms of OData that CBS speaks: v3 and v4."""

from smartstart.opendata.odata.download import Download, download
from smartstart.opendata.odata.pages import PageReader, Retry
from smartstart.opendata.odata.table import Column, Slice, StatLineTable

__all__ = ["Column", "Download", "PageReader", "Retry", "Slice", "StatLineTable", "download"]
