"""Checks of what stands in a file. The first row that is wrong is named, with its value only where it is a code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.columns import Found, nearest
from smartstart.vault.sources.contradictions import row_of
from smartstart.vault.sources.normalising import (
    ORIGIN_OF,
    STRAY,
    Layout,
    date_of,
    drop_reasons,
    kept,
    raw_query,
    unknown_code,
)
from smartstart.vault.sources.sql import fill, name, one_of
from smartstart.vault.tables import Form
from smartstart.vocabulary.errors import DataError


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact counts of one file; they stay inside.

    Attributes:
        rows: rows in the file.
        dropped: rows dropped, per reason.
        unknown: values read as missing because their code is not on the list, per column.
    """

    rows: int
    dropped: dict[str, int]
    unknown: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Check:
    """One condition that no kept row may meet. `value` is the column to show, if it may be; `explain` gets it."""

    wrong: str
    value: str
    explain: Callable[[str, str], DataError]


_SCAN = "SELECT count(*), $counts FROM (SELECT *, $kept AS BLIJFT$once FROM ($raw) AS gelezen) AS alles"


def check_values(engine: DuckEngine, layout: Layout, path: Path, parquet: Path) -> Counts:
    """Check all values of a file in one pass and count what will be dropped.

    Raises:
        DataError: a value is too wide, not on its code list, no date, no number, or lost its leading zeros; or an
            end lies before its begin. The first check that fails, in the order of the columns, is reported.
    """
    checks = _checks(layout)
    reasons = drop_reasons(layout)
    tolerated = [found for found in layout.found if layout.tolerant and found.column.codes]
    counts = [
        *_first_matches(reasons),
        *(f"count(*) FILTER (WHERE BLIJFT AND {unknown_code(found)})" for found in tolerated),
        *(f"min(RIJ) FILTER (WHERE {check.wrong})" for check in checks),
        "1",
    ]
    sql = fill(
        _SCAN,
        counts=", ".join(counts),
        kept=f"({kept(layout)})",
        once=_worked_out_once(layout),
        raw=raw_query(layout, str(parquet)),
    )
    rows, *found_values = engine.rows(sql)[0]
    dropped, rest = found_values[: len(reasons)], found_values[len(reasons) :]
    unknown, rest = rest[: len(tolerated)], rest[len(tolerated) :]
    for check, row in zip(checks, rest, strict=False):
        if row is not None:
            raise check.explain(row_of(path, row), _value_at(engine, layout, parquet, check.value, row))
    return Counts(
        rows,
        {reason: n for reason, n in zip(reasons, dropped, strict=True) if n},
        {found.name: n for found, n in zip(tolerated, unknown, strict=True) if n},
    )


def _worked_out_once(layout: Layout) -> str:
    """Return what several checks ask of a value, as columns: reading it is most of the work of a check."""
    dates = {_date(found.name): date_of(found.column) for found in layout.found if found.column.form is Form.DATE}
    numbers = {_whole(number): f"regexp_full_match({name(number)}, '[0-9]{{9}}')" for number in layout.keys}
    return "".join(f", {value} AS {column}" for column, value in (dates | numbers).items())


def _date(column: str) -> str:
    return name(f"{column} als datum")


def _whole(number: str) -> str:
    return name(f"{number} is heel")


def _value_at(engine: DuckEngine, layout: Layout, parquet: Path, column: str, row: int) -> str:
    sql = "SELECT $column FROM ($raw) AS gelezen WHERE RIJ = $row"
    return str(engine.value(fill(sql, column=column or "''", raw=raw_query(layout, str(parquet)), row=str(int(row)))))


def _first_matches(reasons: dict[str, str]) -> list[str]:
    """Return one count per reason; a row counts for the first reason that holds."""
    conditions = list(reasons.values())
    return [
        "count(*) FILTER (WHERE " + " AND ".join([*(f"NOT {before}" for before in conditions[:place]), condition]) + ")"
        for place, condition in enumerate(conditions)
    ]


def _checks(layout: Layout) -> list[_Check]:
    checks = []
    for found in layout.found:
        if found.original is None:
            continue
        if found.name in ORIGIN_OF:
            checks += _number_checks(found)
        checks += [*_width(found), *_code(found, layout), *_form(found)]
    return checks + _reversed(layout)


def _at(where: str, found: Found) -> str:
    return f"{where}, kolom {found.original or found.name}"


