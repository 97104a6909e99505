"""Dutch as a reader expects it: numbers, shares, dates and lists.

Pure text in and out; the notation comes from the Unicode locale data for Dutch (through babel), so that
1234.5 reads "1.234,5". A hard blank keeps a number and its unit on one line.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

HARD_BLANK = "\u00a0"
MINUS = "\u2212"
_NL = Locale.parse("nl")
_REMEMBERED = 4096  # a page writes the same numbers and days many times
_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def number(value: float, decimals: int = 0) -> str:
    """Return `value` with a fixed number of decimals: 1234.5 with 1 decimal is "1.234,5".

    Halves are rounded away from nought, as people do; a rounded nought carries no minus sign.
    """
    return _number(value, decimals)


@lru_cache(_REMEMBERED)
def _number(value: float, decimals: int) -> str:
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    text = str(format_decimal(rounded(value, decimals), pattern, locale=_NL))
    return text.replace("-", MINUS)


def rounded(value: float, decimals: int) -> float:
    """Return `value` rounded, halves away from nought."""
    scale = 10.0**decimals
    whole = int(abs(value) * scale + 0.5 + 1e-9)
    return (-whole if value < 0 else whole) / scale


def decimals_for(value: float) -> int:
    """Return how many decimals a rate needs: none from 10, one from 1, two below 1."""
    size = abs(value)
    if size == 0 or size >= 9.95:
        return 0
    return 1 if size >= 0.95 else 2


def rate(value: float) -> str:
    """Return a rate with as many decimals as matter: "35", "8,3", "0,42"; a trailing ",0" is left out."""
    text = number(value, decimals_for(value))
    if "," not in text:
        return text
    return text.rstrip("0").rstrip(",")


def percent(value: float, decimals: int = 0) -> str:
    """Return a percentage (0-100) with its sign: "80 %"."""
    return f"{number(value, decimals)}{HARD_BLANK}%"


def percent_words(value: float, decimals: int = 0) -> str:
    """Return a percentage (0-100) for in a sentence: "80 procent"."""
    return f"{number(value, decimals)}{HARD_BLANK}procent"


def per_thousand(value: float) -> str:
    """Return a rate per 1,000 in words: "35 van elke 1.000"."""
    return f"{rate(value)} van elke 1.000"


def difference(value: float, decimals: int = 0) -> str:
    """Return a difference with its sign: "+3", "−3", "0"."""
    text = number(value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def spelled(count: int) -> str:
    """Return a small number as a word ("drie"), a larger one in figures."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count)


def day(moment: date) -> str:
    """Return a date as "21 november 2026"."""
    return _day(moment)


@lru_cache(_REMEMBERED)
def _day(moment: date) -> str:
    return str(format_date(moment, "d MMMM y", locale=_NL))


def month(moment: date) -> str:
    """Return a month as "november 2026"."""
    return str(format_date(moment, "MMMM y", locale=_NL))


def period(text: str) -> str:
    """Return a period "2018-01-01/2022-12-31" in words; any other text comes back as it is."""
    first, _, last = text.partition("/")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return text
    return day(begin) if begin == end else f"{day(begin)} tot en met {day(end)}"


def listing(items: Iterable[str], last: str = "en") -> str:
    """Return "a, b en c"; `last` is the word before the final item ("of" gives "a, b of c")."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """Return `text` with a capital in front, for a heading."""
    stripped = text.strip()
    return stripped[:1].upper() + stripped[1:]


def sentence(text: str) -> str:
    """Return `text` with a capital in front and a full stop behind, where it has none."""
    stripped = text.strip()
    if not stripped:
        return ""
    ended = stripped if stripped[-1] in ".!?" else f"{stripped}."
    return capital(ended)
