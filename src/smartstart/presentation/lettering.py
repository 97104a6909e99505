"""Text inside a drawing: how wide it is about, where its lines break, and the lines themselves.

Nobody measures letters here: a drawing must look right in any sans-serif. The widths are those of wide ones, so that
a line never runs out of its room.
"""

from markupsafe import Markup

from smartstart.presentation import look

FAMILY = "Noto Sans, Segoe UI, Arial, Liberation Sans, DejaVu Sans, sans-serif"
_NARROW, _WIDE, _CAPITAL, _OTHER = 0.36, 0.95, 0.72, 0.62
_THIN_LETTERS = frozenset("iljtfrI.,:;'’!|()[]  \u00a0-")
_FAT_LETTERS = frozenset("mwMW@%—…")
LEADING = 1.3
_BOLD = 1.12  # how much wider bold letters are


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is, rather too wide than too narrow."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _THIN_LETTERS:
        return _NARROW
    if letter in _FAT_LETTERS:
        return _WIDE
    if ord(letter) > 0x2E7F:  # signs of East Asia and pictographs are as wide as they are high, or wider
        return 1.3
    return _CAPITAL if letter.isupper() else _OTHER


def lines_of(text: str, room: float, size: float) -> list[str]:
    """Return a text in lines that fit the room; a word that does not fit a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for part in _cut(word, room, size):
            longer = f"{line} {part}" if line else part
            if line and width_of(longer, size) > room:
                lines.append(line)
                line = part
            else:
                line = longer
    return [*lines, line] if line else lines


def _cut(word: str, room: float, size: float) -> list[str]:
    parts, part = [], ""
    for letter in word:
        if part and width_of(part + letter, size) > room:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def block(
    text: str,
    x: float,
    y: float,
    room: float,
    size: float,
    *,
    bold: bool = False,
    ink: str = look.INK,
    anchor: str = "start",
) -> tuple[Markup, float]:
    """Return a text in lines from `y` downwards, and the height that it takes."""
    found = lines_of(text, room / _BOLD if bold else room, size)
    weight = 700 if bold else 400
    drawn = Markup("").join(
        Markup(
            '<text x="{:.1f}" y="{:.1f}" font-size="{:g}" font-weight="{}" text-anchor="{}" fill="{}">{}</text>'
        ).format(x, y + size * (1 + LEADING * place), size, weight, anchor, ink, line)
        for place, line in enumerate(found)
    )
    return drawn, LEADING * size * len(found)