def _number_checks(found: Found) -> list[_Check]:
    number, origin = name(found.name), name(ORIGIN_OF[found.name])
    linkable = f"{origin} = 'R' AND {number} NOT IN {one_of(STRAY)}"
    otherwise = f"CASE WHEN {_whole(found.name)} THEN false ELSE {linkable} AND"
    return [
        _Check(
            f"({otherwise} regexp_full_match({number}, '[0-9]{{1,8}}') END)",
            "",
            lambda where, _: DataError(
                f"In {found.name} zijn de voorloopnullen verdwenen: er staat een nummer van minder dan 9 cijfers.",
                where=_at(where, found),
                expected="nummers van precies 9 cijfers, bijvoorbeeld 000000012",
                mend="lees de kolom als tekst in en sla het bestand opnieuw op; Smart Start vult geen nullen aan, "
                "want dat kan de verkeerde persoon geven",
            ),
        ),
        _Check(
            f"({otherwise} NOT regexp_full_match({number}, '[0-9]{{1,}}') END)",
            "",
            lambda where, _: DataError(
                f"In {found.name} staat iets anders dan een nummer.",
                where=_at(where, found),
                expected="nummers van precies 9 cijfers",
                mend="haal het bestand opnieuw op, of kijk of kolommen verschoven zijn",
            ),
        ),
    ]


def _width(found: Found) -> list[_Check]:
    column, raw = found.column, name(found.name)
    if column.form is Form.DATE or column.codes:
        return []  # these have a sharper check of their own
    whole_part = f"split_part(replace({raw}, ',', '.'), '.', 1)" if column.form is Form.AMOUNT else raw
    return [
        _Check(
            f"(BLIJFT AND length({whole_part}) > {column.width})",
            "",
            lambda where, _: DataError(
                f"Een waarde in {found.name} is te lang.",
                where=_at(where, found),
                expected=f"hoogstens {column.width} tekens ({column.meaning})",
                mend="kijk of dit het goede bestand is en of kolommen verschoven zijn",
            ),
        )
    ]


def _code(found: Found, layout: Layout) -> list[_Check]:
    column = found.column
    if not column.codes or layout.tolerant:
        return []
    # a row that is dropped for its origin may not be dropped for an origin that does not exist
    scope = "true" if found.name in ORIGIN_OF.values() else "BLIJFT"
    return [
        _Check(
            f"({scope} AND {unknown_code(found)})",
            name(found.name),
            lambda where, value: _unknown(found, _at(where, found), value),
        )
    ]


def _unknown(found: Found, where: str, value: str) -> DataError:
    codes = found.column.codes
    shown = ", ".join(codes) if len(codes) <= 24 else f"een van de {len(codes)} codes van {found.name}"
    if not found.column.verified:
        shown += " (deze lijst is niet zeker: vergelijk haar met de beschrijving bij het bestand)"
    zeros = value.zfill(found.column.width)
    near = nearest(value, codes)
    if zeros in codes and zeros != value:
        mend = f"lees de kolom als tekst in: de voorloopnullen zijn verdwenen ({value} in plaats van {zeros})"
    else:
        hint = f" (lijkt op {near})" if near else ""
        mend = f'verbeter de code{hint}, of zet unknown_codes = "missing" in de vraag om haar als onbekend te lezen'
    return DataError(
        f"De code '{value[: found.column.width + 12]}' in {found.name} is niet bekend ({found.column.meaning}).",
        where=where,
        expected=shown,
        mend=mend,
    )


def _form(found: Found) -> list[_Check]:
    column, raw = found.column, name(found.name)
    present = f"BLIJFT AND {raw} NOT IN {one_of(('', *column.missing, *column.open_end))}"
    if column.form is Form.DATE:
        wrong, what = f"({present} AND {_date(found.name)} IS NULL)", "geen datum"
        expected = "jaar, maand en dag als jjjjmmdd, bijvoorbeeld 20200131"
    elif column.form is Form.INTEGER:
        wrong, what = f"({present} AND NOT regexp_full_match({raw}, '-?[0-9]+'))", "geen heel getal"
        expected = "een heel getal"
    elif column.form is Form.AMOUNT:
        wrong, what = f"({present} AND NOT regexp_full_match({raw}, '-?[0-9]+([.,][0-9]+)?'))", "geen bedrag"
        expected = "een getal, zonder punten voor duizendtallen"
    else:
        return []
    return [
        _Check(
            wrong,
            "",
            lambda where, _: DataError(
                f"In {found.name} staat {what} ({column.meaning}).",
                where=_at(where, found),
                expected=expected,
                mend="haal het bestand opnieuw op, of kijk of kolommen verschoven zijn",
            ),
        )
    ]


def _reversed(layout: Layout) -> list[_Check]:
    table = layout.table
    pairs = [*([table.spell] if table.spell else []), *table.periods]
    checks = []
    for begin, end in pairs:
        first, last = _date(begin), _date(end)
        checks.append(
            _Check(
                f"(BLIJFT AND {first} > {last})",
                "",
                lambda where, _, begin=begin, end=end: DataError(  # type: ignore[misc]
                    "Een periode eindigt voordat zij begint.",
                    where=f"{where}, kolommen {begin} en {end}",
                    expected=f"{end} op of na {begin}",
                    mend="haal het bestand opnieuw op; staan de datums omgekeerd, meld dat bij de leverancier",
                ),
            )
        )
    return checks
