"""One number as a reader sees it, tied to the statement it rests on.

Every number on a page is made here, so that each carries the id of its statement and a withheld value can never
turn into a number. Templates and sentences hold figures, not text, until the very end.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape

from smartstart.presentation import dutch
from smartstart.release.contents import ModelStatement, State, Statement, Statistic, TableStatement

_STEP = re.compile(r"stappen van \d[\d.]*(?:,(\d+))?")
_WHOLE, _DIGITS = "whole number", "2 significant digits"
_MOST_DECIMALS = 3
_NOTHING, _OPEN, _LOWER, _UPPER = map(Markup, ("", '<data value="', '" data-lower="', '" data-upper="'))
_OF, _PART, _SAID, _CLOSE = map(Markup, ('" data-statement="', '" data-part="', '">', "</data>"))


class Part(StrEnum):
    """Which number of a statement is shown."""

    VALUE = "value"
    LOWER = "lower"
    UPPER = "upper"
    REST = "rest"  # of every 1,000: those not counted by a rate


class Form(StrEnum):
    """How a number is written."""

    WHOLE = "whole"
    RATE = "rate"
    PERCENT = "percent"
    PERCENT_WORDS = "percent-words"
    DIFFERENCE = "difference"
    REST = "rest"
    EXPECTED = "expected"


_FORMS = {
    Statistic.COUNT: Form.WHOLE,
    Statistic.PER_DATE: Form.WHOLE,
    Statistic.SHARE: Form.PERCENT,
    Statistic.OUTSIDE: Form.PERCENT,
    Statistic.EXPECTED: Form.EXPECTED,
    Statistic.CONTRAST: Form.DIFFERENCE,
    Statistic.THREE_WAY: Form.DIFFERENCE,
}


class NotShownError(ValueError):
    """A number was asked of a statement that does not show it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, and where it comes from.

    Attributes:
        statement: id of the statement.
        part: which number of that statement.
        form: how it is written.
        value: the number itself, as released.
        decimals: how many decimals a rate or difference is written with; None leaves it to the size of the number.
        limits: the interval of a value; stands in the data attributes, also where words would repeat one number.
    """

    statement: str
    part: Part
    form: Form
    value: float
    decimals: int | None = None
    limits: tuple[float, float] | None = None

    def __str__(self) -> str:
        return written(self.value, self.form, self.decimals)

    def __html__(self) -> Markup:
        # Joined, which escapes as formatting does, only quicker: a page holds hundreds of figures.
        limits = () if self.limits is None else (_LOWER, repr(self.limits[0]), _UPPER, repr(self.limits[1]))
        of = (_OF, self.statement, _PART, self.part.value)
        return _NOTHING.join((_OPEN, repr(self.value), *limits, *of, _SAID, str(self), _CLOSE))


def written(value: float, form: Form, decimals: int | None = None) -> str:
    """Return a number in one of the forms; `REST` takes the rate and writes what is left of 1,000.

    `decimals` holds for rates, what is left of them, and differences.
    """
    places = dutch.decimals_for(value) if decimals is None else decimals
    if form is Form.REST:
        # From the rounded rate: "ongeveer 35" and "ongeveer 965" must add up for a reader.
        return dutch.number(1000 - dutch.rounded(value, places), places)
    if form is Form.DIFFERENCE:
        return dutch.difference(value, places)
    if form is Form.RATE and decimals is not None:
        return dutch.number(value, places)
    writers = {
        Form.WHOLE: dutch.number,
        Form.RATE: dutch.rate,
        Form.PERCENT: dutch.percent,
        Form.PERCENT_WORDS: dutch.percent_words,
        Form.EXPECTED: _expected,
    }
    return writers[form](value)


def _expected(value: float) -> str:
    """Return an expected number; one that rounds to nought is small, and still no nought."""
    return dutch.number(value) if value >= 1 else "minder dan 1"


def form_of(statement: Statement) -> Form:
    """Return how the numbers of a statement are written when nothing else is asked."""
    if isinstance(statement, TableStatement):
        return _FORMS.get(statement.statistic, Form.RATE)
    if isinstance(statement, ModelStatement) and statement.measure.startswith("risk_difference"):
        return Form.DIFFERENCE
    return Form.RATE


def decimals_of(statement: Statement, value: float) -> int:
    """Return how many decimals a number of this statement is written with: never more than the statement has.

    An estimate has the decimals of its own precision. A ratio of counts does not say its precision, so that shows in
    its value and limits; from 10 a decimal of such a ratio matters too little to read.
    """
    if isinstance(statement, ModelStatement):
        step = _STEP.search(statement.precision)
        if step:
            whole = abs(value) >= 10 and value == round(value)  # a limit has no more than two digits
            return 0 if whole else len(step[1] or "")
        if statement.precision == _WHOLE:
            return 0
        if statement.precision == _DIGITS:
            return _two_digits(value)
    numbers = [number for number in (statement.value, statement.lower, statement.upper) if number is not None]
    return min(max(map(_decimals_in, numbers), default=0), dutch.decimals_for(value))


def _two_digits(value: float) -> int:
    if value == 0 or abs(value) >= 0.095:
        return dutch.decimals_for(value)
    return 1 - math.floor(math.log10(abs(value)))


def _decimals_in(value: float) -> int:
    """Return how many decimals a released number has, at most three."""
    return next((d for d in range(_MOST_DECIMALS) if abs(value - round(value, d)) < 1e-9), _MOST_DECIMALS)


def is_shown(statement: Statement | None) -> bool:
    """Return whether there is a value to show; a statement that is absent shows nothing."""
    return statement is not None and statement.state is State.SHOWN and statement.value is not None


def has_interval(statement: Statement | None) -> bool:
    """Return whether value and both limits are shown."""
    return is_shown(statement) and statement is not None and None not in (statement.lower, statement.upper)


def figure(statement: Statement | None, part: Part = Part.VALUE, form: Form | None = None) -> Figure:
    """Return one number of a statement.

    Raises:
        NotShownError: the statement is absent or withheld, or has no such number.
    """
    if statement is None or not is_shown(statement):
        raise NotShownError("this statement is absent or withheld: there is no number to show")
    value = {Part.LOWER: statement.lower, Part.UPPER: statement.upper}.get(part, statement.value)
    if value is None:
        raise NotShownError(f"statement {statement.id} has no {part.value}")
    chosen = Form.REST if part is Part.REST else form or form_of(statement)
    decimals = decimals_of(statement, value) if chosen in (Form.RATE, Form.REST, Form.DIFFERENCE) else None
    limits = None
    if part is Part.VALUE and statement.lower is not None and statement.upper is not None:
        limits = (statement.lower, statement.upper)
    return Figure(statement.id, part, chosen, value, decimals, limits)


def limits_to_tell(statement: Statement | None) -> tuple[Figure, Figure] | None:
    """Return lower and upper limit, or None when there are none or when both are written alike.

    "Tussen 23 en 23" tells nothing; the limits themselves then stand in the data attributes of the value.
    """
    if not has_interval(statement):
        return None
    lower, upper = figure(statement, Part.LOWER), figure(statement, Part.UPPER)
    return None if str(lower) == str(upper) else (lower, upper)


def between(statement: Statement | None) -> tuple[str | Figure, ...]:
    """Return " (tussen 28 en 43)" as parts of a passage; nothing where two different numbers are lacking."""
    limits = limits_to_tell(statement)
    return () if limits is None else (" (tussen ", limits[0], " en ", limits[1], ")")


def withheld(statement: Statement | None = None) -> Markup:
    """Return the words for a value that is not shown; never a number, never a nought."""
    trace = Markup(' data-withheld="{}"').format(statement.id) if statement is not None else Markup("")
    return Markup("<span{}>{}</span>").format(trace, State.WITHHELD.value)


def shown_or_withheld(statement: Statement | None, form: Form | None = None) -> Figure | Markup:
    """Return the value as a figure, or the words that say it is withheld."""
    return figure(statement, form=form) if is_shown(statement) else withheld(statement)


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text in which every number is a figure."""

    parts: tuple[str | Figure | Markup, ...]

    def __str__(self) -> str:
        return "".join(part.striptags() if isinstance(part, Markup) else str(part) for part in self.parts)

    def __html__(self) -> Markup:
        return Markup("").join(escape(part) for part in self.parts)

    def followed_by(self, other: "Passage") -> "Passage":
        """Return both passages as one, with a blank between them."""
        return Passage((*self.parts, " ", *other.parts))


def passage(*parts: str | Figure | Markup | Iterable[str | Figure | Markup]) -> Passage:
    """Return a passage from texts and figures; sequences among them are laid flat."""
    flat: list[str | Figure | Markup] = []
    for part in parts:
        if isinstance(part, str | Figure):
            flat.append(part)
        else:
            flat.extend(part)
    return Passage(tuple(flat))
