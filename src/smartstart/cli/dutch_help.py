"""The explanation of every command in Dutch: typer's own words are English, and its catalogue cannot be set.

Two classes that typer makes its commands with. They pass what typer writes through one small list of words before it
is broken into lines, so nothing here depends on how typer draws a page.
"""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_WORDS = {
    "Show this message and exit.": "Toon deze uitleg.",
    "[OPTIONS]": "[OPTIES]",
    "COMMAND [ARGS]...": "OPDRACHT …",
    "Arguments": "Wat erbij hoort",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "env var: ": "of de variabele ",
    "default: ": "standaard ",
    "required": "verplicht",
}
_TYPES = {
    "<path>": "PAD",
    "<list[Path]>": "PAD",
    "<str>": "TEKST",
    "<list[str]>": "TEKST",
    "<int>": "GETAL",
    "<int range>": "GETAL",
    "<UUID>": "KENMERK",
    "<%Y-%m-%d>": "JJJJ-MM-DD",
}
_WHOLE = 10  # times what typer leaves room for
_RANGE = re.compile(r"\b(\d+)<=x<=(\d+)|x>=(\d+)|x<=(\d+)")
_REMARK = re.compile(r"\[[^][]*\]$")  # "[default: 3GB; required]", which typer writes at the end of a help text


def kind_of(text: str) -> str:
    """Return what typer calls the kind of a value, "<int range>" or "<duckdb|spark>", in Dutch."""
    return _TYPES.get(text, text.strip("<>"))


def _of_name(text: str) -> str:
    """Return "--size <small|region>" in Dutch, and "STUDIE <path>" as what one types: names are never translated."""
    if re.fullmatch(r"[A-Z…]+ <[^>]*>", text):
        return text.partition(" ")[0]
    return re.sub(r"<[^>]*>", lambda found: kind_of(found[0]), text)


def _of_text(text: str) -> str:
    """Return a help text with the remark at its end in Dutch."""
    return _WORDS.get(text) or _REMARK.sub(lambda found: _RANGE.sub(_between, _translated(found[0])), text)


def _translated(text: str) -> str:
    for english, dutch in _WORDS.items():
        text = text.replace(english, dutch)
    return text


def _between(found: re.Match[str]) -> str:
    low, high, least, most = found.groups()
    return f"van {low} tot en met {high}" if low else f"vanaf {least}" if least else f"hoogstens {most}"


class _Paper:
    """What typer writes an explanation on, with its fixed words in Dutch."""

    def __init__(self, formatter: Any) -> None:
        self._formatter = formatter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._formatter, name)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        plain = re.sub(r"…?\.\.\.", " …", re.sub(r"[{}]", "", _translated(args)))
        self._formatter.write_usage(prog, plain, "Zo: ")

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        self._formatter.write_dl([(_of_name(name), _of_text(text)) for name, text in rows])

    def section(self, name: str) -> AbstractContextManager[None]:
        section: AbstractContextManager[None] = self._formatter.section(_translated(name))
        return section


class _InDutch:
    """What a command and a group of commands share."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        super().format_help(ctx, _Paper(formatter))  # type: ignore[misc]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what a command does, in full: half a sentence explains nothing, and the list breaks lines."""
        return str(super().get_short_help_str(_WHOLE * limit))  # type: ignore[misc]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; a mistake knows for which command."""
        try:
            read: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except Exception as problem:
            if getattr(problem, "ctx", self) is None:
                problem.ctx = ctx  # type: ignore[attr-defined]
            raise
        return read


class DutchCommand(_InDutch, TyperCommand):
    """One command."""


class DutchGroup(_InDutch, TyperGroup):
    """Commands under one name."""


def speak_dutch(app: typer.Typer) -> None:
    """Have all commands of an app, and of what is under it, explain themselves in Dutch."""
    app.info.cls = DutchGroup
    for command in app.registered_commands:
        command.cls = DutchCommand
    for group in app.registered_groups:
        group.cls = DutchGroup
        if group.typer_instance is not None:
            speak_dutch(group.typer_instance)
