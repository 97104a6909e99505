"""The report of a release: one offline page, and the same finding as plain text for a terminal."""

from smartstart.presentation.report.page import plain_nothing, plain_sentence, render_report

__all__ = ["plain_nothing", "plain_sentence", "render_report"]
