"""What a template may use: only what all engines are known to read the same.

Engines differ silently. From 31 December 2004 to 1 January 2022 a year difference is 18 or 17, `cast(2.5 AS INTEGER)`
is 3 or 2, a list keeps another order, `QUALIFY` brings other columns, the difference of two dates is a number or an
interval, and a sum of floats depends on the number of threads. So the templates hold to a list, and whatever is not on
it is refused before an engine sees it. `tests/spec/test_cohort_on_spark.py` shows each difference.
"""

from collections.abc import Callable

from sqlglot import exp

from smartstart.vocabulary.errors import SmartStartError

# What a template may call. Each was read on every engine, missing values and edge dates included.
FUNCTIONS: frozenset[type[exp.Expr]] = frozenset(
    {
        exp.And,
        exp.Or,
        exp.Case,
        exp.Cast,
        exp.Coalesce,
        exp.Count,
        exp.DateDiff,
        exp.Exists,
        exp.Greatest,
        exp.If,
        exp.Lag,
        exp.Least,
        exp.Max,
        exp.Min,
        exp.Nullif,
        exp.RowNumber,
        exp.Struct,
        exp.Sum,
    }
)
# How these may be put together. No list, no interval, no division with a fraction, no QUALIFY, no LIMIT.
SHAPES: frozenset[type[exp.Expr]] = frozenset(
    {
        exp.Add,
        exp.Alias,
        exp.Between,
        exp.Boolean,
        exp.CTE,
        exp.Column,
        exp.DataType,
        exp.Distinct,
        exp.Dot,
        exp.EQ,
        exp.From,
        exp.GT,
        exp.GTE,
        exp.Group,
        exp.Having,
        exp.Identifier,
        exp.In,
        exp.IntDiv,
        exp.Is,
        exp.Join,
        exp.LT,
        exp.LTE,
        exp.Literal,
        exp.Mul,
        exp.NEQ,
        exp.Neg,
        exp.Not,
        exp.Null,
        exp.Order,
        exp.Ordered,
        exp.Paren,
        exp.PropertyEQ,
        exp.Select,
        exp.Star,
        exp.Sub,
        exp.Subquery,
        exp.Table,
        exp.TableAlias,
        exp.Union,
        exp.Var,
        exp.Where,
        exp.Window,
        exp.With,
    }
)
_TYPES = frozenset(
    {exp.DType.INT, exp.DType.BIGINT, exp.DType.UTINYINT, exp.DType.TEXT, exp.DType.VARCHAR, exp.DType.DATE}
)
_WHOLE_TYPES = frozenset({exp.DType.INT, exp.DType.BIGINT, exp.DType.UTINYINT})


def vet(query: exp.Expr) -> None:
    """Refuse a query that engines may read differently. Words have been expanded.

    Raises:
        SmartStartError: it uses something that is not on the list; a mistake in a template, so ours.
    """
    for node in query.walk():
        if type(node) not in FUNCTIONS | SHAPES:
            raise _refused(type(node).__name__)
        check = _CHECKS.get(type(node))
        if check is not None and not check(node):
            raise _refused(node.sql("duckdb"))


def _refused(what: str) -> SmartStartError:
    return SmartStartError(
        "Een sjabloon gebruikt iets dat niet op elke rekenmachine hetzelfde betekent. Dit is een fout in Smart Start.",
        where=what,
        expected="alleen wat in vault/engines/vetting.py staat",
    )


def whole(node: exp.Expr | None) -> bool:
    """Return whether an expression is a whole number, as far as can be seen without knowing the columns."""
    if isinstance(node, exp.Paren | exp.Neg):
        return whole(node.this)
    if isinstance(node, exp.Literal):
        return not node.is_string and node.is_int
    if isinstance(node, exp.Cast):
        return node.to.this in _WHOLE_TYPES
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.IntDiv):
        return whole(node.left) and whole(node.right)
    if isinstance(node, exp.Case):
        default = node.args.get("default")
        branches = [branch.args["true"] for branch in node.args["ifs"]] + ([default] if default else [])
        return all(whole(branch) for branch in branches)
    if isinstance(node, exp.Window):
        return isinstance(node.this, exp.RowNumber)
    return isinstance(node, exp.Count | exp.DateDiff)


def _days_only(node: exp.Expr) -> bool:
    """A difference in days is the same everywhere; in months or years it is not."""
    return str(node.args.get("unit")).upper() == "DAY"


def _one_side_whole(node: exp.Expr) -> bool:
    """Two dates may stand on both sides of a minus; a whole number may not be one of them."""
    return isinstance(node, exp.Binary) and (whole(node.left) or whole(node.right))


def _cast(node: exp.Expr) -> bool:
    """A text or a whole number becomes a whole number in one way; a fraction in two."""
    kind = node.args["to"].this
    fraction = any(isinstance(part, exp.Literal) and not part.is_string and not part.is_int for part in node.walk())
    return kind in _TYPES and not (kind in _WHOLE_TYPES and fraction)


def _sum(node: exp.Expr) -> bool:
    """Whole numbers add up in any order."""
    return whole(node.this)


def _plain_join(node: exp.Expr) -> bool:
    """An inner or a left join on a condition; of the others not every engine knows the same."""
    words = {str(node.args.get(name) or "").upper() for name in ("method", "side", "kind")}
    return words <= {"", "LEFT", "INNER"} and node.args.get("on") is not None


def _ordered_window(node: exp.Expr) -> bool:
    return node.args.get("order") is not None


_CHECKS: dict[type[exp.Expr], Callable[[exp.Expr], bool]] = {
    exp.DateDiff: _days_only,
    exp.Sub: _one_side_whole,
    exp.Cast: _cast,
    exp.Sum: _sum,
    exp.Window: _ordered_window,
    exp.Join: _plain_join,
}
