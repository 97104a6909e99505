"""From a study to its coded cohort: the sources, the cohort and the waist, one after the other."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartstart.release.contents import Origin
from smartstart.vault.coded import CodedCohort
from smartstart.vault.coding import code_registers, code_table
from smartstart.vault.cohort import build_cohort, needed_columns, needed_tables
from smartstart.vault.engines import DuckEngine
from smartstart.vault.run.order import Step
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.sources.table import open_table, table_cohort
from smartstart.vault.study.model import CohortPlan, RegisterData, Study, TableData
from smartstart.vocabulary.errors import DataError, StudyError

_BORDERS = {"gemeente": "gemeenten_{year}.geojson", "wijk": "wijken_{year}.geojson"}
_LIMIT = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A coded cohort and what was read for it.

    Attributes:
        read: sentences on the files that were read, without counts.
        definitions: sha256 over names, versions and layouts of the files; it says nothing of their content.
    """

    cohort: CodedCohort
    read: tuple[str, ...]
    definitions: str


def open_cohort(engine: DuckEngine, study: Study, data: Path, work: Path, step: Step, names: dict[str, str]) -> Opened:
    """Return the coded cohort of a study on registers or on a table of the user's own.

    Args:
        engine: an open engine; the tables are made in it.
        study: the question.
        data: folder with the files.
        work: empty folder inside the room.
        step: shows progress.
        names: names of areas by code, where known.

    Raises:
        StudyError: the study has another kind of source.
        DataError: the data are wrong.
    """
    if isinstance(study.data, RegisterData) and study.cohort is not None:
        return _from_registers(engine, study, study.data, study.cohort, data, work, step, names)
    if isinstance(study.data, TableData):
        return _from_table(engine, study.data, data, work, step)
    raise StudyError("Deze studie heeft geen registers en geen tabel.", where="data.source")


def _from_registers(
    engine: DuckEngine,
    study: Study,
    source: RegisterData,
    plan: CohortPlan,
    data: Path,
    work: Path,
    step: Step,
    names: dict[str, str],
) -> Opened:
    with step("Data: registers lezen en controleren") as note:
        report = open_registers(
            engine,
            data,
            tables=needed_tables(plan),
            columns=needed_columns(plan),
            classification_year=source.classification_year,
            unknown_codes=source.unknown_codes,
            work=work,
            progress=note,
        )
    with step("Data: kinderen op de peildatums bij elkaar zoeken") as note:
        tables = build_cohort(engine, plan, areas=study.question.areas, progress=note, names=names)
        origin = Origin.INVENTED if source.origin == "invented" or _is_twin(data) else Origin.REAL
        cohort = code_registers(tables, plan, origin)
    return Opened(cohort, report.sentences(), report.fingerprint)


def _from_table(engine: DuckEngine, source: TableData, data: Path, work: Path, step: Step) -> Opened:
    with step("Data: eigen tabel lezen en controleren"):
        report = open_table(engine, data, source, work)
        cohort = code_table(table_cohort(engine), report.dimensions, source)
    return Opened(cohort, report.sentences(), report.fingerprint)


def _is_twin(data: Path) -> bool:
    """Say whether the data call themselves invented; what is invented is called invented, whatever the study says."""
    return (data / "twin.json").is_file()


def borders_of(study: Study, data: Path, named: Path | None) -> dict[str, Any] | None:
    """Return the borders of the areas that the study shows, as GeoJSON, or None without a map.

    Raises:
        DataError: the file with borders is not GeoJSON with `statcode` and `statnaam`.
    """
    level = study.analyses[0].place
    if level is None or not isinstance(study.data, RegisterData):
        return None
    year = study.data.classification_year
    path = named or data / "open" / _BORDERS[level].format(year=year)
    if named is None and not path.is_file():
        return None
    features = [feature for feature in _features(path) if _belongs(feature["properties"]["statcode"], study)]
    kept = [
        {
            "type": "Feature",
            "properties": {name: feature["properties"][name] for name in ("statcode", "statnaam")},
            "geometry": feature["geometry"],
        }
        for feature in sorted(features, key=lambda feature: str(feature["properties"]["statcode"]))
    ]
    return {"type": "FeatureCollection", "features": kept} if kept else None


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        if path.stat().st_size > _LIMIT:
            raise DataError("Het bestand met grenzen is te groot.", where=str(path), expected="hoogstens 32 MB")
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in features:
            str(feature["properties"]["statcode"]), str(feature["properties"]["statnaam"]), feature["geometry"]["type"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise DataError(
            "Het bestand met grenzen is niet te lezen.",
            where=str(path),
            expected="GeoJSON met per gebied 'statcode' en 'statnaam'",
            mend="kies een ander bestand met --borders",
        ) from problem
    return features


def _belongs(code: str, study: Study) -> bool:
    return any(code[2:].startswith(area[2:]) for area in study.question.areas)


def names_of(borders: dict[str, Any] | None) -> dict[str, str]:
    """Return the names of the areas on a map, by code."""
    if borders is None:
        return {}
    return {feature["properties"]["statcode"]: feature["properties"]["statnaam"] for feature in borders["features"]}
