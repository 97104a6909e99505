"""Filling reviewed SQL templates: names and texts are quoted here and nowhere else."""

from collections.abc import Iterable
from pathlib import Path
from string import Template


def name(identifier: str) -> str:
    """Return a name quoted for SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: str | Path) -> str:
    """Return a text quoted for SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def one_of(values: Iterable[str]) -> str:
    """Return a list of quoted texts between brackets, never empty: an empty list holds only the empty text."""
    quoted = [literal(value) for value in values] or ["''"]
    return "(" + ", ".join(quoted) + ")"


def fill(template: str, **parts: str) -> str:
    """Return the template with its `$parts` filled in. Parts are SQL already, made by this module's functions."""
    return Template(template).substitute(parts)
