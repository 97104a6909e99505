"""A part as text with its source, and as rows for a spreadsheet."""

import csv
import io

from smartstart.presentation.insight.found_parts import FindingPart, HunchPart
from smartstart.presentation.insight.parts import Part, Why
from smartstart.release.contents import State
from smartstart.release.tables import guarded, number

CSV_COLUMNS = (
    "wat",
    "groep",
    "periode",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "toestand",
    "hoe_gemaakt",
    "uitspraak",
    "stempel",
    "bron",
)


def plain_text(part: Part) -> str:
    """Return what a part says as text to paste in a letter: never without its mark, its source and its statements."""
    lines = [part.title, ""]
    if isinstance(part, FindingPart):
        lines.append(part.about)
    if isinstance(part, HunchPart):
        lines.append(f"Uitkomst: {part.verdict}.")
    lines += [str(sentence) for sentence in part.sentences]
    if not isinstance(part, FindingPart | HunchPart):  # their sentences say it all
        lines += [_line(entry) for entry in _in_table(part)]
    if part.marks:
        lines += ["", f"Let op: {', '.join(part.marks)}."]
    lines += ["", part.source]
    if part.statements:
        lines.append(f"Uitspraken: {', '.join(part.statements)}.")
    return "\n".join(lines) + "\n"


def _in_table(part: Part) -> tuple[Why, ...]:
    """Return the reasons behind the rows of the table, in the order of the table."""
    by_statement = {entry.row.statement: entry for entry in part.why}
    return tuple(by_statement[shown.statement] for shown in part.rows if shown.statement in by_statement)


def _line(entry: Why) -> str:
    between = f" (tussen {entry.row.interval})" if entry.row.interval else ""
    return f"- {entry.row.label}: {entry.row.value}{between}"


def csv_rows(part: Part) -> tuple[tuple[str, ...], ...]:
    """Return a heading and one row for every statement of a part; text is guarded against being taken for a formula."""
    marks = ", ".join(part.marks)
    return (CSV_COLUMNS, *(_fields(entry, marks, part.source) for entry in part.why))


def _fields(entry: Why, marks: str, source: str) -> tuple[str, ...]:
    shown = entry.row
    known = shown.number is not None
    return (
        guarded(shown.label),
        guarded(entry.group),
        guarded(entry.period),
        number(shown.number),
        number(shown.lower),
        number(shown.upper),
        guarded(shown.unit),
        State.SHOWN.value if known else guarded(shown.value.text),
        guarded(entry.made),
        guarded(shown.statement),
        guarded(marks),
        guarded(source),
    )


def csv_text(part: Part) -> str:
    """Return `csv_rows` as a file: semicolons, decimal points, line feeds; an empty field where there is no value."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(csv_rows(part))
    return text.getvalue()
