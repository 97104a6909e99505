"""Pairs and triples of conditions as Dutch, for inside the room: what was counted, and what their contrast says."""

import itertools
import math
from collections.abc import Iterator

from smartstart.presentation import dutch
from smartstart.presentation.report.reinforcing import SAYS
from smartstart.release.contents import Condition
from smartstart.vault.insight.findings import Estimate
from smartstart.vault.insight.reinforcing import Combination, Together
from smartstart.vault.notebook.wording import Words

HEADS = ("Samen", "Boven of onder de som, van elke 1.000", "RERI", "AP", "S", "Oordeel")
COUNTED = ("Wie", "Aantal", "Keer deze uitkomst", "Wel, van elke 1.000", "Niet, van elke 1.000")
_TOO_LITTLE = "te weinig om iets te zeggen"
_OF_TWO = ("geen van beide", "alleen de tweede", "alleen de eerste", "allebei")
_OF_THREE = {0: "geen van de drie", 7: "alle drie"}  # the other six stand in the table


def title(one: Together, words: Words) -> str:
    """Return which conditions these are: "p1: kinderen met bijstand en uit een eenoudergezin"."""
    return f"{one.id}: {words.those(one.conditions)}"


def sentences(one: Together) -> str:
    """Return what was counted, and what is to be said of it."""
    names = dict(enumerate(_OF_TWO)) if len(one.conditions) == 2 else _OF_THREE
    counts = (f"{name} {_of(one.combinations[place])}" for place, name in names.items())
    return f"{dutch.capital('; '.join(counts))}. {_said(one)}."


def cells(one: Together, words: Words) -> tuple[str, ...]:
    """Return one pair or triple as the cells under `HEADS`."""
    measures = (_measure(estimate) for estimate in (one.reri, one.attributable, one.synergy))
    verdict = "" if one.verdict is None else SAYS[one.verdict]
    return title(one, words), _contrast(one.contrast), *measures, verdict


def counted(one: Together, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield every combination of one pair or triple as the cells under `COUNTED`."""
    for bits, group in zip(itertools.product((0, 1), repeat=len(one.conditions)), one.combinations, strict=True):
        those = tuple(condition for bit, condition in zip(bits, one.conditions, strict=True) if bit)
        who = f"{one.id}: {_which(one, those, words)}"
        yield who, dutch.number(group.rows), dutch.number(group.events), *_rates(group.events, group.rows)


def _which(one: Together, those: tuple[Condition, ...], words: Words) -> str:
    """Return which of the conditions a combination has: "geen van beide", "alleen kinderen met bijstand"."""
    names = _OF_TWO if len(one.conditions) == 2 else tuple(_OF_THREE.values())
    if not those or len(those) == len(one.conditions):
        return names[-1] if those else names[0]
    return f"alleen {words.those(those)}"


def _said(one: Together) -> str:
    if math.isnan(one.contrast.value):
        return f"Samen: {_TOO_LITTLE}"
    far = _contrast(one.contrast, " van elke 1.000")
    if one.verdict is None:
        return f"Met de derde erbij scheelt wat twee samen boven of onder hun som liggen {far}"
    return f"{SAYS[one.verdict]}: het verschil met de som is {far}"


def _of(group: Combination) -> str:
    return f"{dutch.number(group.events)} van {dutch.number(group.rows)}"


def _rates(some: int, rows: int) -> tuple[str, str]:
    """Return how many of every 1,000 do and do not; in as many decimals, so that both add up."""
    if not rows:
        return "onbekend", "onbekend"
    share = 1000 * some / rows
    decimals = dutch.decimals_for(share)
    return dutch.number(share, decimals), dutch.number(1000 - share, decimals)


def _contrast(found: Estimate, per: str = "") -> str:
    if math.isnan(found.value):
        return _TOO_LITTLE
    decimals = dutch.decimals_for(found.value)
    value, lower, upper = (dutch.difference(n, decimals) for n in (found.value, found.lower, found.upper))
    return f"{value}{per} (tussen {lower} en {upper})"


def _measure(found: Estimate | None) -> str:
    if found is None:
        return ""
    if math.isnan(found.value):
        return "niet te bepalen"
    return f"{_two(found.value)} ({_two(found.lower)} tot {_two(found.upper)})"


def _two(value: float) -> str:
    if math.isnan(value):
        return "onbekend"
    return "onbegrensd" if math.isinf(value) else dutch.number(value, 2 if abs(value) < 10 else 0)
