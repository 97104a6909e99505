"""Finding the declared columns in a file: any case, known aliases, one classification year."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from smartstart.vault.tables import Column, Table
from smartstart.vocabulary.errors import DataError


@dataclass(frozen=True, slots=True)
class Found:
    """A declared column and where it is in a file.

    Attributes:
        column: the declaration.
        name: canonical name with the classification year filled in, "GEM2022".
        original: the name in the file; None where an optional column is absent.
        type: Arrow type in the file; text where absent.
    """

    column: Column
    name: str
    original: str | None
    type: pa.DataType


def resolve(
    path: Path,
    table: Table,
    present: Mapping[str, pa.DataType],
    *,
    classification_year: int,
    asked: Collection[str] | None = None,
) -> tuple[Found, ...]:
    """Return the declared columns in the order of the declaration.

    Args:
        path: the file, for messages.
        table: its declaration.
        present: names and types in the file.
        classification_year: the one year whose area columns are used.
        asked: canonical names of optional columns that are needed; None for all that are there.

    Raises:
        DataError: a column that is required or asked is absent, or two columns have the same name but for case.
    """
    names = _by_upper_case(path, present)
    found = []
    for column in table.columns:
        needed = column.required or (asked is not None and column.name in asked)
        if not needed and asked is not None:
            continue
        original = _spelling(column, names, classification_year)
        if original is None and needed:
            raise _absent(path, column, names, classification_year)
        kind = pa.string() if original is None else present[original]
        found.append(Found(column, _filled(column.name, classification_year), original, kind))
    return tuple(found)


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Return the name that looks most like `wanted`, in any case; empty when none does."""
    by_upper = {name.upper(): name for name in names}
    near = difflib.get_close_matches(wanted.upper(), list(by_upper), n=1, cutoff=0.6)
    return by_upper[near[0]] if near else ""


def _by_upper_case(path: Path, present: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name in present:
        key = name.strip().upper()
        if key in names:
            raise DataError(
                f"De kolom '{name}' staat twee keer in dit bestand.",
                where=f"{path}, kolom {name}",
                expected="elke kolom één keer, hoofdletters of niet",
                mend="haal een van de twee weg, of geef haar een andere naam",
            )
        names[key] = name
    return names


def _filled(name: str, year: int) -> str:
    return name.replace("{Y}", str(year)).replace("{y}", str(year)).upper()


def _spelling(column: Column, names: Mapping[str, str], year: int) -> str | None:
    spellings = (_filled(spelling, year) for spelling in (column.name, *column.aliases))
    return next((names[spelling] for spelling in spellings if spelling in names), None)


def _absent(path: Path, column: Column, names: Mapping[str, str], year: int) -> DataError:
    wanted = _filled(column.name, year)
    if "{Y}" in column.name:
        return _year_absent(path, column, names, year)
    near = nearest(wanted, names.values())
    return DataError(
        f"De kolom {wanted} ({column.meaning}) ontbreekt.",
        where=f"{path}, kolom {wanted}",
        expected=" of ".join(dict.fromkeys((wanted, *column.aliases))),
        mend=f"kijk of dit het goede bestand is{f'; de naam die er het meest op lijkt is {near}' if near else ''}",
    )


def _year_absent(path: Path, column: Column, names: Iterable[str], year: int) -> DataError:
    pattern = re.compile(column.name.replace("{Y}", r"(\d{4})"))
    years = sorted(int(match[1]) for name in names if (match := pattern.fullmatch(name)))
    near = min(years, key=lambda other: (abs(other - year), other)) if years else None
    return DataError(
        f"De gebiedsindeling van {year} staat niet in dit bestand.",
        where=f"{path}, kolom {_filled(column.name, year)}",
        expected=f"een kolom {_filled(column.name, year)}"
        + (f"; wel gevonden: {', '.join(map(str, years))}" if years else ""),
        mend="zet in de vraag bij classification_year een jaar dat er is"
        + (f", bijvoorbeeld {near}" if near else "")
        + ", of haal een nieuwer bestand op",
    )
