"""The closed schema of a release: everything that can cross, and nothing else.

Every number on a page, chart or map is one statement. A *table* statement is a count, or a ratio computed from
counts that are themselves shown. A *model* statement is an estimate from unrounded data with its method and a
fixed precision. An *open* statement is a public figure with its source. A withheld value is a state of its own
and is never shown as nought.
"""

from smartstart.release.contents.closed import READABLE, Closed, Code, Line, Name
from smartstart.release.contents.groups import Condition, Dimension, Level, Predicate
from smartstart.release.contents.manifest import Format, Manifest, Member, Origin, Outline, Review, Stamp
from smartstart.release.contents.sheet import DropOffStep, PublicHunch, PublicSource, StudySheet
from smartstart.release.contents.statements import (
    OF_COMBINATIONS,
    AmountStatement,
    AmountStatistic,
    AnyStatement,
    Counted,
    ModelStatement,
    OpenStatement,
    State,
    Statement,
    Statistic,
    TableStatement,
)
from smartstart.release.contents.whole import ReleaseContents

__all__ = [
    "OF_COMBINATIONS",
    "READABLE",
    "AmountStatement",
    "AmountStatistic",
    "AnyStatement",
    "Closed",
    "Code",
    "Condition",
    "Counted",
    "Dimension",
    "DropOffStep",
    "Format",
    "Level",
    "Line",
    "Manifest",
    "Member",
    "ModelStatement",
    "Name",
    "OpenStatement",
    "Origin",
    "Outline",
    "Predicate",
    "PublicHunch",
    "PublicSource",
    "ReleaseContents",
    "Review",
    "Stamp",
    "State",
    "Statement",
    "Statistic",
    "StudySheet",
    "TableStatement",
]
