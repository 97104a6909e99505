"""The letters of printed pages: what the browser gets as WOFF2, as files that the typesetter can read.

The Latin letters and the further ones (ł, ş, ő) come as two files of one name, of which a typesetter would see only
the first. So the second gets a name of its own, which stands next in the list of `presentation.a4.printed`.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

SETS = {"latin": "Noto Sans", "latin-ext": "Noto Sans Ext"}
WEIGHTS = (400, 700)
MADE = tuple(f"noto-sans-{name}-{weight}.ttf" for name in SETS for weight in WEIGHTS)
_FAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC = 1, 4, 6, 16


def make_letters(files: Path, out: Path) -> None:
    """Write the letters of `files` (the folder of the font package) to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name, family in SETS.items():
        for weight in WEIGHTS:
            font = TTFont(files / f"noto-sans-{name}-{weight}-normal.woff2", recalcTimestamp=False)
            font.flavor = None
            _name(font, family, weight)
            font.save(out / f"noto-sans-{name}-{weight}.ttf")


def _name(font: TTFont, family: str, weight: int) -> None:
    style = "Bold" if weight == max(WEIGHTS) else "Regular"
    words = {
        _FAMILY: family,
        _FULL: f"{family} {style}",
        _POSTSCRIPT: f"{family.replace(' ', '')}-{style}",
        _TYPOGRAPHIC: family,
    }
    for record in font["name"].names:
        if record.nameID in words:
            record.string = words[record.nameID]
