"""From a study to its coded cohort: the sources, the cohort and the waist, one after the other."""

import hashlib
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from smartstart.release.contents import Origin
from smartstart.vault.coded import CodedCohort, DropOff
from smartstart.vault.coding import code_registers, code_table
from smartstart.vault.cohort import build_cohort, needed_columns, needed_tables
from smartstart.vault.engines import DuckEngine
from smartstart.vault.engines.spark_place import SparkPlace
from smartstart.vault.run.machines import cohort_engine
from smartstart.vault.run.order import Step
from smartstart.vault.sources.files import checked_folder
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.sources.table import open_table, table_cohort
from smartstart.vault.study.fairness import only_compared
from smartstart.vault.study.model import CohortPlan, RegisterData, Study
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import StudyError


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


def open_cohort(
    engine: DuckEngine,
    study: Study,
    data: Path,
    work: Path,
    step: Step,
    names: dict[str, str],
    spark: SparkPlace | None = None,
) -> Opened:
    """Return the coded cohort of a study on registers or on a table of the user's own.

    Args:
        engine: an open engine; the tables are made in it.
        study: the question.
        data: folder with the files.
        work: empty folder inside the room.
        step: shows progress.
        names: names of areas by code, where known.
        spark: where Spark builds the cohort; None: the engine does it itself.

    Raises:
        EngineError: Spark does not start, or stopped half-way.
        StudyError: the study has another kind of source.
        DataError: the data are wrong.
    """
    if isinstance(study.data, RegisterData) and study.cohort is not None:
        return _withholding(
            study, _from_registers(engine, study, study.data, study.cohort, data, work, step, names, spark)
        )
    if isinstance(study.data, TableData):
        return _withholding(study, _from_table(engine, study.data, data, work, step))
    raise StudyError("Deze studie heeft geen registers en geen tabel.", where="data.source")


def _withholding(study: Study, opened: Opened) -> Opened:
    """Keep what is only there to compare from describing a group."""
    return replace(opened, cohort=opened.cohort.withholding(only_compared(study)))


def _from_registers(
    engine: DuckEngine,
    study: Study,
    source: RegisterData,
    plan: CohortPlan,
    data: Path,
    work: Path,
    step: Step,
    names: dict[str, str],
    spark: SparkPlace | None,
) -> Opened:
    _require_true_name(source, data)
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
        with cohort_engine(engine, report, spark, work) as builder:
            tables = build_cohort(builder, plan, areas=study.question.areas, progress=note, names=names)
        origin = Origin.INVENTED if source.origin == "invented" else Origin.REAL
        cohort = code_registers(tables, plan, origin)
    return Opened(cohort, report.sentences(), _with_templates(report.fingerprint))


def _from_table(engine: DuckEngine, source: TableData, data: Path, work: Path, step: Step) -> Opened:
    with step("Data: eigen tabel lezen en controleren"):
        report = open_table(engine, data, source, work)
        table = table_cohort(engine)
        left = DropOff(
            step="uitkomst_bekend",
            text="met een bekende uitkomst",
            reference_date=source.reference_date,
            before=report.rows,
            after=table.num_rows,
        )
        cohort = code_table(table, report.dimensions, source, drop_off=(left,))
    return Opened(cohort, report.sentences(), report.fingerprint)


def _require_true_name(source: RegisterData, data: Path) -> None:
    """Refuse invented data under a real name, and real data under an invented one: the stamp hangs on it.

    Raises:
        DataError: there is no such folder, and then nothing can be said of what is in it.
        StudyError: the study and the data do not agree on whether the data are invented.
    """
    invented = (checked_folder(data) / "twin.json").is_file()
    if invented == (source.origin == "invented"):
        return
    raise StudyError(
        "De gegevens zijn verzonnen, maar de studie noemt ze echt."
        if invented
        else "De studie noemt de gegevens verzonnen, maar ze komen niet van de tweeling.",
        where="data.origin",
        expected='origin = "invented"' if invented else 'origin = "real"',
        mend="pas de studie aan en laat haar opnieuw goedkeuren",
    )


def _with_templates(fingerprint: str) -> str:
    """Return the fingerprint of all definitions: of the layouts, and of the templates that say who, when and what."""
    digest = hashlib.sha256(fingerprint.encode())
    root = resources.files("smartstart.vault.cohort")
    for folder in ("", "steps", "factors", "outcomes"):
        place = root / folder if folder else root
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".sql"):
                digest.update(entry.read_bytes())
    return digest.hexdigest()
