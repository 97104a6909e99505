"""Which figures may stand in a file of one's own: those of the catalogue, and those that were declared before.

A name of an indicator is the one word in a row that could name a person, so the list is closed. Who has a figure of
their own declares it first, with its unit and a label that readers see; the declaration is looked at here.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from smartstart.opendata.indicators import CATALOGUE
from smartstart.workspace.data.rules.cell_signals import signal_in
from smartstart.workspace.data.rules.limits import CELL_LIMIT, OWN_INDICATORS
from smartstart.workspace.data.rules.person_names import FIRST_NAMES, LAST_NAMES
from smartstart.workspace.data.rules.refusals import Mistake
from smartstart.workspace.data.rules.units import UNITS

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z]{4,}")
_MIXED = re.compile(r"[a-z]+[0-9]|[0-9]+[a-z]")
_SHORTEST, _LONGEST, _MOST_PARTS, _LONGEST_NUMBER = 4, 40, 6, 4
_MOST_NUMBERED = 4  # names that differ in one number only: a count of clients goes on
_PERSON_WORDS = """
achternaam adres bsn casus client clientnummer clienten dossier dossiernummer email geboortedatum geboortejaar geboren
huisnummer kenmerk klant klantnummer mailadres moeder naam ouder persoon persoonsnummer postcode rin rinpersoon sleutel
telefoon vader volgnummer voornaam woonadres zaak zaaknummer
"""
_OF_PERSONS = frozenset(_PERSON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a file may speak of.

    Attributes:
        indicators: unit by name, of the catalogue and of what was declared.
        municipalities: codes of the municipalities that figures may be about; the country may always stand beside.
        areas: codes of the areas that exist, where they are known; None accepts every well-formed code inside the
            municipalities. A closed list is better: then no number can hide in a code.
    """

    indicators: Mapping[str, str]
    municipalities: frozenset[str]
    areas: frozenset[str] | None = None


def catalogue() -> dict[str, str]:
    """Return the unit of every indicator in the catalogue, by name."""
    return {indicator.name: indicator.unit for indicator in CATALOGUE}


def declaration_mistakes(name: str, label: str, unit: str, others: Collection[str]) -> tuple[Mistake, ...]:
    """Look at the declaration of an own indicator.

    Args:
        name: as it will stand in files: "zwemdiploma-b".
        label: as readers see it: "Kinderen met zwemdiploma B".
        unit: one of `units.UNITS`.
        others: names that are known or declared already.
    """
    return (*_name_mistakes(name, others), *_label_mistakes(label), *_unit_mistakes(unit))


def _name_mistakes(name: str, others: Collection[str]) -> Iterator[Mistake]:
    expected = "een naam van kleine letters, met streepjes ertussen, zoals kinderen-met-zwemdiploma"
    if not _NAME.fullmatch(name) or not _SHORTEST <= len(name) <= _LONGEST or not _WORD.search(name):
        yield Mistake(None, "naam", "Deze naam heeft niet de vorm van een naam van een cijfer.", expected)
        return
    parts = name.split("-")
    if len(parts) > _MOST_PARTS or any(_MIXED.search(part) or _too_long(part) for part in parts):
        yield Mistake(None, "naam", "Deze naam lijkt op een nummer of een code.", expected, personal=True)
    if _OF_PERSONS & set(parts) or (FIRST_NAMES | LAST_NAMES) & set(parts):
        yield Mistake(
            None,
            "naam",
            "Deze naam gaat over één persoon, en niet over een gebied.",
            expected,
            "noem wat u telt of meet in een gebied",
            personal=True,
        )
    if name in others:
        yield Mistake(None, "naam", "Deze naam is er al.", "een naam die nog niet gebruikt is")
    yield from _numbered(name, others)
    if len(others) >= OWN_INDICATORS:
        yield Mistake(
            None,
            "naam",
            "Er zijn al veel eigen cijfers.",
            f"hoogstens {OWN_INDICATORS}",
            "haal eerst weg wat niet meer telt",
        )


def _numbered(name: str, others: Collection[str]) -> Iterator[Mistake]:
    stem = _without_number(name)
    if stem != name and sum(_without_number(other) == stem for other in others) >= _MOST_NUMBERED:
        yield Mistake(
            None,
            "naam",
            "Er zijn al meer cijfers met deze naam en een ander nummer. Zo lijkt het een lijst van personen.",
            "een naam in woorden",
            "zeg in woorden wat dit cijfer anders maakt",
            personal=True,
        )


def _without_number(name: str) -> str:
    """Return a name with its number or letter as #; a range of two numbers (leeftijd-15-25) is no count, and stays."""
    numbers = re.findall(r"[0-9]+", name)
    return re.sub(r"[0-9]+|(?<=-)[a-z](?=-|$)", "#", name) if len(numbers) < 2 else name


def _too_long(part: str) -> bool:
    return part.isdigit() and len(part) > _LONGEST_NUMBER


def _label_mistakes(label: str) -> Iterator[Mistake]:
    words = re.findall(r"[^\W\d_]{2,}", label)
    if not words or not label.isprintable() or not _SHORTEST <= len(label.strip()) <= CELL_LIMIT:
        expected = f"enkele woorden, {_SHORTEST} tot {CELL_LIMIT} tekens"
        yield Mistake(None, "omschrijving", "De omschrijving is geen gewone tekst.", expected)
        return
    signal = signal_in(label)
    if signal:
        yield Mistake(
            None,
            "omschrijving",
            f"In de omschrijving staat {signal.value}.",
            "woorden voor iets dat u in een gebied telt of meet",
            personal=True,
        )


def _unit_mistakes(unit: str) -> Iterator[Mistake]:
    if unit not in UNITS:
        yield Mistake(None, "eenheid", "Deze eenheid kennen we niet.", "een van: " + ", ".join(UNITS))
