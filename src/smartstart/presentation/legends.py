"""Legends of maps: the bounds of each class as words, as HTML for a page and as SVG for a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import look
from smartstart.presentation.lettering import block, width_of
from smartstart.presentation.palette import COLOURS, JOINED, NO_FIGURE, TOO_FEW, fill_of, pair, patterns, sequential

TOO_FEW_WORDS = "te weinig om iets te zeggen"
NO_FIGURE_WORDS = "niet gevraagd, of geen cijfer"
JOINED_WORDS = "dikke rand: gebieden samengevoegd, want apart te klein"
_LETTER = 15.0
_BOX_WIDE, _BOX_HIGH = 28.0, 20.0
_CELL = 44.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend: a mark of the palette and what it means."""

    mark: str
    words: str

    @property
    def colour(self) -> str:
        """The colour of the mark; "hatch" or "dots" where it is a pattern, "border" where it is one."""
        return COLOURS.get(self.mark) or {TOO_FEW: "hatch", NO_FIGURE: "dots", JOINED: "border"}[self.mark]

    @property
    def border(self) -> tuple[str, float]:
        """Colour and width of the line around its sample."""
        return (look.INK, 4.0) if self.mark == JOINED else (look.LINE, 1.0)


@dataclass(frozen=True, slots=True)
class PairLegend:
    """The legend of two indicators: three classes each, low to high, and what else is on the map.

    Attributes:
        first, second: the names, as in a sentence. `first` goes from below upwards, `second` from left to right.
        first_words, second_words: the three classes in words.
        others: lines for areas without a figure.
    """

    first: str
    first_words: tuple[str, str, str]
    second: str
    second_words: tuple[str, str, str]
    others: tuple[Entry, ...] = ()


def entries(words: Sequence[str], used: Iterable[str], *, too_few: str = TOO_FEW_WORDS) -> tuple[Entry, ...]:
    """Return the legend of one indicator: every class, and the patterns that are used on this map."""
    classes = tuple(Entry(mark, text) for mark, text in zip(sequential(len(words)), words, strict=True))
    return (*classes, *others(used, too_few=too_few))


def others(used: Iterable[str], *, too_few: str = TOO_FEW_WORDS) -> tuple[Entry, ...]:
    """Return the lines for areas without a figure, as far as there are any on this map."""
    found = frozenset(used)
    known = (Entry(TOO_FEW, too_few), Entry(NO_FIGURE, NO_FIGURE_WORDS))
    return tuple(entry for entry in known if entry.mark in found)


def together(there_are: bool) -> tuple[Entry, ...]:
    """Return the line for areas that are shown together, where there are any."""
    return (Entry(JOINED, JOINED_WORDS),) if there_are else ()


# --- on a page ----------------------------------------------------------------------------------------------------


def swatch(mark: str, identity: str) -> Markup:
    """Return a small sample of a mark; it brings the pattern it needs."""
    defined = patterns(identity) if mark in (TOO_FEW, NO_FIGURE) else Markup("")
    line, thick = Entry(mark, "").border
    return Markup(
        '<svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">{defined}'
        '<rect x="{edge:g}" y="{edge:g}" width="{wide:g}" height="{high:g}" fill="{fill}" stroke="{line}"{thick}/>'
        "</svg>"
    ).format(
        defined=defined,
        edge=thick / 2,
        wide=28 - thick,
        high=20 - thick,
        fill=fill_of(mark, identity),
        line=line,
        thick=Markup(' stroke-width="{:g}"').format(thick) if thick != 1 else "",
    )


def legend(lines: Sequence[Entry], identity: str) -> Markup:
    """Return a legend as a list; `identity` is unique on the page."""
    items = Markup("").join(
        Markup("<li>{} {}</li>").format(swatch(entry.mark, f"{identity}-{entry.mark}"), entry.words) for entry in lines
    )
    return Markup('<ul class="legend" aria-label="Legenda">{}</ul>').format(items)


def pair_legend(told: PairLegend, identity: str) -> Markup:
    """Return the legend of two indicators as a small table."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text) for text in told.second_words)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(told.first_words[i], _row(told, i, identity))
        for i in reversed(range(3))
    )
    table = Markup(
        '<table class="cross"><caption>Legenda: van beneden naar boven {first}, van links naar rechts {second}'
        "</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    ).format(first=told.first, second=told.second, head=head, body=body)
    return table + legend(told.others, identity) if told.others else table


def _row(told: PairLegend, i: int, identity: str) -> Markup:
    return Markup("").join(
        Markup('<td><span class="hidden">{}, {}</span>{}</td>').format(
            told.first_words[i], told.second_words[j], swatch(pair(i, j), identity)
        )
        for j in range(3)
    )


# --- in a file ----------------------------------------------------------------------------------------------------


def drawn_legend(lines: Sequence[Entry], x: float, y: float, room: float, identity: str) -> tuple[Markup, float]:
    """Return a legend as SVG and its height; the patterns of `identity` must stand in the same file."""
    made: list[Markup] = []
    across, down = x, y
    for entry in lines:
        wide = _BOX_WIDE + 8 + width_of(entry.words, _LETTER) + 20
        if across > x and across + wide > x + room:
            across, down = x, down + _BOX_HIGH + 10
        made += [
            _box(across, down, _BOX_WIDE, _BOX_HIGH, entry.mark, identity),
            block(entry.words, across + _BOX_WIDE + 8, down, 10 * room, _LETTER)[0],
        ]
        across += wide
    return Markup("").join(made), down + _BOX_HIGH + 10 - y if lines else 0.0


def drawn_pair_legend(told: PairLegend, x: float, y: float, room: float, identity: str) -> tuple[Markup, float]:
    """Return the legend of two indicators as SVG and its height: three boxes by three, with their words."""
    names = max(width_of(words, _LETTER) for words in told.first_words) + 12
    left = x + min(names, room / 2)
    title, high = block(f"Van beneden naar boven: {told.first}", x, y, room, _LETTER, bold=True)
    below, more = block(f"Van links naar rechts: {told.second}", x, y + high, room, _LETTER, bold=True)
    top = y + high + more + 10
    made = [title, below]
    for i in range(3):
        down = top + (2 - i) * _CELL
        made.append(block(told.first_words[i], x, down + 8, left - x - 6, _LETTER)[0])
        made += [_box(left + j * _CELL, down, _CELL - 2, _CELL - 2, pair(i, j), identity) for j in range(3)]
    high = top + 3 * _CELL + 6
    columns = [
        f"{place}: {words}" for place, words in zip(("links", "midden", "rechts"), told.second_words, strict=True)
    ]
    words, more = block("; ".join(columns), left, high, x + room - left, _LETTER)
    rest, last = drawn_legend(told.others, x, high + more + 12, room, identity)
    return Markup("").join([*made, words, rest]), high + more + 12 + last - y


def _box(x: float, y: float, wide: float, high: float, mark: str, identity: str) -> Markup:
    line, thick = Entry(mark, "").border
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:g}" height="{:g}" fill="{}" stroke="{}"{}/>').format(
        x,
        y,
        wide,
        high,
        fill_of(mark, identity),
        line,
        Markup(' stroke-width="{:g}"').format(thick) if thick != 1 else "",
    )
