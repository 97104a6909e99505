"""A finding of a release as a figure of the A4: the whole sentence in its pieces, and a picture that stands alone."""

from markupsafe import Markup

from smartstart.presentation import dutch, look
from smartstart.presentation.a4.content import A4Figure, A4Refusal
from smartstart.presentation.charts import MARK
from smartstart.presentation.insight.found_parts import FindingPart
from smartstart.presentation.lettering import FAMILY, block

_WIDE, _DOTS = 260.0, 104.0  # narrow, so that its letters are readable where it is small
_LETTER, _SMALL = 15.0, 14.0
_BAR = 14.0
_TOLD = ("risk", "rr", "share-outside")


def figure_of(part: FindingPart, *, stairs: bool = False) -> A4Figure:
    """Return a finding as a figure.

    Args:
        part: a finding of which something may be said.
        stairs: show how the circumstances add up, in place of a thousand dots.

    Raises:
        A4Refusal: nothing may be said about this group.
    """
    if part.pieces is None:
        raise A4Refusal(
            "Over deze groep mogen we niets zeggen. Ze kan niet op de A4.",
            where=part.title,
            expected="een bevinding met een zin",
            mend="kies een andere bevinding",
        )
    stairs = stairs and bool(part.peel)
    picture, alt = (_stairs(part), part.stairs_title) if stairs else (_dots(part), part.dots_title)
    marks = f" {dutch.sentence(', '.join(part.marks))}" if part.marks else ""
    return A4Figure(
        sentence=f"{part.pieces.headline} {part.about}",
        certainty=part.certainty,
        certainty_text=part.certainty_text.text,
        other_side=f"{part.pieces.other_side} {part.pieces.caveat}",
        picture=picture,
        alt=f"{alt}. {part.pieces.answer}",
        source=f"{part.source}{marks}",
        statements=_told(part, stairs=stairs),
    )


def _told(part: FindingPart, *, stairs: bool) -> tuple[str, ...]:
    """Return the statements whose numbers the figure shows, not all that are known of the group."""
    shown = [name for name in part.statements if name.rpartition("/")[2] in _TOLD]
    everybody = [part.everybody] if part.everybody_dots is not None else []
    return (*shown, *([step.statement for step in part.peel] if stairs else everybody))


def _framed(inside: Markup, high: float) -> str:
    return str(
        Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:g} {:.0f}" font-family="{}">{}</svg>').format(
            _WIDE, high, FAMILY, inside
        )
    )


def _dots(part: FindingPart) -> str:
    """Return a thousand dots of this group and, below it, of everybody."""
    rows = [(f"{part.rate} van elke 1.000 in deze groep", part.dots)]
    if part.everybody_dots is not None:
        rows.append((f"{part.everybody_rate} van elke 1.000 van alle {part.units}", part.everybody_dots))
    made, down = Markup(""), 0.0
    for words, dots in rows:
        text, high = block(words, 0, down, _WIDE, _LETTER, bold=True)
        down += high + 4
        made += text + Markup('<svg x="0" y="{:.0f}" width="{:g}" height="{:g}">{}</svg>').format(
            down, _WIDE, _DOTS, dots or ""
        )
        down += _DOTS + 10
    return _framed(made, down - 6)


def _stairs(part: FindingPart) -> str:
    """Return the peel as bars below each other, each with the circumstance it adds and its rate."""
    numbers = {entry.row.statement: entry.row.number for entry in part.why}
    top = max((numbers.get(step.statement) or 0.0 for step in part.peel), default=0.0) or 1.0
    made, down = Markup(""), 0.0
    for step in part.peel:
        number = numbers.get(step.statement)
        text, high = block(f"{step.label}: {step.rate.text}", 0, down, _WIDE, _SMALL)
        made, down = made + text, down + high + 3
        if number is not None:
            wide = max(2.0, _WIDE * number / top)
            made += Markup('<rect x="0" y="{:.0f}" width="{:.1f}" height="{:g}" fill="{}"/>').format(
                down, wide, _BAR, MARK
            )
            down += _BAR
        down += 8
    text, high = block("Van elke 1.000, steeds met één omstandigheid erbij.", 0, down, _WIDE, _SMALL, ink=look.QUIET)
    return _framed(made + text, down + high + 4)
