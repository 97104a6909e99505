"""A map of many areas: for a page, where a small script lets one choose an area, and as one file with its legend.

The shapes come projected and stored (`opendata.outlines`); only classes and words differ from page to page. Colour
stands both in a class, for the house style, and in an attribute, for files, mail and paper. Without a script the map
is a picture: choosing is then done in the list beside it, so nothing in it takes the focus until the script is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from smartstart.opendata.map_units import AreaShape, MapShapes
from smartstart.presentation import look, palette
from smartstart.presentation.legends import Entry, PairLegend, drawn_legend, drawn_pair_legend
from smartstart.presentation.lettering import FAMILY, block

_NOTHING = "geen cijfer"
_SHEET, _EDGE, _TALLEST = 1000.0, 30.0, 1100.0


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """What one area shows.

    Attributes:
        mark: of the palette: "k0" to "k4" (low to high), "b00" to "b22", "kx" (too few), "kn" (no figure).
        words: the figure or why there is none, after the name: "12 procent", "te weinig om iets te zeggen".
        statement: id of the statement, where it is one.
    """

    mark: str
    words: str
    statement: str = ""

    def __post_init__(self) -> None:
        if self.mark not in palette.MARKS:
            raise ValueError(f"no mark of the palette: {self.mark}")


_UNKNOWN = AreaFigure(palette.NO_FIGURE, _NOTHING)


def area_map(
    shapes: MapShapes,
    figures: Mapping[str, AreaFigure],
    *,
    label: str,
    identity: str,
    chosen: str = "",
    detail_url: str = "",
) -> Markup:
    """Return the map of a page; the legend and the list or table with the same figures are the caller's.

    Args:
        shapes: the areas, by name; every one of them is drawn.
        figures: per code; an area without one has "geen cijfer".
        label: what the map shows, for who cannot see it.
        identity: unique on the page; letters and digits.
        chosen: code of the area that is outlined on top.
        detail_url: where the script gets what stands beside the map, with `{code}` in it; empty for a still picture.
    """
    attributes = Markup(' data-map data-detail-url="{}"').format(detail_url) if detail_url else Markup("")
    return Markup(
        '<svg{attributes} class="areas" viewBox="{box}" role="{role}" aria-label="{label}">{inside}</svg>'
    ).format(
        attributes=attributes,
        box=_box(shapes),
        # Areas that a script makes buttons must stay reachable; "img" would hide them from a screen reader.
        role="group" if detail_url else "img",
        label=label,
        inside=_inside(shapes, figures, identity, chosen),
    )


def small_map(shapes: MapShapes, home: str, *, label: str) -> Markup:
    """Return a small map that only says where we are: one area filled in, its neighbours in outline."""
    drawn = Markup("").join(
        Markup(
            '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" vector-effect="non-scaling-stroke">'
            "<title>{}</title></path>"
        ).format(area.path, look.ACCENT if area.code == home else "#ffffff", look.LINE, area.name)
        for area in shapes.shapes
    )
    return Markup('<svg class="where" viewBox="{}" role="img" aria-label="{}">{}</svg>').format(
        _box(shapes), label, drawn
    )


def _box(shapes: MapShapes) -> str:
    return f"-8 -8 {shapes.width + 16} {shapes.height + 16}"


def _inside(shapes: MapShapes, figures: Mapping[str, AreaFigure], identity: str, chosen: str) -> Markup:
    # Joined as text: a template loop over five hundred areas is seven times as slow. Every text in it is escaped.
    drawn = "".join(_area(area, figures.get(area.code, _UNKNOWN), identity) for area in shapes.shapes)
    return Markup(
        '<defs>{patterns}</defs><g fill-rule="evenodd" stroke="{line}" stroke-linejoin="round">{areas}</g>{outline}'
    ).format(
        patterns=palette.patterns(identity, scale=shapes.width / _SHEET),
        line=look.INK,
        areas=Markup(drawn),  # noqa: S704 - made by _area, which escapes
        outline=_outline(shapes, chosen),
    )


def _area(area: AreaShape, shown: AreaFigure, identity: str) -> str:
    fill = palette.fill_of(shown.mark, identity)
    dark = ' stroke="#fff"' if palette.border_of(fill) != look.INK else ""
    trace = f' data-statement="{escape(shown.statement)}"' if shown.statement else ""
    name = escape(area.name)
    return (
        f'<path class="area {shown.mark}" fill="{fill}"{dark} vector-effect="non-scaling-stroke"'
        f' data-c="{escape(area.code)}" data-n="{name}"{trace} d="{escape(area.path)}">'
        f"<title>{name}: {escape(shown.words)}</title></path>"
    )


def _outline(shapes: MapShapes, chosen: str) -> Markup:
    """Return the outline of the chosen area, drawn last: on the area itself its neighbours would hide half of it."""
    path = next((area.path for area in shapes.shapes if area.code == chosen), "")
    strokes = (("#ffffff", 7), ("#000000", 3)) if path else ()
    lines = Markup("").join(
        Markup('<path d="{}" stroke="{}" stroke-width="{}" vector-effect="non-scaling-stroke"/>').format(
            path, ink, wide
        )
        for ink, wide in strokes
    )
    return Markup('<g class="chosen" fill="none" stroke-linejoin="round" aria-hidden="true">{}</g>').format(lines)


def area_map_file(
    shapes: MapShapes,
    figures: Mapping[str, AreaFigure],
    *,
    title: str,
    legend: Sequence[Entry] | PairLegend,
    source: str,
    marks: Sequence[str] = (),
    about: str = "",
    chosen: str = "",
) -> str:
    """Return the map as an SVG file that stands by itself: title, map, legend, source and marks are drawn in it.

    Args:
        title: says what the map shows.
        legend: the classes in words.
        source: where the figures and the borders come from.
        marks: words that must stand beside it, "verzonnen gegevens".
        about: of whom or what, and what the figure does not say.
        shapes, figures, chosen: as for `area_map`.
    """
    room = _SHEET - 2 * _EDGE
    scale = min(room / shapes.width, _TALLEST / shapes.height)
    head, down = _blocks(((title, 26.0, True), (about, 17.0, False)), _EDGE)
    high = shapes.height * scale
    inner = Markup('<svg x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" viewBox="{}">{}</svg>').format(
        _EDGE, down, shapes.width * scale, high, _box(shapes), _inside(shapes, figures, "kaart", chosen)
    )
    drawn, more = _legend(legend, down + high + 20)
    warning = f"Let op: {', '.join(marks)}." if marks else ""
    foot, end = _blocks(((warning, 17.0, True), (source, 15.0, False)), down + high + 20 + more + 10)
    return _file(title, source, warning, Markup("").join([head, inner, drawn, foot]), end + _EDGE)


def _blocks(texts: Sequence[tuple[str, float, bool]], down: float) -> tuple[Markup, float]:
    """Return texts below each other, and where the next thing can stand."""
    made = Markup("")
    for text, size, bold in texts:
        drawn, high = block(text, _EDGE, down, _SHEET - 2 * _EDGE, size, bold=bold)
        made, down = made + drawn, down + high + (8 if text else 0)
    return made, down


def _legend(legend: Sequence[Entry] | PairLegend, down: float) -> tuple[Markup, float]:
    room = _SHEET - 2 * _EDGE
    if isinstance(legend, PairLegend):
        return drawn_pair_legend(legend, _EDGE, down, room, "legenda")
    return drawn_legend(legend, _EDGE, down, room, "legenda")


def _file(title: str, source: str, warning: str, inside: Markup, high: float) -> str:
    made = Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:.0f}" viewBox="0 0 {w:g} {h:.0f}" role="img"'
        ' lang="nl" font-family="{family}"><title>{title}</title><desc>{source} {warning}</desc>'
        '<defs>{patterns}</defs><rect width="{w:g}" height="{h:.0f}" fill="#ffffff"/>{inside}</svg>\n'
    ).format(
        w=_SHEET,
        h=high,
        family=FAMILY,
        title=title,
        source=source,
        warning=warning,
        patterns=palette.patterns("legenda"),
        inside=inside,
    )
    return str(made)
