"""The page and the table for who checks the output of a room. They hold exact counts, so they stay inside."""

from smartstart.presentation.checker.page import render_checker
from smartstart.presentation.checker.table import checker_csv

__all__ = ["checker_csv", "render_checker"]
