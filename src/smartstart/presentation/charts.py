"""Charts as plain SVG and HTML: dots, staircase, intervals, shares. No script, no style attribute.

Text stands in HTML beside the drawing, never inside a scaled drawing, so that it is as readable on a phone as on
paper; positions inside a drawing are percentages, so that it fills its column without stretching its marks. Each
drawing has a title and a description, and each mark carries the id of the statement it shows.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import dutch, look
from smartstart.presentation.figures import Part, between, figure, has_interval, is_shown, shown_or_withheld
from smartstart.presentation.palette import hatch
from smartstart.release.contents import ModelStatement, State, Statement, TableStatement

MARK = look.ACCENT
FAINT = "#8a939c"  # 3.1:1 on white: enough for a shape, too little for text, so never used for text
_PER_ROW, _ROWS = 50, 20


def _open(identity: str, title: str, description: str, attributes: Markup) -> Markup:
    return Markup(
        '<svg role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d" {attributes}>'
        '<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>'
    ).format(id=identity, title=title, description=description, attributes=attributes)


def _dot_path(first: int, last: int) -> str:
    return "".join(f"M{10 * (i % _PER_ROW) + 5},{10 * (i // _PER_ROW) + 5}h0" for i in range(first, last))


def dots(rate: Statement, *, who: str, identity: str) -> Markup:
    """Return 1,000 dots, of which as many are dark as the rate says, rounded to whole dots.

    Args:
        rate: a shown rate per 1,000.
        who: of whom, "kinderen in deze groep".
        identity: unique on the page.
    """
    shown = figure(rate)
    dark = min(_PER_ROW * _ROWS, int(dutch.rounded(shown.value, 0)))
    head = _open(
        identity,
        f"{shown} van elke 1.000 {who}",
        "Een raster van duizend stippen. De grote donkere stippen maakten dit mee, de kleine lichte niet.",
        Markup('class="dots" viewBox="0 0 500 200" data-statement="{}"').format(rate.id),
    )
    return Markup(
        '{head}<path d="{light}" fill="none" stroke="{faint}" stroke-width="4" stroke-linecap="round"/>'
        '<path d="{dark}" fill="none" stroke="{mark}" stroke-width="8.5" stroke-linecap="round"'
        ' data-statement="{id}" data-count="{count}"/></svg>'
    ).format(
        head=head,
        light=_dot_path(dark, _PER_ROW * _ROWS),
        dark=_dot_path(0, dark),
        faint=FAINT,
        mark=MARK,
        id=rate.id,
        count=dark,
    )


@dataclass(frozen=True, slots=True)
class Stair:
    """One step of a staircase: the condition it adds, and the rate of the group so far."""

    label: str
    rate: TableStatement


def _share(value: float, top: float) -> str:
    return f"{100 * value / top:.1f}"


def _bar(stair: Stair, top: float, identity: str) -> Markup:
    """Return the two bars of one step: upright for wide pages and paper, lying for narrow ones."""
    shown = figure(stair.rate)
    height = max(2, round(180 * shown.value / top))
    title, description = f"{shown} van elke 1.000", f"Balk bij: {stair.label}"
    upright = _open(
        f"{identity}u",
        title,
        description,
        Markup('class="bar upright" width="100%" height="{}" data-statement="{}"').format(height, stair.rate.id),
    )
    lying = _open(
        f"{identity}l",
        title,
        description,
        Markup('class="bar lying" width="100%" height="18" data-statement="{}"').format(stair.rate.id),
    )
    mark = Markup('<rect width="{w}" height="100%" fill="{fill}" data-statement="{id}"/></svg>')
    share = _share(shown.value, top)
    return (
        upright
        + mark.format(w="100%", fill=MARK, id=stair.rate.id)
        + lying
        + mark.format(w=f"{share}%", fill=MARK, id=stair.rate.id)
    )


def _hidden_bar(identity: str) -> Markup:
    return Markup(
        '<svg class="bar" width="100%" height="18" aria-hidden="true"><defs>{}</defs>'
        '<rect width="100%" height="100%" fill="url(#{})"/></svg>'
    ).format(hatch(identity), identity)


def staircase(stairs: Sequence[Stair], *, units: str, identity: str) -> Markup:
    """Return the peel as a staircase: from left to right on wide pages, from top to bottom on narrow ones.

    Each step is labelled with the condition it adds and the rate of the group so far; a withheld step is hatched.
    """
    top = max((float(stair.rate.value or 0) for stair in stairs if is_shown(stair.rate)), default=0) or 1.0
    steps = []
    for place, stair in enumerate(stairs):
        name = f"{identity}{place}"
        known = is_shown(stair.rate)
        steps.append(
            Markup(
                '<li><div class="step"><p class="rate">{rate}{of}</p>{bar}</div><p class="label">{label}</p></li>'
            ).format(
                rate=shown_or_withheld(stair.rate),
                of=Markup(' <span class="of">van elke 1.000</span>') if known else "",
                bar=_bar(stair, top, name) if known else _hidden_bar(name),
                label=stair.label,
            )
        )
    return Markup('<ol class="stairs stairs-{}" aria-label="Van alle {} naar deze groep">{}</ol>').format(
        len(stairs), units, Markup("").join(steps)
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One group in a comparison: its words, its rate with interval, and how sure it is."""

    label: str
    rate: ModelStatement
    note: str = ""


def _ticks(top: float) -> list[float]:
    """Return round values from nought to just above `top`, four to six of them."""
    step = 10.0 ** math.floor(math.log10(top / 4))
    step *= next(factor for factor in (1, 2, 5, 10) if top / (step * factor) <= 5)
    return [step * i for i in range(math.ceil(top / step) + 1)]


