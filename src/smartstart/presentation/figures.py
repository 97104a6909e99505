"""One number as a reader sees it, tied to the statement it rests on.

Every number on a page is made here, so that each carries the id of its statement and a withheld value can never
turn into a number. Templates and sentences hold figures, not text, until the very end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup, escape

from smartstart.presentation import dutch
from smartstart.release.contents import ModelStatement, State, Statement, Statistic, TableStatement


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
    """

    statement: str
    part: Part
    form: Form
    value: float

    def __str__(self) -> str:
        return written(self.value, self.form)

    def __html__(self) -> Markup:
        return Markup('<data value="{}" data-statement="{}" data-part="{}">{}</data>').format(
            repr(self.value), self.statement, self.part.value, str(self)
        )


def written(value: float, form: Form) -> str:
    """Return a number in one of the forms; `REST` takes the rate and writes what is left of 1,000."""
    if form is Form.REST:
        decimals = 0 if value >= 0.95 or value == 0 else dutch.decimals_for(value)
        # From the rounded rate: "ongeveer 35" and "ongeveer 965" must add up for a reader.
        return dutch.number(1000 - dutch.rounded(value, dutch.decimals_for(value)), decimals)
    if form is Form.DIFFERENCE:
        return dutch.difference(value, dutch.decimals_for(value))
    writers = {
        Form.WHOLE: dutch.number,
        Form.RATE: dutch.rate,
        Form.PERCENT: dutch.percent,
        Form.PERCENT_WORDS: dutch.percent_words,
    }
    return writers[form](value)


def form_of(statement: Statement) -> Form:
    """Return how the numbers of a statement are written when nothing else is asked."""
    if isinstance(statement, TableStatement):
        forms = {Statistic.COUNT: Form.WHOLE, Statistic.SHARE: Form.PERCENT, Statistic.OUTSIDE: Form.PERCENT}
        return forms.get(statement.statistic, Form.RATE)
    if isinstance(statement, ModelStatement) and statement.measure.startswith("risk_difference"):
        return Form.DIFFERENCE
    return Form.RATE


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
    return Figure(statement.id, part, chosen, value)


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
