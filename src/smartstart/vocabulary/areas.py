"""Dutch statistical areas: municipality (gemeente), wijk and buurt, and their codes.

`wijk` and `buurt` stay Dutch in code: they are area levels of Statistics Netherlands (CBS).
"""

import re
from enum import StrEnum


class AreaLevel(StrEnum):
    """Level of an area, from the country down to the buurt."""

    COUNTRY = "land"
    MUNICIPALITY = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"


_PREFIX = {
    AreaLevel.COUNTRY: "NL",
    AreaLevel.MUNICIPALITY: "GM",
    AreaLevel.WIJK: "WK",
    AreaLevel.BUURT: "BU",
}
_DIGITS = {AreaLevel.COUNTRY: 2, AreaLevel.MUNICIPALITY: 4, AreaLevel.WIJK: 6, AreaLevel.BUURT: 8}
_CODE = re.compile(r"(NL\d{2}|GM\d{4}|WK\d{6}|BU\d{8})")


def normalise(code: str) -> str:
    """Return an area code in its canonical form (`GM0855`), blanks stripped and letters upper case.

    Raises:
        ValueError: the text is not an area code of CBS.
    """
    cleaned = code.strip().upper()
    if not _CODE.fullmatch(cleaned):
        raise ValueError(f"geen gebiedscode: {cleaned[:20]!r}; verwacht bijvoorbeeld GM0855, WK085517 of BU08551001")
    return cleaned


def with_prefix(digits: str, level: AreaLevel) -> str:
    """Return the prefixed code for the bare digits as the register files write them (`0855` -> `GM0855`)."""
    return _PREFIX[level] + digits.strip().zfill(_DIGITS[level])


def level_of(code: str) -> AreaLevel:
    """Return the level of a canonical area code."""
    prefix = normalise(code)[:2]
    return next(level for level, start in _PREFIX.items() if start == prefix)


def municipality_of(code: str) -> str:
    """Return the municipality code (`GM0855`) that a wijk, buurt or municipality code belongs to."""
    cleaned = normalise(code)
    if level_of(cleaned) is AreaLevel.COUNTRY:
        raise ValueError("het land hoort niet bij één gemeente")
    return "GM" + cleaned[2:6]


def is_invented(municipality: str) -> bool:
    """Say whether a municipality code is one of the invented region: CBS gives no codes from GM9900 up."""
    return municipality >= "GM9900"
