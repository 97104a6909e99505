"""The ways in which a list of persons is put into a table: as it is, renamed, or into the five columns of figures."""

import random
from collections.abc import Callable

from tests.support.invented_persons import Person

Rows = list[list[str]]
Read = Callable[[Person], str]
Made = tuple[list[str], Rows]

FIVE = ["gebied", "indicator", "jaar", "waarde", "bron"]
MUNICIPALITY = "GM9901"
AREAS = [f"BU9901{wijk:02d}{buurt:02d}" for wijk in range(1, 5) for buurt in range(1, 6)]
"""Twenty buurten; every list holds at least half as many persons again."""

INDICATORS = ("bijstand", "werkloosheid", "jeugdhulp", "eenoudergezinnen", "stress", "verslaving", "arbeidsongeschikt")

# --- the list as it is, under its own names or under others -----------------------------------------------------------

_COLUMNS: dict[str, Read] = {
    "bsn": lambda p: p.bsn,
    "rin": lambda p: p.rin,
    "sleutel": lambda p: p.pseudonym,
    "nummer": lambda p: p.client,
    "naam": lambda p: p.name,
    "geboren": lambda p: p.born.strftime("%d-%m-%Y"),
    "leeftijd": lambda p: str(p.age),
    "geslacht": lambda p: p.sex,
    "postcode": lambda p: p.postcode,
    "adres": lambda p: f"{p.street} {p.number}",
    "telefoon": lambda p: p.phone,
    "mail": lambda p: p.email,
    "buurt": lambda p: p.buurt,
    "hulp": lambda p: p.help,
    "sinds": lambda p: str(p.since),
    "kosten": lambda p: str(p.cost),
    "opmerking": lambda p: p.note,
    "score": lambda p: str(p.score),
}
_INNOCENT = (
    "gebied",
    "indicator",
    "jaar",
    "waarde",
    "bron",
    "van",
    "tot",
    "eenheid",
    "code",
    "groep",
    "aantal",
    "thema",
)


def _plain(chance: random.Random, persons: list[Person]) -> Made:
    names = chance.sample(sorted(_COLUMNS), chance.randint(3, 9))
    return names, [[_COLUMNS[name](p) for name in names] for p in persons]


def _renamed(chance: random.Random, persons: list[Person]) -> Made:
    names, rows = _plain(chance, persons)
    return list(_INNOCENT[: len(names)]), rows


def _five_random(chance: random.Random, persons: list[Person]) -> Made:
    names = chance.sample(sorted(_COLUMNS), 5)
    return FIVE, [[_COLUMNS[name](p) for name in names] for p in persons]


def _no_header(chance: random.Random, persons: list[Person]) -> Made:
    _, (first, *rest) = _plain(chance, persons)
    return first, rest


def _turned(chance: random.Random, persons: list[Person]) -> Made:
    """Persons as columns."""
    some = persons[:10]
    rows = [[name, *(read(p) for p in some)] for name, read in _COLUMNS.items()]
    return ["indicator", *(f"gebied {place}" for place in range(1, len(some) + 1))], rows


# --- the five columns, and persons in them ----------------------------------------------------------------------------


def _row(p: Person, **changes: str) -> list[str]:
    good = {"gebied": p.buurt, "indicator": "jeugdhulp", "jaar": "2024", "waarde": "12,5", "bron": "CBS"}
    return list({**good, **changes}.values())


def _key_as_indicator(chance: random.Random, persons: list[Person]) -> Made:
    reads: list[Read] = [
        lambda p: p.bsn, lambda p: p.client, lambda p: p.pseudonym, lambda p: p.name, lambda p: p.last.lower(),
        lambda p: "client-" + p.client[-4:], lambda p: p.first.lower(), lambda p: p.born.isoformat(),
    ]  # fmt: skip
    read = chance.choice(reads)
    return FIVE, [_row(p, indicator=read(p), jaar=str(p.since), waarde=str(p.score)) for p in persons]


def _key_as_area(chance: random.Random, persons: list[Person]) -> Made:
    reads: list[Read] = [
        lambda p: p.bsn, lambda p: p.client, lambda p: p.postcode, lambda p: p.name, lambda p: p.postcode[:4],
        lambda p: "BU" + p.bsn[:8], lambda p: "GM" + p.bsn[:4], lambda p: f"{p.street} {p.number}",
    ]  # fmt: skip
    read = chance.choice(reads)
    return FIVE, [_row(p, gebied=read(p), jaar=str(p.since), waarde=str(p.score)) for p in persons]


