"""Findings ready to be shown: sentence or silence, certainty, and staircase."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from smartstart.presentation import dutch
from smartstart.presentation.charts import Compared, Stair
from smartstart.presentation.figures import (
    Passage,
    between,
    figure,
    is_shown,
    passage,
    shown_or_withheld,
)
from smartstart.presentation.groups import added_condition, condition_phrase
from smartstart.presentation.report import numbers, thresholds
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.numbers import Why
from smartstart.presentation.report.thresholds import Curve
from smartstart.presentation.sentences import (
    RiskSentence,
    certainty,
    certainty_passage,
    halved_word,
    risk_sentence,
)
from smartstart.release.contents import (
    Condition,
    Dimension,
    ModelStatement,
    Predicate,
    State,
    TableStatement,
)
from smartstart.vocabulary.certainty import Certainty


@dataclass(frozen=True, slots=True)
class PeelRow:
    """One step of the peel in a table: its words, how many, how often, per 1,000, and its mark."""

    label: str
    size: object
    events: object
    rate: object
    statement: str


@dataclass(frozen=True)
class FindingView:
    """One finding as it is shown; without `sentence` nothing may be said about it.

    What only some pages show is made when it is first asked: a comparison of thirty findings needs no table of each.
    """

    book: Book = field(repr=False, compare=False)
    id: str
    group: str
    predicate: Predicate
    sentence: RiskSentence | None
    certainty: str
    certainty_passage: Passage
    confirmed: bool
    risk: ModelStatement | None
    outside: TableStatement | None

    @cached_property
    def stairs(self) -> tuple[Stair, ...]:
        """The peel, from everybody to the group."""
        return stairs(self.book, self.id)

    @cached_property
    def peel(self) -> tuple[PeelRow, ...]:
        """The same as rows of a table."""
        return peel(self.book, self.id)

    @cached_property
    def why(self) -> tuple[Why, ...]:
        """Every number about the group, with how it was made."""
        return numbers.why(self.book, self.id)

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """How its ratio moves along the cut-offs in it; none where nothing may be said about the group."""
        return thresholds.curves(self.book, self.id) if self.sentence is not None else ()

    @property
    def returned(self) -> Passage | None:
        """How often a search on redrawn households brought it back; None where that is not shown."""
        share = self.book.model(self.id, "stability")
        if share is None or not is_shown(share) or self.sentence is None:
            return None
        halved = halved_word(self.book.sheet.unit, self.book.sheet.units)
        return passage(
            f"We zochten ook opnieuw, bij {halved} die door het lot getrokken zijn. In ongeveer ",
            figure(share),
            " van elke 100 keer",
            between(share),
            " kwam deze groep, of bijna dezelfde, terug.",
        )

    @property
    def rising(self) -> bool:
        """Whether at least two conditions come together, and every shown step is at least as high as the one before."""
        values = [float(stair.rate.value or 0) for stair in self.stairs if is_shown(stair.rate)]
        return len(values) > 2 and all(later >= earlier for earlier, later in itertools.pairwise(values))

    @property
    def stopped(self) -> bool:
        """Whether the staircase ends before the group itself, because a step may not be shown."""
        return not self.stairs or self.stairs[-1].rate.predicate != self.predicate

    @property
    def stairs_title(self) -> str:
        """What the staircase shows; that more makes it more likely only where it does, and it reaches the group."""
        if self.stopped:
            return "Van iedereen naar deze groep, tot de laatste stap die we mogen laten zien"
        if self.rising:
            return "Hoe meer omstandigheden samenkomen, hoe groter het risico"
        return "Van iedereen naar deze groep, stap voor stap"

    @property
    def stairs_note(self) -> Passage | None:
        """Which units the staircase counts and which the answer, with both numbers where a reader sees two."""
        if self.sentence is None or not self.stairs:
            return None
        units, halved = self.book.sheet.units, halved_word(self.book.sheet.unit, self.book.sheet.units)
        last, answer = figure(self.stairs[-1].rate), self.sentence.rate
        held = f"die uit {halved} die" if halved != units else f"de {units} die"
        if self.stopped or str(last) == str(answer):
            return passage(f"De trap telt alle {units}. Het antwoord telt alleen {held} niet meededen bij het zoeken.")
        return passage(
            "De laatste trede is ", last, ", en in het antwoord staat ongeveer ", answer, ". Beide kloppen. De trap "
            f"telt alle {units} in de groep. Het antwoord telt alleen {held} niet meededen bij het zoeken. Ga uit van "
            "het antwoord: waar je zoekt, lijkt een groep al snel opvallender dan hij is."
        )  # fmt: skip


def view(book: Book, subject: str) -> FindingView:
    """Return one finding of a release."""
    risk, ratio = book.model(subject, "risk"), book.model(subject, "rr")
    outside = book.table(subject, "share-outside")
    sentence = risk_sentence(book.sheet.units, book.sheet.unit, risk, outside)
    return FindingView(
        book=book,
        id=subject,
        group=thresholds.phrase(book, subject, book.predicate(subject)),
        predicate=book.predicate(subject),
        sentence=sentence,
        certainty=certainty(ratio).value,
        certainty_passage=certainty_passage(ratio, book.sheet.units, halved_word(book.sheet.unit, book.sheet.units)),
        confirmed=bool(ratio is not None and ratio.confirmed),
        risk=risk,
        outside=outside,
    )


def direction(relative_risk: ModelStatement | None) -> str:
    """Return "vaker" or "minder vaak" where the interval lies wholly on one side of 1; else nothing."""
    if relative_risk is None or certainty(relative_risk) is Certainty.UNDECIDED:
        return ""
    return "vaker" if float(relative_risk.value or 0) > 1 else "minder vaak"


def views(book: Book) -> list[FindingView]:
    """Return all findings, in the order of the analysis."""
    return [view(book, subject) for subject in book.findings()]


def low_views(book: Book) -> list[FindingView]:
    """Return the findings of where it happens less often, in the order of the analysis."""
    return [view(book, subject) for subject in book.low_findings()]


def stairs(book: Book, subject: str) -> tuple[Stair, ...]:
    """Return the peel of a finding, from everybody towards the group, up to the last step that may be shown.

    Where one step is withheld, what comes after it is not drawn either: a stair with a hole says that the hole is
    smaller than its neighbours.
    """
    steps: list[Stair] = []
    before, dimensions = Predicate(), thresholds.dimensions(book, subject)
    for place in itertools.count():
        rate = book.table(subject, f"peel-{place}-rate")
        if rate is None or not is_shown(rate):
            return tuple(steps)
        added = added_condition(before, rate.predicate)
        steps.append(Stair(_step_label(book, dimensions, place, added), rate))
        before = rate.predicate
    raise AssertionError("counting never ends")


def peel(book: Book, subject: str) -> tuple[PeelRow, ...]:
    """Return the steps of the staircase as rows of a table."""
    return tuple(
        PeelRow(
            dutch.capital(stair.label),
            shown_or_withheld(book.table(subject, f"peel-{place}-size")),
            shown_or_withheld(book.table(subject, f"peel-{place}-events")),
            shown_or_withheld(stair.rate),
            stair.rate.id,
        )
        for place, stair in enumerate(stairs(book, subject))
    )


def _step_label(book: Book, dimensions: Sequence[Dimension], place: int, added: Condition | None) -> str:
    if added is None:
        return f"alle {book.sheet.units}"
    phrase = condition_phrase(added, dimensions)
    return phrase if place == 1 else f"en {phrase}"


def compared(finding: FindingView) -> Compared | None:
    """Return a finding as a row of the comparison; None when the release has no rate for it.

    A rate without its counter-numbers is not drawn: it then counts as withheld.
    """
    if finding.risk is None:
        return None
    # The word stands beside the name, so that a reader of the picture alone sees how sure each group is.
    note = f"({finding.certainty})" if finding.sentence else ""
    hidden = finding.risk if finding.sentence else silenced(finding.risk)
    return Compared(dutch.capital(finding.group), hidden, note)


def silenced(statement: ModelStatement) -> ModelStatement:
    """Return an estimate as one of which nothing may be said."""
    return statement.model_copy(update={"value": None, "lower": None, "upper": None})


def compared_rows(book: Book, every: Sequence[FindingView]) -> tuple[Why, ...]:
    """Return the rows of the table beside the comparison: only groups about which something may be said."""
    average = book.table("population", "rate")
    first = (numbers.row(book, average, f"Alle {book.sheet.units}"),) if average is not None else ()
    told = (finding for finding in every if finding.sentence is not None)
    return (*first, *(numbers.row(book, f.risk, dutch.capital(f.group)) for f in told if f.risk is not None))


def nothing_found(book: Book) -> str:
    """Return what to say when no group was found: nothing stood out, or there was too little to look at."""
    events = book.table("population", "events")
    if events is None or not is_shown(events) or not events.value:
        return f"We konden niet kijken of er groepen opvallen: {State.WITHHELD.value}."
    return (
        "Geen enkele groep viel op. Dat wil niet zeggen dat er geen verschillen zijn: kleine verschillen, en die van "
        "kleine groepen, zie je zo niet."
    )
