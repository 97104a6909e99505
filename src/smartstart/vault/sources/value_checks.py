"""What a value in a register file may not be, and what to tell: one condition in SQL each, with its message."""

from collections.abc import Callable
from dataclasses import dataclass

from smartstart.vault.sources.columns import Found, nearest
from smartstart.vault.sources.normalising import ORIGIN_OF, STRAY, Layout, date_of, unknown_code
from smartstart.vault.sources.sql import name, one_of
from smartstart.vault.tables import Form
from smartstart.vocabulary.errors import DataError


@dataclass(frozen=True, slots=True)
class Check:
    """One condition that no kept row may meet. `value` is the column to show, if it may be; `explain` gets it."""

    wrong: str
    value: str
    explain: Callable[[str, str], DataError]


def checks_of(layout: Layout) -> list[Check]:
    """Return every condition that a value or a period of a file may not meet, in the order of the columns."""
    checks = []
    for found in layout.found:
        if found.original is None:
            continue
        if found.name in ORIGIN_OF:
            checks += _number_checks(found)
        checks += [*_width(found), *_code(found, layout), *_form(found)]
    return checks + _reversed(layout)


def worked_out_once(layout: Layout) -> str:
    """Return what several checks ask of a value, as columns: reading it is most of the work of a check."""
    dates = {_date(found.name): date_of(found.column) for found in layout.found if found.column.form is Form.DATE}
    numbers = {_whole(number): f"regexp_full_match({name(number)}, '[0-9]{{9}}')" for number in layout.keys}
    return "".join(f", {value} AS {column}" for column, value in (dates | numbers).items())


def _date(column: str) -> str:
    return name(f"{column} als datum")


def _whole(number: str) -> str:
    return name(f"{number} is heel")


def _at(where: str, found: Found) -> str:
    return f"{where}, kolom {found.original or found.name}"


def _number_checks(found: Found) -> list[Check]:
    number, origin = name(found.name), name(ORIGIN_OF[found.name])
    linkable = f"{origin} = 'R' AND {number} NOT IN {one_of(STRAY)}"
    otherwise = f"CASE WHEN {_whole(found.name)} THEN false ELSE {linkable} AND"
    return [
        Check(
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
        Check(
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


def _width(found: Found) -> list[Check]:
    column, raw = found.column, name(found.name)
    if column.form is Form.DATE or column.codes:
        return []  # these have a sharper check of their own
    whole_part = f"split_part(replace({raw}, ',', '.'), '.', 1)" if column.form is Form.AMOUNT else raw
    return [
        Check(
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


def _code(found: Found, layout: Layout) -> list[Check]:
    column = found.column
    if not column.codes or layout.tolerant:
        return []
    # a row that is dropped for its origin may not be dropped for an origin that does not exist
    scope = "true" if found.name in ORIGIN_OF.values() else "BLIJFT"
    return [
        Check(
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


def _form(found: Found) -> list[Check]:
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
        Check(
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


def _reversed(layout: Layout) -> list[Check]:
    table = layout.table
    pairs = [*([table.spell] if table.spell else []), *table.periods]
    checks = []
    for begin, end in pairs:
        first, last = _date(begin), _date(end)
        checks.append(
            Check(
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
