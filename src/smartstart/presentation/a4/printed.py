"""The A4 as a PDF: one page, tagged for who hears it read, the same bytes every time.

Every text goes to the typesetter as data (JSON) and is never read as markup. The letters come from a folder of fonts
that the installation brings; without one, from what the machine has.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from smartstart.presentation import dutch, look
from smartstart.presentation.a4.content import A4, A4Figure, A4Refusal
from smartstart.presentation.a4.drawing import ratio_of
from smartstart.presentation.a4.words import WORDS, foot, statements

FONTS = ("Noto Sans", "Noto Sans Ext", "Liberation Sans", "Arial", "DejaVu Sans")
FITTING = {
    "de titel": 100,
    "het gevraagde besluit": 280,
    "de zin": 300,
    "de zin over hoe zeker het is": 240,
    "de andere kant": 210,
    "de bron": 110,
    "wat dit niet zegt": 160,
}
"""With texts of these lengths in Noto Sans, three figures fit one page (tested)."""

_FAR_TOO_LONG = 6  # times as long: no use in trying
_UNSHOWN = "\ufffd"
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_TRIES = 4
_WORD, _PART = 32, 24  # a word longer than this may be broken after so many letters
_ROOM = {1: (78.0, 120.0), 2: (60.0, 85.0), 3: (42.0, 48.0)}  # millimetres for a picture, across and down
_SIZES = {1: (11.5, 22.0), 2: (10.0, 19.0), 3: (9.0, 16.0)}  # points, of text and title
_SOFT = "#eef3f8"

_Parts = Any  # a mapping of names to bytes; the typesetter takes one, but its own types do not say so
_Printable = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Printed:
    """The page.

    Attributes:
        pdf: its bytes; equal content gives equal bytes on one machine, and with `fonts` on every machine.
        accessible: whether it keeps to PDF/UA-1; it is tagged in any case.
        unshown: signs for which no font has a shape; "\ufffd" stands in their place.
    """

    pdf: bytes
    accessible: bool
    unshown: tuple[str, ...]


def as_pdf(a4: A4, *, fonts: Path | None = None) -> Printed:
    """Return the A4 as a tagged PDF of one page.

    Args:
        a4: what stands on it.
        fonts: a folder with fonts (TTF or OTF); those of the machine are left alone then.

    Raises:
        A4Refusal: it does not fit on one page; the message says which text to shorten.
    """
    _check_lengths(a4, most=_FAR_TOO_LONG)
    letters = _letters(fonts)
    unshown: tuple[str, ...] = ()
    for _ in range(_TRIES):
        parts = _parts(a4, unshown)
        try:
            pdf = _compiled(parts, "ua-1", letters)
        except typst.TypstError as problem:
            found = tuple(sorted(_signs(str(problem.diagnostic)) - set(unshown)))
            if not found:
                raise
            unshown += found
            continue
        _check_pages(a4, parts, letters)
        return Printed(pdf, True, unshown)
    pdf = _compiled(parts, None, letters)
    _check_pages(a4, parts, letters)
    return Printed(pdf, False, unshown)


@cache
def _letters(folder: Path | None) -> typst.Fonts:
    """Return the fonts to write with, looked up once: those of the folder, or else those of the machine."""
    return typst.Fonts(include_system_fonts=folder is None, font_paths=[] if folder is None else [str(folder)])


def _compiled(parts: _Parts, standard: Literal["ua-1"] | None, letters: typst.Fonts) -> bytes:
    return typst.compile(parts, format="pdf", pdf_standards=standard, font_paths=letters)


def _check_pages(a4: A4, parts: _Parts, letters: typst.Fonts) -> None:
    pages = json.loads(typst.query(parts, "<pages>", field="value", one=True, font_paths=letters))
    if pages > 1:
        _check_lengths(a4, most=1)
        raise _too_long(_longest(a4))


def _signs(problem: str) -> set[str]:
    """Return the signs that no font can show, as the typesetter names them."""
    named = "".join(_NO_GLYPH.findall(problem))
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], named)
    return set(plain)


@cache
def _template() -> bytes:
    return files("smartstart.presentation").joinpath("templates/a4.typ").read_bytes()


def _parts(a4: A4, unshown: tuple[str, ...]) -> _Parts:
    replaced = str.maketrans(dict.fromkeys(unshown, _UNSHOWN))

    def printable(text: str) -> str:
        return " ".join(_breakable(word) for word in text.translate(replaced).split(" "))

    pictures = {f"{place}.svg": f.picture.translate(replaced) for place, f in enumerate(a4.figures)}
    count = len(a4.figures)
    size, title_size = _SIZES[count]
    data = {
        "size": size,
        "title_size": title_size,
        "room": _ROOM[count][0],
        "title": printable(a4.title),
        "municipality": printable(a4.municipality),
        "owner": printable(a4.owner),
        "day": [a4.day.year, a4.day.month, a4.day.day],
        "marks": [printable(dutch.capital(mark)) for mark in a4.marks],
        "decision": printable(a4.decision),
        "caveat": printable(a4.caveat),
        "figures": [_figure(figure, place, _wide(figure, count), printable) for place, figure in enumerate(a4.figures)],
        "foot": printable(foot(a4)),
        "statements": printable(statements(a4)),
        "words": dict(WORDS),
        "fonts": list(FONTS),
        "ink": look.INK,
        "quiet": look.QUIET,
        "accent": look.ACCENT,
        "line": look.LINE,
        "soft": _SOFT,
    }
    drawn = {name: picture.encode("utf-8") for name, picture in pictures.items()}
    return {"main.typ": _template(), "a4.json": json.dumps(data).encode("ascii"), **drawn}


def _figure(figure: A4Figure, place: int, wide: float, printable: _Printable) -> dict[str, object]:
    return {
        "sentence": printable(figure.sentence),
        "certainty": printable(dutch.sentence(figure.certainty)),
        "certainty_text": printable(figure.certainty_text),
        "other_side": printable(figure.other_side),
        "source": printable(figure.source),
        "alt": figure.alt,
        "picture": f"{place}.svg",
        "wide": wide,
    }


def _wide(figure: A4Figure, count: int) -> float:
    """Return how wide a picture is drawn: as wide as its room, or less where it would become too tall."""
    across, down = _ROOM[count]
    return min(across, down / ratio_of(figure.picture))


def _breakable(word: str) -> str:
    """Return a word that can be broken where it is too long for a line: a code or an address knows no hyphens."""
    if len(word) <= _WORD:
        return word
    return "\u200b".join(word[start : start + _PART] for start in range(0, len(word), _PART))


def _texts(a4: A4) -> list[tuple[str, str, str]]:
    """Return each text with its place on the page and the name of its limit."""
    found = [
        ("de titel", a4.title, "de titel"),
        ("het gevraagde besluit", a4.decision, "het gevraagde besluit"),
        ("wat dit niet zegt", a4.caveat, "wat dit niet zegt"),
    ]
    for place, figure in enumerate(a4.figures, start=1):
        told = (figure.sentence, figure.certainty_text, figure.other_side, figure.source)
        names = ("de zin", "de zin over hoe zeker het is", "de andere kant", "de bron")
        found += [(f"{name} bij figuur {place}", text, name) for name, text in zip(names, told, strict=True)]
    return found


def _check_lengths(a4: A4, *, most: int) -> None:
    """Refuse texts that are more than `most` times as long as what fits, and name them."""
    long = [
        f"{where} ({dutch.number(len(text))} tekens; er passen er {FITTING[name]})"
        for where, text, name in _texts(a4)
        if len(text) > most * FITTING[name]
    ]
    if long:
        raise _too_long(dutch.listing(long))


def _longest(a4: A4) -> str:
    ranked = sorted(_texts(a4), key=lambda found: -len(found[1]) / FITTING[found[2]])
    return dutch.listing(f"{where} ({dutch.number(len(text))} tekens)" for where, text, _ in ranked[:2])


def _too_long(texts: str) -> A4Refusal:
    return A4Refusal(
        "Dit past niet op één A4.", where=texts, expected="teksten die samen op één bladzijde passen",
        mend="maak deze teksten korter, of laat een figuur weg",
    )  # fmt: skip
