"""Group language: words that make people, places or figures into something they are not, and what to say instead.

The list (`words_people`, `words_places`, `words_claims`) holds one pattern per word, with its inflections and
compounds. It is a list: it knows no irony, no quotation and no context beyond a sentence. A word that blocks keeps a
page from being public; a word that does not is a suggestion.

A claim of cause or certainty is let through where the same sentence says that it is not known: "we weten niet of
verhuizen leidt tot schoolverzuim". A ranking, a word for a place or a certainty is let through where it is denied: "dit
is geen ranglijst". A label on people is not: "geen probleemgezin" still says the word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from smartstart.workspace.publishing.rules.word_entries import Entry, Kind
from smartstart.workspace.publishing.rules.words_claims import CLAIMS
from smartstart.workspace.publishing.rules.words_people import PEOPLE
from smartstart.workspace.publishing.rules.words_places import PLACES_AND_ORIGINS

ENTRIES: tuple[Entry, ...] = (*PEOPLE, *PLACES_AND_ORIGINS, *CLAIMS)

_HEDGED = frozenset({Kind.CAUSE, Kind.CERTAINTY})
_DENIABLE = frozenset({Kind.RANK, Kind.PLACE, Kind.CERTAINTY})
_DENIED = re.compile(r"\b(?:geen|zonder)(?:,? [a-z]+){0,3},? $")
_NOT_KNOWN = re.compile(
    r"\b(?:we(?:et|ten)\b[^.!?]{0,25}\bniet|is\b[^.!?]{0,15}\bniet (?:bekend|zeker|duidelijk|te zeggen)"
    r"|onbekend|onduidelijk|niet te zeggen|(?:zegt|zeggen) (?:dus |nog |ook )?(?:niet|niets)"
    r"|beteken(?:t|en) (?:dus |nog |ook )?niet"
    r"|(?:geen|niet het) bewijs|de vraag (?:is|blijft) of|hoeft niet|kan ook)\b"
)
_ENDS = re.compile(r"[.!?\n]")
_LETTERS = "a-z"


@dataclass(frozen=True, slots=True)
class Finding:
    """A word in a text: where, which, why not, what instead, and whether it keeps the page from being public."""

    start: int
    end: int
    found: str
    kind: Kind
    suggestion: str
    reason: str
    blocks: bool


def check_language(text: str) -> tuple[Finding, ...]:
    """Return what in a text speaks of people, places or figures in a way that we do not, in order of place."""
    plain, places = _folded(text)
    found = sorted(_findings(text, plain, places), key=lambda f: (f.start, -f.end))
    kept: list[Finding] = []
    for finding in found:
        if not any(other.start <= finding.start and finding.end <= other.end for other in kept):
            kept.append(finding)
    return tuple(kept)


def _findings(text: str, plain: str, places: list[int]) -> Iterator[Finding]:
    for entry in ENTRIES:
        for match in _pattern(entry.pattern).finditer(plain):
            if _is_taken_back(entry.kind, plain, match.start(), match.end()):
                continue
            start, end = places[match.start()], places[match.end() - 1] + 1
            yield Finding(start, end, text[start:end], entry.kind, entry.suggestion, entry.reason, entry.blocks)


def _is_taken_back(kind: Kind, plain: str, start: int, end: int) -> bool:
    """Tell whether the sentence says that it is not so, or that nobody knows."""
    first, last = _sentence(plain, start, end)
    if kind in _DENIABLE and _DENIED.search(plain[first:start]):
        return True
    return kind in _HEDGED and _NOT_KNOWN.search(plain[first:last]) is not None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_LETTERS}])(?:{pattern})(?![{_LETTERS}])")


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a word begins and ends."""
    before = [match.end() for match in _ENDS.finditer(plain, 0, start)]
    after = _ENDS.search(plain, end)
    return before[-1] if before else 0, after.start() if after else len(plain)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text in small letters without accents, and for each sign its place in the text.

    Signs that only break a line (soft hyphens, blanks without width) are left out: they must not hide a word.
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign).lower():
            category = unicodedata.category(part)
            if category in ("Mn", "Cf"):
                continue
            signs.append(_plain_sign(part, category))
            places.append(place)
    return "".join(signs), places


def _plain_sign(sign: str, category: str) -> str:
    if category == "Pd":
        return "-"
    return " " if category == "Zs" else "'" if sign in "’‘`" else sign
