"""Each picture of a part as one SVG file that stands by itself.

On a page the words stand in HTML beside the drawing. In a file they are drawn: title, labels, what it does not say,
source, and the marks ("verzonnen gegevens", "proef"), so that a picture that travels alone still says what it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from smartstart.presentation import dutch, look
from smartstart.presentation.charts import FAINT, MARK
from smartstart.presentation.insight.found_parts import ComparisonPart, FindingPart, PeelStep
from smartstart.presentation.insight.parts import Part, Row
from smartstart.presentation.insight.place_parts import PlacesPart
from smartstart.presentation.legends import Entry, drawn_legend
from smartstart.presentation.lettering import FAMILY, block
from smartstart.presentation.palette import patterns

WIDTH = 840
_MARGIN = 30
_INNER = WIDTH - 2 * _MARGIN
_MAP_HEIGHT = 640
_A_DOT = (
    "Elke stip is één van duizend; we ronden af op hele stippen. Groot en donker: maakte dit mee. Klein en licht: niet."
)


@dataclass
class _Sheet:
    """A drawing that grows downwards."""

    height: float = _MARGIN
    pieces: list[Markup] = field(default_factory=list)

    def text(self, words: str, size: float = 18, *, bold: bool = False, quiet: bool = False, after: float = 10) -> None:
        """Write words, over as many lines as they need."""
        ink = look.QUIET if quiet else look.INK
        lines, height = block(words, _MARGIN, self.height, _INNER, size, bold=bold, ink=ink)
        self.pieces.append(lines)
        self.height += height + after

    def legend(self, entries: Sequence[Entry], identity: str) -> None:
        """Draw what the colours of a map mean."""
        drawn, height = drawn_legend(entries, _MARGIN, self.height, _INNER, identity)
        self.pieces += [Markup("<defs>{}</defs>").format(patterns(identity)), drawn]
        self.height += height + 8

    def picture(self, drawing: Markup, width: float, height: float, *, after: float = 16) -> None:
        """Place a drawing that fills the room it gets."""
        self.pieces.append(
            Markup('<svg x="{x}" y="{y}" width="{w}" height="{h}" overflow="visible">{drawing}</svg>').format(
                x=_MARGIN, y=f"{self.height:.0f}", w=f"{width:.0f}", h=f"{height:.0f}", drawing=drawing
            )
        )
        self.height += height + after


def drawings(part: Part) -> Mapping[str, Callable[[], Markup]]:
    """Return what makes each picture of a part as an SVG file, by a Dutch name: "stippen", "trap", "balk", …

    Each is made when it is called: who takes along one picture does not wait for the others.
    """
    if isinstance(part, FindingPart):
        return _of_finding(part) if part.shown else {}
    if isinstance(part, ComparisonPart):
        return {"vergelijking": partial(_comparison, part)}
    if isinstance(part, PlacesPart) and part.drawing is not None:
        return {"kaart": partial(_map, part, part.drawing)}
    return {}


def _of_finding(part: FindingPart) -> Mapping[str, Callable[[], Markup]]:
    found = {"stippen": partial(_dots, part)}
    if part.staircase is not None:
        found["trap"] = partial(_stairs, part)
    if part.share is not None:
        found["balk"] = partial(_share, part)
    return found


def _file(part: Part, title: str, drawn: _Sheet, words: tuple[str, ...]) -> Markup:
    """Return a whole file: the title above what was drawn, what it does not say, the source and the marks below."""
    drawn.height += 6
    for said in words:
        drawn.text(said, 16)
    drawn.text(part.source, 14, quiet=True, after=4)
    if part.marks:
        drawn.text(f"Let op: {', '.join(part.marks)}.", 16, bold=True, after=4)
    height = f"{drawn.height + _MARGIN:.0f}"
    whole = Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img"'
        ' font-family="{family}" lang="nl"><title>{title}</title><desc>{source} {marks}</desc>'
        '<rect width="{w}" height="{h}" fill="#ffffff"/>{pieces}</svg>\n'
    ).format(
        w=WIDTH,
        h=height,
        family=FAMILY,
        title=title,
        source=part.source,
        marks=", ".join(part.marks),
        pieces=Markup("").join(drawn.pieces),
    )
    if whole.replace("\n", "").isprintable():
        return whole
    # Whatever words a release brings: some signs may not stand in an XML file at all.
    return Markup("".join(sign if sign.isprintable() or sign == "\n" else " " for sign in whole))  # noqa: S704


def _begun(title: str, below: str = "") -> _Sheet:
    sheet = _Sheet()
    sheet.text(title, 22, bold=True, after=8)
    if below:
        sheet.text(below, 16, quiet=True)
    return sheet


def _other_side(part: FindingPart) -> tuple[str, ...]:
    if part.pieces is None:
        return ()
    return (str(part.pieces.other_side), part.pieces.caveat)


def _dots(part: FindingPart) -> Markup:
    sheet = _begun(part.dots_title, part.about)
    drawn = [(f"{part.title}.", part.dots), ("Iedereen samen.", part.everybody_dots)]
    answer = str(part.pieces.answer) if part.pieces else ""
    for words, dots in drawn:
        if dots is None:
            continue
        sheet.text(words, 16, bold=True, after=14)
        sheet.picture(dots, 500, 200)
    sheet.text(_A_DOT, 14, quiet=True)
    return _file(part, part.dots_title, sheet, (answer, *_other_side(part)))


def _share(part: FindingPart) -> Markup:
    sheet = _begun(part.share_title, part.about)
    sheet.picture(part.share or Markup(""), _INNER, 40, after=8)
    sheet.text("Links, donker: in de groep. Rechts, licht: niet in de groep.", 14, quiet=True)
    sheet.text(f"De groep: {part.group}.", 16)
    answer = str(part.pieces.answer) if part.pieces else ""
    return _file(part, part.share_title, sheet, (answer, *_other_side(part)))


def _stairs(part: FindingPart) -> Markup:
    sheet = _begun(part.stairs_title, part.about)
    numbers = {entry.row.statement: entry.row.number for entry in part.why}
    top = max((numbers.get(step.statement) or 0 for step in part.peel), default=0) or 1
    for step in part.peel:
        _stair(sheet, step, numbers.get(step.statement), top)
    note = (str(part.stairs_note),) if part.stairs_note else ()
    answer = (str(part.pieces.answer),) if part.pieces else ()
    return _file(part, part.stairs_title, sheet, (*note, *answer, *_other_side(part)))


def _stair(sheet: _Sheet, step: PeelStep, value: float | None, top: float) -> None:
    said = step.rate.text if value is None else f"{step.rate.text} van elke 1.000"
    sheet.text(f"{step.label}: {said}", 16, after=8)
    if value is None:
        drawing = Markup('<rect width="100%" height="18" fill="#ffffff" stroke="{}" stroke-dasharray="6 4"/>').format(
            FAINT
        )
    else:
        drawing = Markup('<rect width="{}%" height="18" fill="{}"/>').format(f"{max(0.5, 100 * value / top):.1f}", MARK)
    sheet.picture(drawing, _INNER, 18, after=12)


def _comparison(part: ComparisonPart) -> Markup:
    sheet = _begun(
        part.title,
        "Van elke 1.000. De stip is de schatting; daar omheen de lijn waar het echte cijfer bijna altijd tussen ligt.",
    )
    end = 1.05 * max((max(row.number or 0, row.upper or 0) for row in part.rows), default=1) or 1
    for row in part.rows:
        between = f" (tussen {row.interval})" if row.interval else ""
        sheet.text(f"{row.label}: {row.value.text}{between}", 16, after=8)
        if row.number is not None:
            sheet.picture(_interval(row, end), _INNER, 18, after=12)
    sheet.text(f"De lijn loopt van 0 tot {dutch.rate(end)} van elke 1.000.", 14, quiet=True)
    caution = "Lijnen die elkaar overlappen: het verschil kan toeval zijn. Dit zegt niets over de oorzaak."
    return _file(part, part.title, sheet, (caution,))


def _interval(row: Row, end: float) -> Markup:
    value = row.number or 0.0
    lower, upper = (value if limit is None else limit for limit in (row.lower, row.upper))
    at = [f"{100 * number / end:.2f}" for number in (lower, upper, value)]
    return Markup(
        '<line x1="0" x2="100%" y1="9" y2="9" stroke="{faint}" stroke-width="1"/>'
        '<line x1="{low}%" x2="{high}%" y1="9" y2="9" stroke="{ink}" stroke-width="3"/>'
        '<circle cx="{at}%" cy="9" r="6.5" fill="{mark}"/>'
    ).format(faint=FAINT, ink=look.INK, mark=MARK, low=at[0], high=at[1], at=at[2])


def _map(part: PlacesPart, drawing: Markup) -> Markup:
    sheet = _begun(part.title, "Van elke 1.000, per gebied.")
    sheet.picture(drawing, _INNER, _MAP_HEIGHT)
    sheet.legend(part.legend, "legenda")
    for place in part.places:
        if place.number:  # names that do not fit on the map stand here
            sheet.text(f"{place.number} {place.name}", 15, after=2)
    return _file(part, part.title, sheet, tuple(str(sentence) for sentence in part.sentences))
