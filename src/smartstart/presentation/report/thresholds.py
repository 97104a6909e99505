"""Is a cut-off in a finding a finding or a habit: the curve along all declared cut-offs, and a verdict by a fixed rule.

The rule. At each cut-off stands the ratio of the finding's side to the other side, all other conditions kept. The
cut-off of the finding is *marked* when its ratio is the most extreme of the whole curve, and lies outside the 99 %
interval of the ratio at both neighbouring cut-offs (at the one, where it stands at an end). In all other cases it is
*arbitrary*, also where a number of it or of a neighbour is withheld: then it cannot be said, and what cannot be said
is not claimed. A gradient, where every cut-off does about as well, so never passes for a threshold. The sentence says
which of these it is, because "another cut-off does as well" and "we may not show it" are two different things.

The interval is that of Katz et al. (1978, Biometrics 34:469), of the shown counts; everybody who has the release can
check the verdict. It is taken at 99 % because brothers and sisters are alike: up to a design effect of 1.7 it covers
what 95 % would for independent children.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from smartstart.presentation import dutch
from smartstart.presentation.figures import Passage, is_shown, passage
from smartstart.presentation.groups import bound_text, condition_phrase, group_phrase
from smartstart.presentation.report.book import THRESHOLDS, Book
from smartstart.release.contents import Condition, Dimension, Predicate, TableStatement

_SUBJECT = re.compile(r"([gl]\d+)-(.+)-(\d+)")
_Z99 = 2.5758293035489004
_ABOUT = "ongeveer {bound}"


class Cutoff(StrEnum):
    """What a curve says of the cut-off in a finding."""

    MARKED = "springt eruit"
    ARBITRARY = "niet precies te zeggen"


class Doubt(StrEnum):
    """Why a cut-off is arbitrary, in words that follow "Lees de grens als ongeveer 30."."""

    ELSEWHERE = "Bij een andere grens ({other}) is het verschil minstens zo groot, dus {bound} is geen scherpe grens."
    BESIDE = "Bij een grens ernaast ({other}) kan het verschil even groot zijn, dus {bound} is geen scherpe grens."
    UNKNOWN = "Of {bound} een scherpe grens is, weten we niet: we mogen er te weinig over laten zien."


@dataclass(frozen=True, slots=True)
class Point:
    """One cut-off: its number as text, the finding's side of it in words, and the ratio there, shown or withheld."""

    bound: str
    words: str
    ratio: TableStatement
    chosen: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """All cut-offs of one factor in one finding, rising.

    Attributes:
        doubt: why the cut-off is arbitrary; None where it is marked.
        others: the cut-offs that the sentence names: those beside a marked one, or the one that casts doubt.
    """

    finding: str
    factor: str
    title: str
    points: tuple[Point, ...]
    doubt: Doubt | None
    others: tuple[str, ...]

    @property
    def verdict(self) -> Cutoff:
        """Whether the cut-off is marked."""
        return Cutoff.MARKED if self.doubt is None else Cutoff.ARBITRARY

    @property
    def subject(self) -> str:
        """What the curve is called on a page."""
        return f"{self.finding}-{self.factor}"

    @property
    def chosen(self) -> Point:
        """The cut-off of the finding."""
        return next(point for point in self.points if point.chosen)

    @property
    def sentence(self) -> Passage:
        """Whether the cut-off is marked, in words; and if not, why not."""
        bound, other = _named_in_text(self.chosen.bound), _named_in_text(dutch.listing(self.others))
        if self.doubt is not None:
            because = Markup(self.doubt.value).format(bound=bound, other=other)  # noqa: S704 - our own words
            return passage("Lees de grens als ongeveer ", bound, ". ", because)
        beside = "grens" if len(self.others) == 1 else "grenzen"
        first = ("De grens ", bound, " springt eruit: daar is het verschil het grootst. ")
        return passage(first, f"Bij de {beside} ernaast (", other, ") is het duidelijk kleiner.")


def _named_in_text(bounds: str) -> Markup:
    return Markup("<span data-sheet>{}</span>").format(bounds)


def curves(book: Book, finding: str) -> tuple[Curve, ...]:
    """Return the curves of one finding, in the order of the study's factors; none where the release has none."""
    found: dict[str, list[tuple[int, str]]] = {}
    for subject in book.subjects(THRESHOLDS):
        parts = _SUBJECT.fullmatch(subject)
        if parts is not None and parts[1] == finding:
            found.setdefault(parts[2], []).append((int(parts[3]), subject))
    made = (_curve(book, finding, d, sorted(found[d.name])) for d in book.sheet.dimensions if d.name in found)
    return tuple(curve for curve in made if curve is not None)


