"""The same as the page, as a table: one row for each statement, one column for each rule."""

import csv
import io
from collections.abc import Iterator

from smartstart.presentation.checker.facts import Checked, Counts, Limits
from smartstart.presentation.checker.sections import Row, sections
from smartstart.presentation.report.book import Book
from smartstart.release.contents import ReleaseContents
from smartstart.release.tables import guarded, number

_COUNTS = ("rijen", "personen", "huishoudens", "keer_gebeurd", "niet_gebeurd")


def checker_csv(contents: ReleaseContents, checked: Checked) -> str:
    """Return the table: semicolons, decimal point, line feeds, as the other tables that stay inside."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _columns(checked), delimiter=";", lineterminator="\n")
    writer.writeheader()
    for section in sections(Book(contents), checked):
        for row in section.rows:
            writer.writerow({name: guarded(value) for name, value in _cells(section.title, row, checked)})
    return text.getvalue()


def _columns(checked: Checked) -> list[str]:
    rules = [f"regel_{rule.name}" for rule in checked.rules]
    shown = ["getoond", "ondergrens", "bovengrens", "afronding", "gehouden", "redenen", "vlak_boven_drempel"]
    limits = [f"{who}_{limit}" for who in ("onwetend", "kent_lege_groepen") for limit in ("van", "tot")]
    before = ["eerdere_vrijgaven"]
    first = ["deel", "uitspraak", "wat", "groep", "onderzoeksgroep", "berekend_uit"]
    reference = [f"vergeleken_met_{name}" for name in _COUNTS]
    return [*first, *_COUNTS, *reference, *shown, *rules, "nodig_onbekend", *limits, *before]


def _cells(title: str, row: Row, checked: Checked) -> Iterator[tuple[str, str]]:
    statement, cell = row.statement, row.cell
    yield from (("deel", title), ("uitspraak", statement.id), ("wat", row.words), ("groep", row.group))
    yield from (("onderzoeksgroep", statement.population), ("berekend_uit", row.basis))
    yield from zip(_COUNTS, ("" if n is None else str(n) for n in row.numbers), strict=True)
    yield from zip((f"vergeleken_met_{name}" for name in _COUNTS), _counts(cell.reference), strict=True)
    yield from (("getoond", number(statement.value)), ("ondergrens", number(statement.lower)))
    yield from (("bovengrens", number(statement.upper)), ("afronding", row.rounded))
    yield from (("gehouden", "ja" if cell.kept else "nee"), ("redenen", "; ".join(cell.reasons)))
    yield "vlak_boven_drempel", "; ".join(cell.near)
    yield from ((f"regel_{rule.name}", said.value) for rule, said in zip(checked.rules, cell.outcomes, strict=True))
    outside = cell.outside
    yield "nodig_onbekend", "" if outside is None or outside.needed is None else str(outside.needed)
    yield from _limits("onwetend", outside.blank if outside else None)
    yield from _limits("kent_lege_groepen", outside.knowing if outside else None)
    before = (
        f"{one.number}{' van ' * bool(one.room)}{one.room} ({one.day.isoformat()}): {number(one.value)}"
        for one in cell.before
    )
    yield "eerdere_vrijgaven", "; ".join(before)


def _counts(counts: Counts | None) -> list[str]:
    if counts is None:
        return [""] * len(_COUNTS)
    return [str(n) for n in (counts.rows, counts.persons, counts.households, counts.events, counts.quiet)]


def _limits(who: str, limits: Limits | None) -> Iterator[tuple[str, str]]:
    yield f"{who}_van", "" if limits is None else number(limits.lower)
    yield f"{who}_tot", "" if limits is None else "onbegrensd" if limits.upper == float("inf") else number(limits.upper)
