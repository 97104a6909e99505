"""Statements as a table (CSV), and the description of that table (Frictionless Data Package).

Both follow from the statements alone, so a reader can check them against `statements.json`. Text is guarded: a
spreadsheet must not take a cell for a formula (CWE-1236).
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from smartstart.release.canonical import member_json
from smartstart.release.contents import (
    OF_COMBINATIONS,
    AmountStatement,
    AnyStatement,
    ModelStatement,
    OpenStatement,
    Predicate,
    Statistic,
    TableStatement,
)

CSV_NAME = "statements.csv"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Signs at the beginning of a cell that a spreadsheet takes for a formula."""

_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("id", "string", "analysis/subject/role: uniek in deze vrijgave"),
    ("kind", "string", "table: telling of verhouding; model: schatting; open: openbaar cijfer"),
    ("subject", "string", "waar het getal over gaat"),
    ("role", "string", "wat het getal voor dat onderwerp is"),
    ("unit", "string", "wat er geteld wordt, of de eenheid van een openbaar cijfer"),
    ("period", "string", "van de eerste peildatum tot het einde van het laatste venster"),
    ("population", "string", "naam van de onderzoeksgroep"),
    ("predicate", "string", "wie: kenmerk=waarde|waarde; leeg is iedereen"),
    (
        "statistic",
        "string",
        "count, rate (per 1.000), share (procent), share_outside (procent), ratio, expected of per_date",
    ),
    ("counted", "string", "rows, persons, households of events"),
    ("of", "string", "de tellingen waaruit een verhouding is berekend"),
    ("measure", "string", "de maat van een schatting"),
    ("method", "string", "hoe een schatting is gemaakt"),
    ("precision", "string", "vaste nauwkeurigheid van een schatting"),
    ("reference", "string", "waarmee een schatting de groep vergelijkt; leeg is alle anderen"),
    ("confirmed", "string", "true als de schatting klopte op huishoudens waarop niet gezocht was"),
    ("state", "string", "getoond, of te weinig om iets te zeggen"),
    ("value", "number", "leeg als er te weinig is om iets te zeggen; dat is nooit 0"),
    ("lower", "number", "ondergrens"),
    ("upper", "number", "bovengrens"),
    ("rounded_to", "integer", "tellingen zijn afgerond op veelvouden hiervan"),
    ("indicator", "string", "naam van een openbaar cijfer"),
    ("reliability", "string", "hoe zeker een openbaar cijfer is"),
    ("source", "string", "bron van een openbaar cijfer"),
)
_COMBINED = (
    "; van kenmerken samen: interaction_contrast en three_way_contrast (per 1.000), reri, attributable_proportion, "
    "synergy_index en lift"
)
_KEPT = ("kept", "string", "true als het aantal er staat zoals eerder getoond; het kan sindsdien iets veranderd zijn")


def has_kept(statements: Iterable[AnyStatement]) -> bool:
    """Return whether a count stands as an earlier release showed it: the second format of a release."""
    return any(isinstance(s, TableStatement) and s.kept for s in statements)


def has_combined(statements: Iterable[AnyStatement]) -> bool:
    """Return whether a number says what conditions do together: the second format of a release."""
    return any(isinstance(s, TableStatement) and s.statistic in (*OF_COMBINATIONS, Statistic.LIFT) for s in statements)


def _columns(statements: Sequence[AnyStatement]) -> tuple[tuple[str, str, str], ...]:
    """Return the columns; what only some releases have is named only there, so that others keep their bytes."""
    columns = (*_COLUMNS, _KEPT) if has_kept(statements) else _COLUMNS
    return tuple(map(_with_combined, columns)) if has_combined(statements) else columns


def _with_combined(column: tuple[str, str, str]) -> tuple[str, str, str]:
    name, kind, description = column
    return (name, kind, description + _COMBINED) if name == "statistic" else column


def statements_json(statements: Iterable[AnyStatement]) -> bytes:
    """Return the statements as a JSON list, in order of id."""
    return member_json([s.model_dump(mode="json") for s in sorted(statements, key=lambda s: s.id)])


def statements_csv(statements: Sequence[AnyStatement]) -> bytes:
    """Return the statements as CSV: UTF-8, comma, decimal point, line feeds, in order of id."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [name for name, _, _ in _columns(statements)]
    writer.writerow(names)
    for statement in sorted(statements, key=lambda s: s.id):
        row = _row(statement)
        writer.writerow([row.get(name, "") for name in names])
    return text.getvalue().encode("utf-8")


def _row(statement: AnyStatement) -> dict[str, str]:
    if isinstance(statement, OpenStatement):
        return _open_row(statement)
    row = {name: guarded(getattr(statement, name)) for name in ("id", "kind", "subject", "role", "unit", "period")}
    row |= {"population": guarded(statement.population), "predicate": guarded(written(statement.predicate))}
    row |= {"state": guarded(statement.state.value)}
    row |= {name: number(getattr(statement, name)) for name in ("value", "lower", "upper")}
    if isinstance(statement, AmountStatement):
        return row | _amount_part(statement)
    return row | (_table_part(statement) if isinstance(statement, TableStatement) else _model_part(statement))


def _amount_part(statement: AmountStatement) -> dict[str, str]:
    share = "" if statement.share is None else f" {number(statement.share)}"
    return {
        "statistic": statement.statistic.value + share,
        "of": guarded(" ".join(statement.of)),
        "measure": guarded(statement.amount),
        "precision": guarded(statement.precision),
    }


def _table_part(statement: TableStatement) -> dict[str, str]:
    return {
        "statistic": statement.statistic.value,
        "counted": statement.counted.value if statement.counted else "",
        "of": guarded(" ".join(statement.of)),
        "rounded_to": str(statement.rounded_to),
        "kept": "true" if statement.kept else "",
    }


def _model_part(statement: ModelStatement) -> dict[str, str]:
    words: dict[str, Callable[[], str]] = {
        "measure": lambda: statement.measure,
        "method": lambda: statement.method,
        "precision": lambda: statement.precision,
        "reference": lambda: written(statement.reference),
    }
    confirmed = "" if statement.confirmed is None else str(statement.confirmed).lower()
    return {name: guarded(word()) for name, word in words.items()} | {"confirmed": confirmed}


def _open_row(statement: OpenStatement) -> dict[str, str]:
    names = ("id", "kind", "period", "unit", "indicator", "reliability", "source")
    row = {name: guarded(str(getattr(statement, name))) for name in names}
    return row | {"subject": guarded(statement.area), "value": number(statement.value)}


def written(predicate: Predicate) -> str:
    """Return a predicate as text: `huishouden=alleenstaand; werk=nee|onbekend`."""
    return "; ".join(f"{c.factor}={'|'.join(c.levels)}" for c in predicate.conditions)


def guarded(text: str) -> str:
    """Return text that a spreadsheet takes as text."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def number(value: float | None) -> str:
    """Return a number without needless digits; nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def data_package(name: str, title: str, statements: Sequence[AnyStatement]) -> bytes:
    """Return `datapackage.json`: what the columns of `statements.csv` mean."""
    fields: list[dict[str, Any]] = []
    for column, kind, description in _columns(statements):
        field: dict[str, Any] = {"name": column, "type": kind, "description": description}
        if column == "id":
            field["constraints"] = {"required": True, "unique": True}
        fields.append(field)
    resource = {
        "name": "statements",
        "path": CSV_NAME,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
    }
    package = {"profile": "tabular-data-package", "name": name, "title": title, "resources": [resource]}
    return member_json(package)