def _axis(ticks: Sequence[float]) -> Markup:
    end = ticks[-1]

    def anchor(place: int) -> str:
        return {0: "start", len(ticks) - 1: "end"}.get(place, "middle")

    marks = Markup("").join(
        Markup(
            '<line x1="{x}%" x2="{x}%" y1="0" y2="6" stroke="{ink}"/>'
            '<text x="{x}%" y="22" font-size="15" text-anchor="{anchor}" fill="{ink}">{text}</text>'
        ).format(x=_share(tick, end), ink=look.QUIET, anchor=anchor(place), text=dutch.rate(tick))
        for place, tick in enumerate(ticks)
    )
    return Markup(
        '<svg class="axis" width="100%" height="28" aria-hidden="true" data-axis="">'
        '<line x1="0" x2="100%" y1="0.5" y2="0.5" stroke="{ink}"/>{marks}</svg>'
    ).format(ink=look.QUIET, marks=marks)


def _reference_label(reference: TableStatement, end: float, units: str) -> Markup:
    shown = figure(reference)
    at = 100 * shown.value / end
    anchor = "start" if at < 35 else "end" if at > 65 else "middle"
    return Markup(
        '<svg class="axis" width="100%" height="26" aria-hidden="true" data-statement="{id}">'
        '<text x="{x}%" y="16" font-size="15" font-weight="600" text-anchor="{anchor}" fill="{ink}">'
        "gemiddeld van alle {units}: {rate}</text></svg>"
    ).format(id=reference.id, x=f"{at:.1f}", anchor=anchor, ink=look.INK, units=units, rate=str(shown))


def _reference_line(reference: TableStatement | None, end: float) -> Markup:
    if reference is None or not is_shown(reference):
        return Markup("")
    return Markup(
        '<line x1="{x}%" x2="{x}%" y1="0" y2="100%" stroke="{ink}" stroke-width="1.5" stroke-dasharray="4 3"'
        ' data-statement="{id}"/>'
    ).format(x=_share(float(reference.value or 0), end), ink=look.QUIET, id=reference.id)


def _interval(row: Compared, end: float, reference: TableStatement | None, identity: str) -> Markup:
    value, lower, upper = (figure(row.rate, part) for part in (Part.VALUE, Part.LOWER, Part.UPPER))
    head = _open(
        identity,
        f"{value} van elke 1.000{''.join(map(str, between(row.rate)))}",
        "De stip is de schatting, de lijn het interval"
        + (", de streepjeslijn het gemiddelde." if reference is not None else "."),
        Markup('class="interval" width="100%" height="44" data-statement="{}"').format(row.rate.id),
    )
    return Markup(
        '{head}{reference}<line x1="{low}%" x2="{high}%" y1="30" y2="30" stroke="{ink}" stroke-width="2.5"'
        ' data-statement="{id}" data-part="interval"/>'
        '<circle cx="{at}%" cy="30" r="6.5" fill="{mark}" data-statement="{id}" data-part="value"/>'
        '<text x="{at}%" y="18" font-size="16" font-weight="700" text-anchor="middle" fill="{ink}" stroke="#ffffff"'
        ' stroke-width="4" paint-order="stroke" data-statement="{id}" data-part="value">{text}</text></svg>'
    ).format(
        head=head,
        reference=_reference_line(reference, end),
        low=_share(lower.value, end),
        high=_share(min(upper.value, end), end),
        at=_share(value.value, end),
        text=str(value),
        ink=look.INK,
        mark=MARK,
        id=row.rate.id,
    )


def comparison(rows: Sequence[Compared], *, reference: TableStatement | None, units: str, identity: str) -> Markup:
    """Return groups below each other, each with a dot, its interval as a thin line, and the average as one line.

    Groups whose rate is withheld stand in the list in words, without a mark. All rates are per 1,000.
    """
    known = [row for row in rows if has_interval(row.rate)]
    average = reference if is_shown(reference) else None
    values = [float(row.rate.upper or 0) for row in known] + [float(average.value or 0) if average else 0.0]
    ticks = _ticks(max(values) or 1.0)
    items = []
    for place, row in enumerate(rows):
        drawn = (
            _interval(row, ticks[-1], average, f"{identity}{place}")
            if has_interval(row.rate)
            else Markup('<p class="quiet" data-withheld="{}">{}</p>').format(row.rate.id, State.WITHHELD.value)
        )
        note = Markup('<span class="quiet"> {}</span>').format(row.note) if row.note else ""
        items.append(Markup('<li><p class="label">{}{}</p>{}</li>').format(row.label, note, drawn))
    return Markup(
        '<div class="compare">{label}<ul>{rows}</ul>{axis}<p class="unit">van elke 1.000 {units}</p></div>'
    ).format(
        label=_reference_label(average, ticks[-1], units) if average else "",
        rows=Markup("").join(items),
        axis=_axis(ticks),
        units=units,
    )


def share_bar(outside: TableStatement, *, units: str, identity: str) -> Markup:
    """Return one bar of all units with the outcome: the part in the group dark, the part outside light."""
    shown = figure(outside)
    inside = max(0.0, 100 - shown.value)
    head = _open(
        identity,
        f"{shown} van de {units} die dit meemaakten hoort niet bij deze groep",
        "Eén balk. Links donker: in de groep. Rechts licht: niet in de groep.",
        Markup('class="share" width="100%" height="40" data-statement="{}"').format(outside.id),
    )
    return Markup(
        '{head}<rect width="100%" height="40" fill="#ffffff" stroke="{line}" stroke-width="2"/>'
        '<rect width="{inside}%" height="40" fill="{mark}" data-statement="{id}" data-part="inside"/></svg>'
    ).format(head=head, line=FAINT, inside=f"{inside:.1f}", mark=MARK, id=outside.id)
