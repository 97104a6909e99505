"""When two statements of different releases say the same kind of thing about the same group, in another period."""

import hashlib
import re

from smartstart.release.canonical import canonical_json
from smartstart.release.contents import AmountStatement, AnyStatement, ModelStatement, OpenStatement, Predicate

_NUMBER = re.compile(r"\d+$")


def likeness(statement: AnyStatement) -> str:
    """Return 64 hexadecimal digits that are the same for statements that may be laid beside each other.

    Findings are numbered anew in every release, so a subject counts without its number: "g1" and "g7" are both
    findings, and what they are about is their predicate. Period and population do not count: those are what differs
    between an older release and a newer one.
    """
    return hashlib.sha256(canonical_json(_parts(statement))).hexdigest()


def _parts(statement: AnyStatement) -> list[object]:
    if isinstance(statement, OpenStatement):
        return ["open", statement.area, statement.indicator, statement.unit]
    return [
        statement.analysis,
        _NUMBER.sub("", statement.subject),
        statement.role,
        _conditions(statement.predicate),
        statement.unit,
        *_measured(statement),
    ]


def _measured(statement: AnyStatement) -> list[object]:
    if isinstance(statement, ModelStatement):
        return [statement.measure, _conditions(statement.reference)]
    if isinstance(statement, OpenStatement):
        return []
    if isinstance(statement, AmountStatement):
        return [statement.statistic.value, statement.amount, statement.share]
    return [statement.statistic.value, statement.counted.value if statement.counted else ""]


def _conditions(predicate: Predicate) -> list[object]:
    found: list[tuple[str, list[str]]] = [(c.factor, sorted(c.levels)) for c in predicate.conditions]
    return [*sorted(found)]
