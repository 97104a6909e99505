"""From the bytes of an own-figures file to rows of text. The bytes are taken to be hostile.

CSV with `;` or `,` between the values, in UTF-8 or in the older code page of Windows (cp1252). Everything else is
refused by its form, whatever its name: a spreadsheet, a page, a picture, a text in another coding.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.workspace.data.rules.limits import FIGURES_LIMIT, FIGURES_ROWS, MEBIBYTE
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse

SAVE_AS = "Open het in een rekenblad en kies 'Opslaan als', soort 'CSV UTF-8'."
_OLD_CODING = (
    "Dit bestand is geschreven met een oude tekenset van Windows. We hebben het zo gelezen. Kijk na of letters als é "
    "en ë goed staan, en kies de volgende keer 'CSV UTF-8'."
)
_FORMS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "een rekenblad of een zip-bestand"),
    (b"PK\x05\x06", "een zip-bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud rekenblad of document"),
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf\x27\x1c", "een ingepakt bestand"),
    (b"BZh", "een ingepakt bestand"),
    (b"\xfd7zXZ", "een ingepakt bestand"),
    (b"Rar!", "een ingepakt bestand"),
    (b"PAR1", "een gegevensbestand"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
    (b"\xff\xfe", "een tekst in een andere tekenset (UTF-16)"),
    (b"\xfe\xff", "een tekst in een andere tekenset (UTF-16)"),
    (b"<", "een webpagina of een tekening"),
    (b"{", "een JSON-bestand"),
    (b"[", "een JSON-bestand"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SEPARATORS = (";", ",")


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of text, each with its line; and what the reader should be told."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()


def read_table(content: bytes) -> Table | Refusal:
    """Return the rows of a CSV file as text, or why it is none."""
    if not content.strip():
        return refuse(Ground.EMPTY, "Er staat niets in dit bestand.", mend="Kies het bestand met de cijfers.")
    if len(content) > FIGURES_LIMIT:
        return refuse(
            Ground.TOO_LARGE,
            "Dit bestand is te groot voor cijfers over gebieden.",
            expected=f"hoogstens {FIGURES_LIMIT // MEBIBYTE} MB",
            mend="Verdeel de cijfers over meer bestanden, bijvoorbeeld een per onderwerp.",
        )
    form = other_form(content)
    if form:
        return _no_table(f"Dit is {form}, en geen CSV.", mend=SAVE_AS)
    text, notes = _decoded(content)
    if text is None:
        return _no_table("Dit bestand is geen gewone tekst.", mend=SAVE_AS)
    return _table(text, notes)


def other_form(content: bytes) -> str:
    """Return in words what a content is that is surely no CSV; nothing when it may be one."""
    start = content.removeprefix(_BYTE_ORDER_MARK).lstrip(b" \t\r\n")
    found = next((word for sign, word in _FORMS if start.startswith(sign)), "")
    return found or ("een bestand dat geen tekst is" if b"\0" in content else "")


def _decoded(content: bytes) -> tuple[str | None, tuple[str, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), (_OLD_CODING,)
    except UnicodeDecodeError:
        return None, ()


def _table(text: str, notes: tuple[str, ...]) -> Table | Refusal:
    skipped = 1 if text.lower().startswith(("sep=;", "sep=,")) else 0  # a hint that spreadsheets write
    body = text.split("\n", 1)[-1] if skipped else text
    first = body.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    if separator not in first:
        return _no_table("De eerste regel heeft geen kolommen.", mend="Zet ; of , tussen de waarden.")
    try:
        rows = list(_rows(body, separator, skipped))
    except csv.Error:
        return _no_table(
            "Er staat een aanhalingsteken op een verkeerde plek, of een waarde is veel te lang.",
            mend="Haal aanhalingstekens weg en sla het bestand opnieuw op als CSV.",
        )
    if len(rows) > FIGURES_ROWS + 1:
        return refuse(
            Ground.TOO_LARGE,
            "Er staan te veel regels in dit bestand.",
            expected=f"hoogstens {FIGURES_ROWS} regels",
            mend="Verdeel de cijfers over meer bestanden, bijvoorbeeld een per onderwerp.",
        )
    return Table(rows[0][1], tuple(rows[1:]), notes)


def _rows(text: str, separator: str, skipped: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num + skipped, tuple(cells)
            number += 1
        if number > FIGURES_ROWS + 1:
            return


def _no_table(what: str, *, mend: str) -> Refusal:
    return refuse(Ground.NOT_FIGURES, what, expected="een CSV-bestand met gebied;indicator;jaar;waarde;bron", mend=mend)