def _born_as_year(chance: random.Random, persons: list[Person]) -> Made:
    return FIVE, [_row(p, jaar=str(p.born.year), waarde=str(p.score), indicator=p.help) for p in persons]


def _child_as_year(chance: random.Random, persons: list[Person]) -> Made:
    """Years of birth of children, which might be years of figures; one line for each buurt and year."""
    rows = {(p.buurt, year): _row(p, jaar=str(year), waarde=str(p.score))
            for p in persons if (year := chance.randint(2004, 2024))}  # fmt: skip
    return FIVE, list(rows.values())[:70]


def _since_as_year(chance: random.Random, persons: list[Person]) -> Made:
    return FIVE, [
        _row(p, indicator=p.help, jaar=str(p.since), waarde=str(chance.choice([1, p.score]))) for p in persons
    ]


def _same_area_again(chance: random.Random, persons: list[Person]) -> Made:
    reads: list[Read] = [lambda p: str(p.age), lambda p: str(p.score), lambda p: "1", lambda p: str(p.number)]
    read = chance.choice(reads)
    return FIVE, [_row(p, waarde=read(p)) for p in persons]


def _spread_over_figures(chance: random.Random, persons: list[Person]) -> Made:
    """One year, and each client under the help that was given; doubles are taken out, and it is still no grid."""
    rows = {(p.buurt, p.help): _row(p, indicator=p.help, waarde=str(p.age)) for p in persons[:30]}
    some = list(rows.values())
    return FIVE, some[: int(0.28 * len(AREAS) * len(INDICATORS))]


def _yes_or_no(chance: random.Random, persons: list[Person]) -> Made:
    """One line for each buurt, with one or nought: somebody lives there, or nobody."""
    lived = {p.buurt for p in persons[: chance.randint(3, 12)]}
    unit = chance.choice(["jeugdhulp", "bijstand", "stress"])
    return FIVE, [[area, unit, "2024", "1" if area in lived else "0", "CBS"] for area in AREAS]


def _ones(chance: random.Random, persons: list[Person]) -> Made:
    value = chance.choice(["1", "1,0", "100"])
    indicator = chance.choice(["jeugdhulp", "stress"])
    return FIVE, [[area, indicator, "2024", value, "CBS"] for area in chance.sample(AREAS, chance.randint(8, 20))]


def _small_counts(chance: random.Random, persons: list[Person]) -> Made:
    """The list was counted, but not rounded: one or two clients in a buurt are still those clients."""
    counted = {area: sum(p.buurt == area for p in persons[:40]) or 1 for area in AREAS}
    counted[AREAS[0]] = chance.choice([1, 2, 3, 4, 6])
    return FIVE, [[area, "inwoners", "2024", str(value), "CBS"] for area, value in counted.items()]


_VALUES: tuple[Read, ...] = (
    lambda p: p.bsn,
    lambda p: p.bsn[:4] + "." + p.bsn[4:6] + "." + p.bsn[6:],
    lambda p: p.rin,
    lambda p: p.born.strftime("%Y%m%d"),
    lambda p: p.born.strftime("%d%m%Y"),
    lambda p: p.born.strftime("%d-%m-%Y"),
    lambda p: p.phone,
    lambda p: "0," + p.bsn,
    lambda p: p.bsn[:5] + "," + p.bsn[5:],
    lambda p: p.name,
    lambda p: p.sex,
    lambda p: p.note,
)


def _person_as_value(chance: random.Random, persons: list[Person]) -> Made:
    read = chance.choice(_VALUES)
    some = persons[: len(AREAS)]
    return FIVE, [[area, "woningwaarde", "2024", read(p), "CBS"] for area, p in zip(AREAS, some, strict=True)]


def _born_as_value(chance: random.Random, persons: list[Person]) -> Made:
    some = persons[: len(AREAS)]
    rows = [[area, "woningwaarde", "2024", str(p.born.year), "CBS"] for area, p in zip(AREAS, some, strict=True)]
    return FIVE, rows


