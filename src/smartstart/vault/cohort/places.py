"""Place levels: municipality, wijk and buurt of the chosen classification, in the areas of the study."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors import MISSING
from smartstart.vault.engines.protocol import Engine
from smartstart.vocabulary.areas import AreaLevel, level_of, normalise, with_prefix
from smartstart.vocabulary.errors import DataError


@dataclass(frozen=True, slots=True)
class _PlaceLevel:
    level: AreaLevel
    column: str
    phrase: str


_LEVELS = (
    _PlaceLevel(AreaLevel.MUNICIPALITY, "GEM", "die in de gemeente {} wonen"),
    _PlaceLevel(AreaLevel.WIJK, "WC", "die in de wijk {} wonen"),
    _PlaceLevel(AreaLevel.BUURT, "BC", "die in de buurt {} wonen"),
)

# Names are fixed here, no value of a user comes in.
_IN_AREAS = """
SELECT DISTINCT GEM, WC, BC
FROM vslgwbtab
WHERE GEM IS NOT NULL AND (
    whole_country()
    OR GEM IN (SELECT CODE FROM cohort_areas)
    OR WC IN (SELECT CODE FROM cohort_areas)
    OR BC IN (SELECT CODE FROM cohort_areas)
)
"""
_NUMBERED = """
SELECT {column} AS CODE, CAST(row_number() OVER (ORDER BY {column}) - 1 AS INTEGER) AS NUMMER
FROM (SELECT DISTINCT {column} FROM cohort_area_codes WHERE {column} IS NOT NULL)
"""


def level_columns() -> tuple[tuple[str, str], ...]:
    """Return name and register column of each place level, from coarse to fine."""
    return tuple((level.level.value, level.column) for level in _LEVELS)


def define_places(engine: Engine, areas: tuple[str, ...], names: Mapping[str, str]) -> tuple[Dimension, ...]:
    """Make the areas of the study known to the engine and return the place dimensions, from coarse to fine.

    The levels are all codes of the classification inside the areas, whether children live there or not: which areas
    exist is public, who lives there is not.

    Args:
        engine: holds `vslgwbtab`.
        areas: canonical area codes of any level; empty or "NL00" for the whole country.
        names: names for area codes, where known.

    Raises:
        DataError: an area is not in the classification.
    """
    codes = tuple(normalise(area) for area in areas)
    whole = not codes or any(level_of(code) is AreaLevel.COUNTRY for code in codes)
    engine.define(f"CREATE OR REPLACE TEMP MACRO whole_country() AS {'TRUE' if whole else 'FALSE'}")
    asked = () if whole else codes
    engine.lend("cohort_areas", pa.table({"CODE": pa.array([code[2:] for code in asked], pa.string())}))
    engine.keep("cohort_area_codes", _IN_AREAS)
    if not whole:
        _check_known(engine, codes)
    return tuple(_dimension(engine, level, names) for level in _LEVELS)


def _check_known(engine: Engine, codes: tuple[str, ...]) -> None:
    digits = {digits for row in engine.rows("SELECT GEM, WC, BC FROM cohort_area_codes") for digits in row}
    unknown = [code for code in codes if code[2:] not in digits]
    if unknown:
        raise DataError(
            f"Het gebied {unknown[0]} komt niet voor in de gekozen gebiedsindeling.",
            where="question.areas, VSLGWBTAB",
            expected="codes van gemeenten, wijken of buurten uit het jaar van de indeling",
            mend="controleer de code, of kies een ander jaar bij data.classification_year",
        )


def _dimension(engine: Engine, place: _PlaceLevel, names: Mapping[str, str]) -> Dimension:
    table = f"cohort_{place.level.value}"
    engine.keep(table, _NUMBERED.format(column=place.column))
    codes = [with_prefix(row[0], place.level) for row in engine.rows(f"SELECT CODE FROM {table} ORDER BY NUMMER")]  # noqa: S608
    levels = [
        Level(code=code, label=names.get(code, code), phrase=place.phrase.format(names.get(code, code)))
        for code in codes
    ]
    if place.level is not AreaLevel.MUNICIPALITY:
        word = place.level.value
        levels.append(
            Level(code=MISSING, label="niet bekend", phrase=f"van wie de {word} niet bekend is", missing=True)
        )
    return Dimension(name=place.level.value, title=place.level.value.capitalize(), levels=tuple(levels))
