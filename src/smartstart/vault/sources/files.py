"""Finding register files: any case, any version, in or near the folder where they are declared.

The newest version of a year wins. Of one version in several places the file nearest to the declared folder wins;
of one version in several formats Parquet goes before `.sav` and `.sav` before CSV, where leading zeros get lost.
"""

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smartstart.vault.tables import Table
from smartstart.vocabulary.errors import DataError

_FORMATS = ("parquet", "sav", "csv")


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """One file that carries the name of a declared table.

    Attributes:
        table: canonical name of the table.
        year: the year in the file name.
        version: the version in the file name; 0 where it has none.
        depth: number of folders between the place of search and the file.
    """

    table: str
    path: Path
    year: int
    version: int
    depth: int

    @property
    def extension(self) -> str:
        """Extension in lower case, without the point."""
        return self.path.suffix[1:].lower()


def checked_folder(folder: Path) -> Path:
    """Return the folder with data.

    Raises:
        DataError: it is not there, or it is not a folder.
    """
    if folder.is_dir():
        return folder
    nearest = _nearest_path(folder)
    raise DataError(
        "De map met gegevens is er niet." if not folder.exists() else "Dit is geen map met gegevens.",
        where=str(folder),
        expected="een map met bestanden van het CBS, of van de verzonnen regio",
        mend=f"geef de goede map{f'; bedoelt u {nearest}?' if nearest else ''}",
    )


def _nearest_path(path: Path) -> str:
    if not path.parent.is_dir():
        return ""
    near = difflib.get_close_matches(path.name, [entry.name for entry in path.parent.iterdir() if entry.is_dir()], n=1)
    return str(path.parent / near[0]) if near else ""


def find_files(folder: Path, table: Table) -> tuple[RegisterFile, ...]:
    """Return all files of a table, sorted by year, then best first.

    The declared folder is searched first, then its parents up to `folder`: users keep files in neighbouring folders.
    """
    for place in _places(folder, table):
        found = _best_first(_matching(place, table))
        if found:
            return found
    return ()


def choose(folder: Path, table: Table, years: frozenset[int] | None) -> tuple[RegisterFile, ...]:
    """Return one file per year that is needed, or the one newest file of a cumulative table, oldest first.

    Raises:
        DataError: the table or one of the years is not there.
    """
    best: dict[int, RegisterFile] = {}
    for file in find_files(folder, table):
        best.setdefault(file.year, file)
    if not best:
        raise _absent(folder, table, years)
    if years is None or not table.yearly:
        return (best[max(best)],)
    for year in sorted(years - best.keys()):
        raise _year_absent(folder, table, year, best)
    return tuple(best[year] for year in sorted(years))


def _places(folder: Path, table: Table) -> Iterator[Path]:
    """Yield the declared folder without its year, in the case in which it exists, and then its parents."""
    parts = [part for part in table.folder.split("/") if part != "{Y}"]
    chain = [folder]
    for part in parts:
        inner = _child(chain[-1], part)
        if inner is None:
            break
        chain.append(inner)
    yield from reversed(chain)


def _child(folder: Path, wanted: str) -> Path | None:
    same = [entry for entry in sorted(folder.iterdir()) if entry.is_dir() and entry.name.lower() == wanted.lower()]
    return same[0] if same else None


def _matching(place: Path, table: Table) -> Iterator[RegisterFile]:
    pattern = table.pattern()
    for where, folders, names in os.walk(place):
        folders.sort()
        for file_name in names:
            match = pattern.fullmatch(file_name)
            if match:
                path = Path(where) / file_name
                depth = len(path.relative_to(place).parts) - 1
                yield RegisterFile(table.name, path, int(match["year"]), int(match["version"] or 0), depth)


def _best_first(files: Iterable[RegisterFile]) -> tuple[RegisterFile, ...]:
    def rank(file: RegisterFile) -> tuple[int, int, int, int, str]:
        return file.year, -file.version, file.depth, _FORMATS.index(file.extension), str(file.path)

    return tuple(sorted(files, key=rank))


def _example(table: Table, year: int | str) -> str:
    stem = table.stem.replace("{Y}", str(year)).replace("{V}", "1")
    return f"{table.folder.replace('{Y}', str(year))}/{stem}.sav (of .csv, .parquet)"


def _absent(folder: Path, table: Table, years: frozenset[int] | None) -> DataError:
    year = max(years) if years else "2023"
    near = _nearest_file(folder, table, year)
    return DataError(
        f"Er is geen bestand van {table.name} ({table.title.lower()}).",
        where=str(folder),
        expected=_example(table, year),
        mend="zet het bestand in deze map, of geef een andere map met --data"
        + (f"; lijkt erop, maar heet anders: {near}" if near else ""),
    )


def _nearest_file(folder: Path, table: Table, year: int | str) -> str:
    place = next(_places(folder, table))
    names = {name for _, _, files in os.walk(place) for name in files} if place != folder else set()
    wanted = table.stem.replace("{Y}", str(year)).replace("{V}", "1") + ".sav"
    near = difflib.get_close_matches(wanted, sorted(names), n=1, cutoff=0.5)
    return near[0] if near else ""


def _year_absent(folder: Path, table: Table, year: int, found: dict[int, RegisterFile]) -> DataError:
    nearest = min(found, key=lambda other: (abs(other - year), other))
    return DataError(
        f"Het bestand van {table.name} over {year} ontbreekt.",
        where=str(folder),
        expected=f"{_example(table, year)}; wel gevonden: {', '.join(str(other) for other in sorted(found))}",
        mend=f"zet het bestand van {year} erbij, of pas de peildatums aan; het dichtstbij is {nearest}",
    )
