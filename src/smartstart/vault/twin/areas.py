"""Invented municipalities, wijken and buurten. Codes from GM9000 on do not exist; nor do the names."""

import hashlib
from dataclasses import dataclass
from typing import Literal

Size = Literal["small", "region", "national"]

BUCKET = 50  # inhabitants per bucket: homes are drawn from a list of buckets

_REGION = (
    ("Lindewijde", 222_000),
    ("Merelbroekveen", 49_000),
    ("Hazelrade", 45_000),
    ("Vlierhoeve aan de Lind", 33_000),
    ("Zonnewaarde", 27_000),
    ("Wilgenmonde", 27_000),
    ("Korenloo", 24_000),
    ("Beukendaal-Noorderlind", 24_000),
    ("Essenvliet", 19_000),
)
_SMALL = (("Kleinlindewijde", 33_000), ("Hazelveenrode", 17_000))
_NATIONAL = 340
_NATIONAL_PEOPLE = 18_000_000
_FIRST = (
    "Linde", "Hazel", "Vlier", "Merel", "Koren", "Wilge", "Beuken", "Essen", "Zonne", "Regen", "Wolken", "Ooievaar",
    "Lijster", "Kievit", "Bloesem", "Morgen", "Varen", "Kastanje", "Distel", "Libel",
)  # fmt: skip
_LAST = (
    "wijde", "monde", "rade", "vliet", "waarde", "broekveen", "loo", "drecht", "hoevezijl", "gaarde",
    "kerspel", "steyn", "mark", "heuvelaar", "wolde", "terp", "schoor",
)  # fmt: skip
_WIJK = (
    "Centrum", "Molenakker", "De Wal", "Achterlaan", "Zandpad", "Oeverbos", "Tuinzijde", "Spoorhoek", "Hofstede",
    "Meerzicht", "Boomgaard", "Stationskwartier", "Heidekant", "Waterkant", "Kloosterveld", "Nieuwe Erven",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Buurt:
    """A buurt with its codes (bare digits), the planned number of inhabitants, and the level of its wijk (-2..2)."""

    code: str
    name: str
    wijk: str
    wijk_name: str
    municipality: str
    level: int
    people: int


@dataclass(frozen=True, slots=True)
class Municipality:
    """An invented municipality; `code` is four bare digits."""

    code: str
    name: str
    people: int
    buurten: tuple[Buurt, ...]


def pick(seed: int, purpose: str, *ids: object, below: int) -> int:
    """Return a whole number from 0 up to `below`, the same for the same seed, purpose and ids on any machine."""
    text = "/".join(str(part) for part in (seed, purpose, *ids))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % below


def municipalities(size: Size, seed: int) -> tuple[Municipality, ...]:
    """Return the invented municipalities of a size. Names and sizes are fixed; buurten and levels follow the seed."""
    if size == "national":
        plan = tuple(zip(_national_names(), _national_people(), strict=True))
        first = 9001
    else:
        plan = _REGION if size == "region" else _SMALL
        first = 9901
    return tuple(_municipality(f"{first + i}", name, people, seed) for i, (name, people) in enumerate(plan))


def blocks(places: tuple[Municipality, ...], *, people: int = 480_000) -> tuple[tuple[Municipality, ...], ...]:
    """Group municipalities, in order, into blocks of about `people` inhabitants; people move within a block."""
    groups: list[list[Municipality]] = [[]]
    for place in places:
        inside = sum(other.people for other in groups[-1])
        if inside and inside + place.people > people * 11 // 10:
            groups.append([])
        groups[-1].append(place)
    return tuple(tuple(group) for group in groups)


def _national_names() -> list[str]:
    return [first + last for last in _LAST for first in _FIRST][:_NATIONAL]


def _national_people() -> list[int]:
    weights = [10**9 // (rank + 6) for rank in range(_NATIONAL)]
    whole = sum(weights)
    return [_NATIONAL_PEOPLE * weight // whole for weight in weights]


def _municipality(code: str, name: str, people: int, seed: int) -> Municipality:
    wijken = min(60, max(2, people // 6_500))
    weights = [50 + pick(seed, "wijk", code, w, below=100) for w in range(wijken)]
    buurten: list[Buurt] = []
    for w, weight in enumerate(weights):
        wijk_people = people * weight // sum(weights)
        wijk_name = f"{_WIJK[w % len(_WIJK)]}{'' if w < len(_WIJK) else ' ' + str(w // len(_WIJK) + 1)}"
        buurten += _buurten(code, w, wijk_name, wijk_people, seed)
    return Municipality(code, name, people, tuple(buurten))


def _buurten(municipality: str, w: int, wijk_name: str, people: int, seed: int) -> list[Buurt]:
    level = _level(pick(seed, "level", municipality, w, below=100))
    wijk = f"{municipality}{w:02d}"
    number = min(30, max(2, people // 1_300))
    weights = [40 + pick(seed, "buurt", wijk, b, below=120) for b in range(number)]
    return [
        Buurt(
            f"{wijk}{b:02d}",
            f"{wijk_name} {_side(b)}",
            wijk,
            wijk_name,
            municipality,
            level,
            people * weight // sum(weights),
        )
        for b, weight in enumerate(weights)
    ]


def _level(percent: int) -> int:
    return -2 + sum(percent >= bound for bound in (10, 30, 70, 90))


def _side(b: int) -> str:
    sides = ("noord", "zuid", "oost", "west", "midden")
    return sides[b % 5] if b < 5 else f"{sides[b % 5]} {b // 5 + 1}"
