"""The way from a question file to a sealed release, through all the steps of the room."""

from smartstart.vault.run.order import Order, Result
from smartstart.vault.run.way import run

__all__ = ["Order", "Result", "run"]
