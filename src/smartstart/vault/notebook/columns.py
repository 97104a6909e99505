"""Frozen findings as columns: a row per finding, nested numbers side by side, lists of records in tables of their own.

Columns follow from the types, not from what was found: a search without findings gives the same columns, without rows.
"""

import dataclasses
import datetime as dt
import enum
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from smartstart.release.contents import Condition, Predicate

PARENT = "id"
_DESCRIPTION = "predicate"
_PLAIN = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string(), dt.date: pa.date32()}


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how to reach its value from a record, and its type."""

    name: str
    path: tuple[str, ...]
    kind: pa.DataType

    def of(self, record: object) -> Any:
        """Return the value of a record, plain."""
        for part in self.path:
            record = None if record is None else getattr(record, part)
        return _plain(record)


def tables(result: object, words: Callable[[Predicate], str]) -> dict[str, pa.Table]:
    """Return every list of records in a result as a table, by the name of its field.

    A list inside a record (the steps of a peel) is a table too; its first column says to which record a row belongs.

    Args:
        result: a frozen dataclass; its fields that are tuples of dataclasses are the lists.
        words: what a description is called; a record with a `predicate` gets it in a last column.
    """
    found: dict[str, list[pa.Table]] = {}
    for name, kind in lists_of(type(result)):
        records = getattr(result, name)
        found.setdefault(name, []).append(_table(columns_of(kind), words, records))
        for inner, inner_kind in lists_of(kind):
            found.setdefault(inner, []).append(_nested(records, inner, inner_kind, words))
    return {name: pa.concat_tables(parts) for name, parts in found.items()}


def lists_of(kind: type[Any]) -> Iterator[tuple[str, type[Any]]]:
    """Yield the fields of a dataclass that are tuples of dataclasses, with the type of their records."""
    for name, hint in _fields(kind):
        inner = _repeated(hint)
        if _is_record(inner):
            yield name, inner


def columns_of(kind: type[Any], before: tuple[str, ...] = ()) -> list[Column]:
    """Return the columns of a dataclass: nested ones flattened, lists of dataclasses left out."""
    columns: list[Column] = []
    for name, hint in _fields(kind):
        path = (*before, name)
        inner = _repeated(hint)
        if _is_record(hint):
            columns += columns_of(hint, path)
        elif not _is_record(inner):
            columns.append(Column("_".join(path), path, _arrow(hint, inner)))
    return columns


def described(predicate: Predicate) -> str:
    """Return a description by its codes: "gezin: alleenstaande_moeder; leeftijd: tot_4, 4_12"."""
    return "; ".join(map(_condition, predicate.conditions)) or "iedereen"


def _condition(condition: Condition) -> str:
    return f"{condition.factor}: {', '.join(condition.levels)}"


def _fields(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        yield field.name, _given(hints[field.name])


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def _given(hint: Any) -> Any:
    """Return a type without its "or None"."""
    if get_origin(hint) in (Union, types.UnionType):
        known = [part for part in get_args(hint) if part is not type(None)]
        return known[0] if len(known) == 1 else object
    return hint


def _repeated(hint: Any) -> Any:
    """Return what a tuple of any length holds; None for anything else."""
    parts = get_args(hint)
    return parts[0] if get_origin(hint) is tuple and len(parts) == 2 and parts[1] is Ellipsis else None


def _arrow(hint: Any, inner: Any) -> pa.DataType:
    if inner is not None:
        return pa.list_(_PLAIN.get(inner, pa.string()))
    return _PLAIN.get(hint, pa.string())


def _plain(value: Any) -> Any:
    if isinstance(value, Predicate):
        return described(value)
    if isinstance(value, Condition):
        return _condition(value)
    if isinstance(value, enum.Enum):
        return value.name.lower() if isinstance(value, int) else str(value.value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, tuple(_PLAIN)) else str(value)


def _table(columns: Sequence[Column], words: Callable[[Predicate], str], records: Sequence[Any]) -> pa.Table:
    names = [column.name for column in columns]
    arrays = [pa.array([column.of(record) for record in records], type=column.kind) for column in columns]
    if _DESCRIPTION in names:
        names.append("words")
        arrays.append(pa.array([words(getattr(record, _DESCRIPTION)) for record in records], type=pa.string()))
    return pa.table(arrays, names=names)


def _nested(records: Sequence[Any], name: str, kind: type[Any], words: Callable[[Predicate], str]) -> pa.Table:
    pairs = [(record, inner) for record in records for inner in getattr(record, name)]
    table = _table(columns_of(kind), words, [inner for _, inner in pairs])
    owners = pa.array([str(getattr(record, PARENT, "")) for record, _ in pairs], type=pa.string())
    return table.add_column(0, PARENT, owners)
