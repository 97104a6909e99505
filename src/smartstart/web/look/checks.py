"""What can be said about the look before the first page is asked for."""

from collections.abc import Sequence
from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register

from smartstart.web.look import theme


def built(**_: Any) -> list[CheckMessage]:
    """Say so when the style sheet was never built."""
    if finders.find("look/look.css"):
        return []
    return [
        Error(
            "Het uiterlijk is nog niet gebouwd: look/look.css ontbreekt.",
            hint="Draai: python -m tools.look",
            id="look.E001",
        )
    ]


def own_style(**_: Any) -> list[CheckMessage]:
    """Say so when the municipality's own style cannot be used."""
    file = theme.path()
    if file is None:
        return []
    try:
        theme.read(file)
    except theme.ThemeError as problem:
        return [Error(problem.wrong, hint=problem.mend, id="look.E002")]
    return []


def register_all() -> Sequence[object]:
    """Register the checks."""
    return [register(check) for check in (built, own_style)]
