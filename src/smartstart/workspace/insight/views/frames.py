"""The pictures of a release in the frame of the house: each with its table, source, day and files."""

from collections.abc import Iterable, Sequence
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
_MAP = "Hoe donkerder, hoe vaker het gebeurde. Gearceerd: te weinig om iets te zeggen. De tabel staat op naam."


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
    part = opened.part
    if part.dots is None:
        return None
    make = _Maker(opened.release, part, part.id if files else "")
    peel = Table("De trap in cijfers", _PEEL, [(s.label, str(s.size), str(s.events), str(s.rate)) for s in part.peel])
    return Pictures(
        dots=make.frame(
            "stippen",
            part.dots_title,
            _pair(part),
            make.table("Van elke 1.000", _of(part.why, "risk", "rate")),
            _DOTS,
        ),
        stairs=make.frame("trap", part.stairs_title, part.staircase, peel, _HALVES) if part.staircase else None,
        share=make.frame(
            "balk",
            part.share_title,
            _ends(part.share),
            make.table("In de groep en erbuiten", _of(part.why, "events", "share-outside")),
            "De hele balk: iedereen die dit meemaakte.",
        )
        if part.share
        else None,
    )


def comparison_frame(release: Release, part: ComparisonPart) -> Frame:
    """Return all findings beside each other."""
    make = _Maker(release, part, part.id)
    return make.frame("vergelijking", part.title, part.picture, make.table("Van elke 1.000", part.rows), _LINES)


def places_frame(release: Release, part: PlacesPart, units: str) -> Frame | None:
    """Return the map of places with its table; None when the release holds no borders."""
    if part.map is None:
        return None
    title = f"Van elke 1.000 {units}, per gebied"
    return _Maker(release, part, part.id).frame("kaart", title, part.map, places_table(part), _MAP)


def places_table(part: PlacesPart) -> Table:
    """Return the figures of all places, by name."""
    cells = [(_name(p.number, p.name), str(p.size), str(p.events), str(p.rate)) for p in part.places]
    return Table("Per gebied, op naam", _PLACES, cells)


def rows_table(release: Release, part: Part) -> Table:
    """Return the table of a part that has no picture."""
    return _Maker(release, part, "").table(part.title, part.rows)


def files_of(release: Release, part: Part, drawn: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return what can be taken along of a part: (words, address)."""
    arguments = [release.pk, part.id]
    found = [(f"Plaatje: {name} (SVG)", reverse("insight:part-svg", args=[*arguments, name])) for name in drawn]
    return [
        ("Cijfers (CSV)", reverse("insight:part-csv", args=arguments)),
        ("Tekst met bron", reverse("insight:part-text", args=arguments)),
        *found,
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes frames of one part; without `name` there are no files."""

    release: Release
    part: Part
    name: str

    def frame(self, drawing: str, title: str, picture: Markup, table: Table, explanation: str) -> Frame:
        part = self.part
        said = [mark for mark in part.marks if mark != Mark.INVENTED]
        return Frame(
            identity=f"{part.id}-{drawing}-figuur",
            title=title,
            picture=picture,
            table=table,
            source=part.source,
            day=self.release.day,
            certainty=f"{part.certainty_text}" if isinstance(part, FindingPart) else "",
            explanation=explanation,
            note=f"Let op: {listing(said)}." if said else "",
            downloads=files_of(self.release, part, (drawing,)) if self.name else (),
            invented=Mark.INVENTED in part.marks,
        )

    def table(self, caption: str, rows: Iterable[Row]) -> Table:
        return Table(caption, _COLUMNS, [(self.asked(row), str(row.value), row.interval) for row in rows])

    def asked(self, row: Row) -> Markup:
        """Return the words of a row with the way to why it is said."""
        link = reverse("insight:why", args=[self.release.pk, row.statement])
        return Markup(
            '{} <a class="nl-link ask" href="{}">waarom<span class="hidden"> zeggen we dit?</span></a>'
        ).format(row.label, link)


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
