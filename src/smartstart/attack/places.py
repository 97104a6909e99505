"""Areas lie in each other by their codes, and everybody knows how: BU99010203 lies in WK990102 and in GM9901.

Conditions on gemeente, wijk and buurt become conditions on one dimension with the smallest areas that any of them
names. What an area holds besides its named parts gets a level of its own. Levels that are no area's code ("unknown")
are taken to be the same for all kinds: an address is known, or it is not.
"""

from collections.abc import Iterable, Mapping, Sequence

from smartstart.attack.evidence import Key, ordered
from smartstart.release.contents import Dimension, Level, Predicate

PLACES = ("gemeente", "wijk", "buurt")
_NUMBERS = {"GM": 4, "WK": 6, "BU": 8}


def _digits(code: str) -> str:
    """Return the digits by which areas lie in each other, or nothing for what is not an area's code."""
    kind, number = code[:2], code[2:]
    return number if _NUMBERS.get(kind) == len(number) and number.isdigit() else ""


class Places:
    """Rewrites conditions on areas of several kinds into conditions on the smallest ones."""

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        used = [d for d in dimensions if d.name in PLACES]
        self._joined = len(used) > 1
        self._parts: dict[str, frozenset[str]] = {}
        self._everywhere: frozenset[str] = frozenset()
        self.dimensions = tuple(dimensions)
        if self._joined:
            self._join(used)

    def _join(self, used: Sequence[Dimension]) -> None:
        areas = {level.code: level for d in used for level in d.levels}
        digits = {code: _digits(code) for code in areas}
        smallest: dict[str, Level] = {}
        inside: dict[str, set[str]] = {code: set() for code in areas}
        for code, number in digits.items():
            around = [c for c, n in digits.items() if n and number.startswith(n)] if number else [code]
            has_parts = bool(number) and any(n != number and n.startswith(number) for n in digits.values())
            name = f"rest {code}" if has_parts else code
            label = f"de rest van {areas[code].label}" if has_parts else areas[code].label
            smallest[name] = Level(code=name, label=label)
            for area in around:
                inside[area].add(name)
        self._parts = {code: frozenset(parts) for code, parts in inside.items()}
        self._everywhere = frozenset(smallest)
        joined = Dimension(name="buurt", title="Buurt", levels=tuple(smallest[c] for c in sorted(smallest)))
        self.dimensions = (*(d for d in self.dimensions if d.name not in PLACES), joined)

    def key(self, predicate: Predicate) -> Key:
        """Return the group of a predicate over the joined dimensions."""
        return self.key_from({c.factor: c.levels for c in predicate.conditions})

    def key_from(self, conditions: Mapping[str, Iterable[str]]) -> Key:
        """Return the group of conditions by factor."""
        levels = {d.name: frozenset(level.code for level in d.levels) for d in self.dimensions}
        found: dict[str, frozenset[str]] = {}
        for factor, codes in conditions.items():
            name, wanted = factor, frozenset(codes)
            if self._joined and factor in PLACES:
                name = "buurt"
                wanted = frozenset().union(*(self._parts.get(code, frozenset((code,))) for code in wanted))
                wanted &= found.get(name, wanted)
            found[name] = wanted
        return ordered((f, codes) for f, codes in found.items() if codes != levels.get(f, frozenset()))
