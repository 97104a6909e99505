"""The pictures of a release in the frame of the house: each with its table, source, day and files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from smartstart.presentation.dutch import listing
from smartstart.presentation.insight import ComparisonPart, FindingPart, Part, PlacesPart, Row, Why
from smartstart.presentation.look import Mark
from smartstart.web.look.frames import Frame, Table
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.queries.opened import Opened

_COLUMNS = (("Wat", False), ("Cijfer", True), ("Tussen", True))
_PEEL = (("Trede", False), ("Aantal", True), ("Keer gebeurd", True), ("Van elke 1.000", True))
_PLACES = (("Gebied", False), ("Aantal", True), ("Keer gebeurd", True), ("Van elke 1.000", True))
_STAIRS = "Van links naar rechts (op een smal scherm: van boven naar beneden) komt er steeds één omstandigheid bij."
_SAME = "Deze cijfers tellen iedereen in de groep. Het antwoord zelf is nagekeken bij wie niet meedeed bij het zoeken; "
_HALVES = _STAIRS + " " + _SAME + "daarom kan de laatste trede iets anders zijn."
_DOTS = "Elke stip is één van duizend. Groot en donker: maakte dit mee. Klein en licht: niet."
_LINES = (
    "De stip is de schatting. De lijn geeft aan waar het echte cijfer bijna altijd tussen ligt. Overlappen de lijnen? "
    "Dan kan het verschil toeval zijn."
)
_WHOLE = "De hele balk: iedereen die dit meemaakte."
_MAP = "Hoe donkerder, hoe vaker het gebeurde. Gearceerd: te weinig om iets te zeggen. De tabel staat op naam."


_ANY = "uitspraak"
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one finding."""

    dots: Frame
    stairs: Frame | None
    share: Frame | None


def pictures_of(opened: Opened, *, files: bool = True) -> Pictures | None:
    """Return the pictures of a finding; None when nothing may be said about it.

    Args:
        files: False on a page that shows one of several findings: the files stand on its own page.
    """
    release, part = opened.release, opened.part
    if part.dots is None:
        return None

    def made(drawing: str, title: str, picture: Markup, table: Table, explanation: str, sure: str = "") -> Frame:
        taken_along = [drawn_file(release, part, drawing)] if files else []
        return _frame(release, part, drawing, (title, picture, table, explanation), taken_along, sure)

    asked = _asking(release)
    peel = [(asked(s.label, s.statement), str(s.size), str(s.events), str(s.rate)) for s in part.peel]
    rates = _rows("Van elke 1.000", release, _of(part.why, "risk", "rate"))
    inside = _rows("In de groep en erbuiten", release, _of(part.why, "events", "share-outside"))
    stairs, share = part.staircase, part.share
    return Pictures(
        dots=made("stippen", part.dots_title, _pair(part), rates, _DOTS, str(part.certainty_text)),
        stairs=made("trap", part.stairs_title, stairs, Table("De trap in cijfers", _PEEL, peel), _HALVES)
        if stairs
        else None,
        share=made("balk", part.share_title, _ends(share), inside, _WHOLE) if share else None,
    )


def comparison_frame(release: Release, part: ComparisonPart) -> Frame:
    """Return all findings beside each other."""
    table = _rows("Van elke 1.000", release, part.rows)
    drawn = (part.title, part.picture, table, _LINES)
    return _frame(release, part, "vergelijking", drawn, files_of(release, part, "vergelijking"))


def places_frame(release: Release, part: PlacesPart, table: Table, units: str) -> Frame | None:
    """Return the map of places with its table; None when the release holds no borders."""
    if part.map is None:
        return None
    drawn = (f"Van elke 1.000 {units}, per gebied", part.map, table, _MAP)
    return _frame(release, part, "kaart", drawn, files_of(release, part, "kaart"))


def places_table(release: Release, part: PlacesPart) -> Table:
    """Return the figures of all places, by name."""
    asked = _asking(release)
    cells = [
        (asked(_name(p.number, p.name), p.statement), str(p.size), str(p.events), str(p.rate)) for p in part.places
    ]
    return Table("Per gebied, op naam", _PLACES, cells)


def rows_table(release: Release, part: Part) -> Table:
    """Return the table of a part that has no picture."""
    return _rows(part.title, release, part.rows)


def files_of(release: Release, part: Part, *drawn: str) -> list[tuple[str, str]]:
    """Return what can be taken along of a part: (words, address)."""
    arguments = [release.pk, part.id]
    return [
        ("Cijfers (CSV)", reverse("insight:part-csv", args=arguments)),
        ("Tekst met bron", reverse("insight:part-text", args=arguments)),
        *(drawn_file(release, part, drawing) for drawing in drawn),
    ]


def drawn_file(release: Release, part: Part, drawing: str) -> tuple[str, str]:
    """Return one picture to take along: (words, address)."""
    return f"Plaatje: {drawing} (SVG)", reverse("insight:part-svg", args=[release.pk, part.id, drawing])


def _frame(
    release: Release,
    part: Part,
    drawing: str,
    drawn: tuple[str, Markup, Table, str],
    downloads: Sequence[tuple[str, str]],
    certainty: str = "",
) -> Frame:
    title, picture, table, explanation = drawn
    said = [mark for mark in part.marks if mark != Mark.INVENTED]
    return Frame(
        identity=f"{part.id}-{drawing}-figuur",
        title=title,
        picture=picture,
        table=table,
        source=part.source.removeprefix("Bron: "),
        day=release.day,
        certainty=certainty,
        explanation=explanation,
        note=f"Let op: {listing(said)}." if said else "",
        downloads=downloads,
        invented=Mark.INVENTED in part.marks,
    )


def _rows(caption: str, release: Release, rows: Iterable[Row]) -> Table:
    asked = _asking(release)
    cells = [(asked(row.label, row.statement), str(row.value), row.interval) for row in rows]
    return Table(caption, _COLUMNS, cells)


def _asking(release: Release) -> Callable[[str | Markup, str], Markup]:
    """Return what makes of the words of a row the same words with the way to why it is said.

    The way is looked up once: the names of statements hold no sign that an address writes otherwise.
    """
    before, _, after = reverse("insight:why", args=[release.pk, _ANY]).rpartition(_ANY)
    begin = Markup(' <a class="nl-link ask" href="{}').format(before)
    end = Markup('{}">waarom<span class="hidden"> zeggen we dit?</span></a>').format(after)
    return lambda words, statement: _NOTHING.join((words, begin, statement, end))


def _of(why: Iterable[Why], *roles: str) -> list[Row]:
    return [entry.row for entry in why if entry.row.statement.rpartition("/")[2] in roles]


def _name(number: str, name: str) -> Markup:
    return Markup('<span class="key">{}</span>{}').format(number, name) if number else Markup("{}").format(name)


def _pair(part: FindingPart) -> Markup:
    """Return the dots of the group beside those of everybody, each under its number."""
    shown = ((part.rate, "in deze groep", part.dots), (part.everybody_rate, "van iedereen samen", part.everybody_dots))
    grids = Markup("").join(
        Markup('<div><p><span class="big">{}</span> van elke 1.000 {}</p>{}</div>').format(rate.html, who, dots)
        for rate, who, dots in shown
        if rate is not None and dots is not None
    )
    return Markup('<div class="pair">{}</div>').format(grids)


def _ends(share: Markup) -> Markup:
    return Markup('{}<p class="ends"><span>in de groep</span><span>niet in de groep</span></p>').format(share)
