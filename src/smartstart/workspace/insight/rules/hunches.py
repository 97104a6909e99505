"""Which hunch of a release is which hunch of a question: they are the same when they were written in the same words."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from smartstart.presentation.insight import HunchPart
from smartstart.workspace.insight.rules.words import normalised

_H = TypeVar("_H", bound=Hashable)
_ENDS = " .!?…"


def matched(parts: Iterable[HunchPart], written: Mapping[_H, str]) -> dict[_H, HunchPart]:
    """Return, for the hunches of a question, what a release says of them.

    Capitals, accents, blanks and the last full stop do not count. A text that stands twice decides nothing.
    """
    told: dict[str, list[HunchPart]] = {}
    for part in parts:
        told.setdefault(_plain(part.text), []).append(part)
    found = {key: told.get(_plain(text), []) for key, text in written.items()}
    return {key: said[0] for key, said in found.items() if len(said) == 1}


def _plain(text: str) -> str:
    return normalised(text).strip(_ENDS)