def phrase(book: Book, finding: str, predicate: Predicate) -> str:
    """Return a finding in words; a cut-off that is not marked is said with "ongeveer"."""
    return group_phrase(predicate, dimensions(book, finding), book.sheet.units)


def dimensions(book: Book, finding: str) -> list[Dimension]:
    """Return the words of the study as they hold for one finding: "jonger dan ongeveer 30" where that is arbitrary."""
    about = {curve.factor for curve in curves(book, finding) if curve.verdict is Cutoff.ARBITRARY}
    return [_roughly(d) if d.name in about else d for d in book.sheet.dimensions]


def as_told(book: Book, condition: Condition) -> Sequence[Dimension]:
    """Return the words of the study for one condition: those of the first finding with this condition."""
    if not book.subjects(THRESHOLDS):
        return book.sheet.dimensions
    having = (f for f in (*book.findings(), *book.low_findings()) if condition in book.predicate(f).conditions)
    finding = next(having, None)
    return book.sheet.dimensions if finding is None else dimensions(book, finding)


def _roughly(dimension: Dimension) -> Dimension:
    words = {name: getattr(dimension, name).replace("{bound}", _ABOUT) for name in ("below", "from_")}
    return dimension.model_copy(update=words)


def _curve(book: Book, finding: str, dimension: Dimension, subjects: Sequence[tuple[int, str]]) -> Curve | None:
    levels = [level for level in dimension.levels if not level.missing]
    mine = _named(book.predicate(finding))
    points = []
    for place, subject in subjects:
        ratio = book.table(subject, "ratio", THRESHOLDS)
        if ratio is None or place >= len(levels):
            return None
        side = next(c for c in ratio.predicate.conditions if c.factor == dimension.name)
        points.append(
            Point(
                bound=bound_text(levels[place].lower),
                words=condition_phrase(side, book.sheet.dimensions),
                ratio=ratio,
                chosen=_named(ratio.predicate) == mine,
                statements=tuple(s.id for s in book.of(subject, THRESHOLDS)),
            )
        )
    if sum(point.chosen for point in points) != 1:
        return None
    return Curve(finding, dimension.name, dimension.title, tuple(points), *_verdict(book, points))


def _named(predicate: Predicate) -> Mapping[str, frozenset[str]]:
    def levels(condition: Condition) -> frozenset[str]:
        return frozenset(condition.levels)

    return {condition.factor: levels(condition) for condition in predicate.conditions}


def _verdict(book: Book, points: Sequence[Point]) -> tuple[Doubt | None, tuple[str, ...]]:
    """Return why the cut-off is arbitrary, None where it is marked, and the cut-offs to name."""
    place = next(number for number, point in enumerate(points) if point.chosen)
    chosen = _log(points[place])
    if chosen is None:
        return Doubt.UNKNOWN, ()
    beyond = [point for point in points if _beyond(point, chosen)]
    if beyond:
        return Doubt.ELSEWHERE, (max(beyond, key=_size).bound,)
    beside = [points[near] for near in (place - 1, place + 1) if 0 <= near < len(points)]
    held = [_excludes(book, point, chosen) for point in beside]
    if False in held:
        return Doubt.BESIDE, (beside[held.index(False)].bound,)
    if not beside or None in held:
        return Doubt.UNKNOWN, ()
    return None, tuple(point.bound for point in beside)


def _size(point: Point) -> float:
    return abs(_log(point) or 0.0)


def _log(point: Point) -> float | None:
    value = point.ratio.value if is_shown(point.ratio) else None
    return math.log(value) if value else None


def _beyond(point: Point, chosen: float) -> bool:
    """Tell whether another cut-off has a more extreme ratio, on the side of 1 that the finding is on."""
    other = _log(point)
    return other is not None and not point.chosen and (other >= chosen if chosen > 0 else other <= chosen)


def _excludes(book: Book, point: Point, chosen: float) -> bool | None:
    """Tell whether the interval at a cut-off does not reach the ratio at the chosen one; None where it is not known."""
    counts = [book.by_id.get(name) for name in point.ratio.of]
    numbers = [float(count.value or 0) for count in counts if count is not None and is_shown(count)]
    if len(numbers) != len(point.ratio.of) or not all(numbers):
        return None
    a, n1, b, n2 = numbers
    middle = math.log(a / n1) - math.log(b / n2)
    half = _Z99 * math.sqrt(max(1 / a - 1 / n1 + 1 / b - 1 / n2, 0.0))
    return middle + half < chosen if chosen > 0 else middle - half > chosen
