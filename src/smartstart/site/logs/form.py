"""How a line of the log looks, and what may stand in it.

Whatever others want to log (the framework, its parts) is reduced to who said it and, of an error, its kind and the
places in the code: a message may quote what somebody typed, and an error of the database quotes a row.
"""

import logging
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.types import Processor

from smartstart.vocabulary.errors import UsageError

Line = MutableMapping[str, Any]

FIELDS = frozenset({"event", "level", "timestamp", "logger", "method", "route", "ids", "status", "ms", "account"})
"""What a line of our own may hold."""

OF_AN_ERROR = frozenset({"error", "at"})
_SERVER = ("granian", "_granian")
_LONGEST_TRAIL = 12


def only_known(_logger: Any, _name: str, line: Line) -> Line:
    """Drop every field that was not agreed upon."""
    return {key: value for key, value in line.items() if key in FIELDS | OF_AN_ERROR or key.startswith("_")}


def without_words(_logger: Any, _name: str, line: Line) -> Line:
    """Reduce the line of another to its sender, and an error to its kind and places."""
    record: logging.LogRecord = line["_record"]
    said = line["event"] if record.name.startswith(_SERVER) else "melding van een onderdeel"
    kept: Line = {"event": said, "_record": record, "_from_structlog": False}
    kind, _, trail = record.exc_info or (None, None, None)
    if kind is not None:
        kept["error"], kept["at"] = kind.__name__, _places(trail)
    return kept


def _places(trail: TracebackType | None) -> list[str]:
    """Return where in the code, without the code and without a value."""
    frames = traceback.extract_tb(trail)[-_LONGEST_TRAIL:]
    return [f"{frame.filename.rpartition('site-packages/')[2][-80:]}:{frame.lineno} {frame.name}" for frame in frames]


def set_up(form: str) -> dict[str, Any]:
    """Let structlog speak through the framework's logging; return the setting LOGGING.

    Args:
        form: "json" for machines, "text" for people.
    """
    renderers: dict[str, Processor] = {
        "json": structlog.processors.JSONRenderer(ensure_ascii=False),
        "text": structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, sort_keys=False),
    }
    if form not in renderers:
        raise UsageError("De omgevingsvariabele SMARTSTART_LOG klopt niet.", expected="json of text")
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_known,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return _logging([structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderers[form]], shared)


def _logging(end: list[Processor], shared: list[Processor]) -> dict[str, Any]:
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": end,
        "foreign_pre_chain": [without_words, *shared],
    }
    quiet = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {
            "django": quiet,
            "django.server": quiet,
            "django.request": {**quiet, "level": "ERROR"},  # what is not there stands in our own line
            "axes": {**quiet, "level": "WARNING"},
        },
    }
