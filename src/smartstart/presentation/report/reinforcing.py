"""What conditions do together: the rate of every combination, one sentence with its interval, and how often together.

"Meer dan de som" is a verdict on shown numbers: the limits of the shown contrast against the margin that the study
declared. Where one combination is too small nothing is said of the pair. Pairs stand in the order of the study: there
is no ranking. No word here speaks of a cause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from smartstart.presentation import dutch
from smartstart.presentation.charts import MARK
from smartstart.presentation.figures import (
    Form,
    Part,
    Passage,
    between,
    figure,
    has_interval,
    is_shown,
    passage,
    shown_or_withheld,
)
from smartstart.presentation.groups import condition_phrase
from smartstart.presentation.report import numbers, thresholds
from smartstart.presentation.report.book import REINFORCING, Book
from smartstart.release.contents import Condition, State, TableStatement
from smartstart.statistics.interaction import Verdict, verdict
from smartstart.statistics.intervals import Intervals

_SUBJECT = re.compile(r"([pft])(\d+)")
_ORDER = "pft"
_NO_CAUSE = "Dit zegt niets over de oorzaak."
SAYS = {
    Verdict.MORE_THAN_THE_SUM: "Samen is het meer dan de som",
    Verdict.ABOUT_THE_SUM: "Samen is het ongeveer de som",
    Verdict.LESS_THAN_THE_SUM: "Samen is het minder dan de som",
    Verdict.UNCLEAR: "Of het samen meer of minder is dan de som, is onduidelijk",
}
_WORDS = {
    "contrast": "meer of minder dan de som, van elke 1.000",
    "reri": "RERI: hetzelfde, in keren het cijfer van wie geen van beide heeft",
    "ap": "AP: hetzelfde, als deel van het cijfer van wie allebei heeft",
    "s": "S: wat beide samen toevoegen, gedeeld door de som van elk apart",
    "lift": "keer zo vaak samen als bij toeval",
    "design": "keer de spreiding zonder samenhang in een huishouden: daarmee zijn de marges verbreed",
}


@dataclass(frozen=True, slots=True)
class CombinationRow:
    """One combination: who they are, how many of every 1,000, and a bar; None where nothing may be shown."""

    words: str
    rate: TableStatement
    shown: object
    bar: Markup | None


@dataclass(frozen=True, slots=True)
class TogetherView:
    """Two or three conditions together.

    Attributes:
        id: "p1", "f1" or "t1"; title: the conditions in words.
        verdict: None where nothing may be said, for three conditions, and where no margin was declared.
        sentence: what may be said, with the other side and the caveat, or that nothing may be said.
        planned: named in the study beforehand; else counted on households that took no part in the search.
        rows: from neither to all; why: every number.
        lift: how often together against chance; None for three conditions. both: how many have both.
        shown: whether anything is said of what they do together.
    """

    id: str
    title: str
    verdict: Verdict | None
    sentence: Passage
    planned: bool
    rows: tuple[CombinationRow, ...]
    why: tuple[numbers.Why, ...]
    lift: object | None
    both: object
    shown: bool

    @property
    def silent(self) -> bool:
        """Whether there are combinations, and the rate of none of them may be told."""
        return bool(self.rows) and not any(is_shown(row.rate) for row in self.rows)


def subjects(book: Book) -> list[str]:
    """Return the pairs and triples of a release: planned pairs, pairs within findings, triples."""
    found = [(m, s) for s in book.subjects(REINFORCING) if (m := _SUBJECT.fullmatch(s))]
    return [s for _, s in sorted(found, key=lambda pair: (_ORDER.index(pair[0][1]), int(pair[0][2])))]


def views(book: Book) -> tuple[TogetherView, ...]:
    """Return what a release says of conditions together; nothing when it has none."""
    return tuple(_view(book, subject) for subject in subjects(book))


def _view(book: Book, subject: str) -> TogetherView:
    conditions = conditions_of(book, subject)
    rows = tuple(_rows(book, subject, conditions))
    found = _verdict(book, subject) if len(conditions) == 2 else None
    every = "1" * len(conditions)
    return TogetherView(
        id=subject,
        title=f"{book.sheet.units} {_listed(book, conditions)}",
        verdict=found,
        sentence=_sentence(book, subject, rows, found),
        planned=subject.startswith("p"),
        rows=rows,
        why=tuple(_why(book, subject, conditions)),
        lift=_often(book, subject) if len(conditions) == 2 else None,
        both=shown_or_withheld(book.table(subject, f"c{every}-size", REINFORCING)),
        shown=_may_be_told(book, subject, rows),
    )


def what_the_sum_is(book: Book) -> Passage:
    """Return what "the sum" means, and within which declared margin something is about it."""
    meaning = "“Som” betekent hier: het cijfer van wie geen van beide heeft, plus wat er bij elk apart bij komt."
    margin = book.sheet.contrast_margin
    if margin is None:
        return passage(meaning)
    return passage(
        f"{meaning} Weten we vrijwel zeker dat het verschil met de som kleiner is dan ",
        Markup("<span data-sheet>{}</span>").format(dutch.number(margin, 1 if margin % 1 else 0)),
        " van elke 1.000, dan noemen we het “ongeveer de som”: die grens is vooraf gekozen. “Meer” of “minder” zeggen "
        "we alleen als vrijwel zeker is welke van de twee het is.",
    )


def _often(book: Book, subject: str) -> object:
    lift = book.table(subject, "lift", REINFORCING)
    return passage(figure(lift), between(lift)) if is_shown(lift) else shown_or_withheld(lift)


def conditions_of(book: Book, subject: str) -> tuple[Condition, ...]:
    """Return the conditions in their own order: the first is the one of the combinations that begin with a 1."""
    roles = [s.role for s in book.of(subject, REINFORCING) if s.role.startswith("c") and s.role.endswith("-rate")]
    length = len(roles[0].removesuffix("-rate")) - 1 if roles else 0
    every = book.table(subject, f"c{'1' * length}-rate", REINFORCING)
    if every is None:
        return ()
    alone = [format(1 << (length - 1 - place), f"0{length}b") for place in range(length)]
    found = []
    for name in alone:
        one = book.table(subject, f"c{name}-rate", REINFORCING)
        # The halves are a condition of every combination, so also of the one with none.
        none = book.table(subject, f"c{'0' * length}-rate", REINFORCING)
        theirs = set(one.predicate.conditions) - set(none.predicate.conditions) if one and none else set()
        found += [condition for condition in every.predicate.conditions if condition in theirs]
    return tuple(found)


def _rows(book: Book, subject: str, conditions: Sequence[Condition]) -> Iterator[CombinationRow]:
    names = [format(place, f"0{len(conditions)}b") for place in range(2 ** len(conditions))]
    rates = [(name, book.table(subject, f"c{name}-rate", REINFORCING)) for name in names] if conditions else []
    top = max((float(rate.value or 0) for _, rate in rates if rate is not None), default=0.0) or 1.0
    for name, rate in rates:
        if rate is not None:
            bar = _bar(rate, top) if is_shown(rate) else None
            yield CombinationRow(combination(book, name, conditions), rate, shown_or_withheld(rate), bar)


def combination(book: Book, name: str, conditions: Sequence[Condition]) -> str:
    """Return which of the conditions a combination has: "geen van beide", "alleen: die …", "allebei"."""
    those = [c for bit, c in zip(name, conditions, strict=True) if bit == "1"]
    if not those:
        return "Geen van beide" if len(conditions) == 2 else "Geen van de drie"
    if len(those) == len(conditions):
        return "Allebei" if len(conditions) == 2 else "Alle drie"
    return f"Alleen: {_listed(book, those)}"


def _listed(book: Book, conditions: Sequence[Condition]) -> str:
    return dutch.listing(condition_phrase(c, thresholds.as_told(book, c)) for c in conditions)


def _bar(rate: TableStatement, top: float) -> Markup:
    return Markup(
        '<svg class="amount" width="100%" height="12" aria-hidden="true">'
        '<rect width="{w}%" height="100%" fill="{fill}" data-statement="{id}"/></svg>'
    ).format(w=f"{100 * float(rate.value or 0) / top:.1f}", fill=MARK, id=rate.id)


def _verdict(book: Book, subject: str) -> Verdict | None:
    contrast, margin = book.table(subject, "contrast", REINFORCING), book.sheet.contrast_margin
    if contrast is None or margin is None or not has_interval(contrast):
        return None
    limits = (np.array(float(n or 0.0)) for n in (contrast.value, contrast.lower, contrast.upper))
    return Verdict(int(verdict(Intervals(*limits), margin)))


def _sentence(book: Book, subject: str, rows: Sequence[CombinationRow], found: Verdict | None) -> Passage:
    contrast, units = book.table(subject, "contrast", REINFORCING), book.sheet.units
    if contrast is None or not _may_be_told(book, subject, rows):
        return passage(f"Over deze omstandigheden samen: {State.WITHHELD.value}.")
    every = rows[-1].rate
    other_side = passage(
        f"Van elke 1.000 {units} met {'allebei' if len(rows) == 4 else 'alle drie'} maken ongeveer ",
        figure(every),
        " dit mee, en ",
        figure(every, Part.REST),
        f" niet. {_NO_CAUSE}",
    )
    if len(rows) > 4:
        return _of_three(contrast, units).followed_by(other_side)
    said = passage(
        "Het verschil met de som is " if found is None else f"{SAYS[found]}: het verschil met de som is ",
        figure(contrast, form=Form.DIFFERENCE),
        f" van elke 1.000 {units} met allebei",
        between(contrast),
        ".",
    )
    return said.followed_by(other_side)


def _may_be_told(book: Book, subject: str, rows: Sequence[CombinationRow]) -> bool:
    """Return whether contrast and interval are shown, and the rates of all combinations beside them."""
    return has_interval(book.table(subject, "contrast", REINFORCING)) and all(is_shown(row.rate) for row in rows)


def _of_three(contrast: TableStatement, units: str) -> Passage:
    return passage(
        "Hoeveel twee van deze omstandigheden samen boven of onder hun som liggen, kan anders zijn met de derde erbij. "
        "Dat scheelt ",
        figure(contrast, form=Form.DIFFERENCE),
        f" van elke 1.000 {units}",
        between(contrast),
        ".",
    )


def _why(book: Book, subject: str, conditions: Sequence[Condition]) -> Iterator[numbers.Why]:
    for statement in book.of(subject, REINFORCING):
        yield numbers.row(book, statement, words_for(book, statement.role, conditions))


def words_for(book: Book, role: str, conditions: Sequence[Condition]) -> str:
    """Return what a number of a pair is, in plain words."""
    found = re.fullmatch(r"c([01]+)-(size|events|rate)", role)
    if found is None or len(found[1]) != len(conditions):
        three = role == "contrast" and len(conditions) == 3
        return dutch.capital("verschil door de derde, van elke 1.000" if three else _WORDS.get(role, role))
    what = {"size": f"aantal {book.sheet.units}", "events": "keer dat dit gebeurde", "rate": "van elke 1.000"}[found[2]]
    return f"{combination(book, found[1], conditions)}: {what}"