_SOURCES: tuple[Read, ...] = (
    lambda p: p.name,
    lambda p: f"{p.first[0]}. {p.last}",
    lambda p: p.worker,
    lambda p: p.note,
    lambda p: p.client,
    lambda p: p.email,
    lambda p: p.phone,
    lambda p: p.bsn,
    lambda p: " ".join(p.bsn),
    lambda p: "\u200b".join(p.bsn),
    lambda p: "".join(chr(0xFF10 + int(digit)) for digit in p.bsn),
    lambda p: p.pseudonym,
    lambda p: p.born.strftime("%d %b %Y"),
    lambda p: p.born.strftime("%d/%m/%y"),
    lambda p: f"{p.street} {p.number}",
    lambda p: f"{p.postcode} {p.number}",
    lambda p: f"CBS ({p.client})",
    lambda p: f"wijkteam, {p.note}",
)


def _person_as_source(chance: random.Random, persons: list[Person]) -> Made:
    """A neat grid of figures, and the list of persons in the column for the source."""
    read = chance.choice(_SOURCES)
    rows = []
    for place, area in enumerate(AREAS):
        value = f"{chance.uniform(2, 30):.1f}".replace(".", ",")
        rows.append([area, "jeugdhulp", "2024", value, read(persons[place])])
    return FIVE, rows


def _one_person_as_source(chance: random.Random, persons: list[Person]) -> Made:
    """A neat grid of figures, all from one person."""
    source = chance.choice(_SOURCES[:3])(persons[0])
    if chance.random() < 0.5:
        source = chance.choice([persons[0].email, persons[0].phone, persons[0].bsn, persons[0].pseudonym])
    rows = [[area, "jeugdhulp", "2024", f"{chance.uniform(2, 30):.1f}".replace(".", ","), source] for area in AREAS]
    return FIVE, rows


def _person_as_limits(chance: random.Random, persons: list[Person]) -> Made:
    lows: list[Read] = [lambda p: p.born.strftime("%d-%m-%Y"), lambda p: str(p.born.year), lambda p: p.bsn]
    low = chance.choice(lows)
    rows = [[*row[:5], low(p), str(p.since)] for p, row in ((p, _row(p)) for p in persons)]
    return [*FIVE, "van", "tot"], rows


def _person_as_unit(chance: random.Random, persons: list[Person]) -> Made:
    reads: list[Read] = [lambda p: p.name, lambda p: p.sex, lambda p: p.client, lambda p: p.note, lambda p: "man"]
    read = chance.choice(reads)
    return [*FIVE, "eenheid"], [[*_row(p), read(p)] for p in persons]


def _one_more_column(chance: random.Random, persons: list[Person]) -> Made:
    name = chance.choice(["opmerking", "", "van", "code", "bron2", "gebied", "ref"])
    reads: list[Read] = [lambda p: p.client, lambda p: p.sex, lambda p: str(p.age), lambda p: p.note]
    read = chance.choice(reads)
    return [*FIVE, name], [[*_row(p, jaar=str(p.since)), read(p)] for p in persons]


def _whole_municipality(chance: random.Random, persons: list[Person]) -> Made:
    """All under the code of the municipality, in three years: more clients than there are figures and years."""
    rows = [
        _row(p, gebied=MUNICIPALITY, indicator=p.help, jaar=str(2022 + p.since % 3), waarde=str(p.score))
        for p in persons
    ]
    return FIVE, rows


DISGUISES: dict[str, Callable[[random.Random, list[Person]], Made]] = {
    "the list itself": _plain,
    "other names": _renamed,
    "five columns": _five_random,
    "no header": _no_header,
    "persons as columns": _turned,
    "key as indicator": _key_as_indicator,
    "key as area": _key_as_area,
    "born as year": _born_as_year,
    "child's birth as year": _child_as_year,
    "begin of help as year": _since_as_year,
    "the same area again": _same_area_again,
    "spread over figures": _spread_over_figures,
    "yes or no": _yes_or_no,
    "ones": _ones,
    "small counts": _small_counts,
    "person as value": _person_as_value,
    "birth as value": _born_as_value,
    "person as source": _person_as_source,
    "one person as source": _one_person_as_source,
    "person as limits": _person_as_limits,
    "person as unit": _person_as_unit,
    "one more column": _one_more_column,
    "whole municipality": _whole_municipality,
}
