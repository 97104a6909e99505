"""What in one cell of text points at a person, whatever the column is called.

Each signal is known by its form. A citizen service number (BSN) has nine digits and passes the check on eleven; any
number of nine digits is refused, because keys of persons in research files (RIN) have nine as well.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache

from smartstart.workspace.data.rules.person_names import is_person_name


class Signal(StrEnum):
    """What a cell looks like; the value completes "hier staat …"."""

    BSN = "een nummer dat een burgerservicenummer kan zijn"
    LONG_NUMBER = "een lang nummer, zoals een sleutel van een persoon"
    BANK = "een bankrekeningnummer"
    EMAIL = "een e-mailadres"
    PHONE = "een telefoonnummer"
    DATE = "een datum, zoals een geboortedatum"
    POSTCODE = "een postcode"
    ADDRESS = "een adres"
    KEY = "een sleutel van een persoon of dossier"
    NAME = "een naam van een persoon"


_FORMAT_SIGNS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,7}(?:[.,][0-9]{1,4})?")
_EMAIL = re.compile(r"[^\s@;,<>]+\s?(?:@|\(at\)|\[at\])\s?[^\s@;,<>]+\.[A-Za-z]{2,}")
_BANK = re.compile(r"\b[A-Z]{2}[0-9]{2}\s?[A-Z]{4}(?:\s?[0-9]){10}\b")
_PHONE = re.compile(r"(?<![0-9+])(?:(?:\+|00)[1-9][0-9]{0,2}|0)(?:[\s().-]{0,2}[0-9]){9,11}(?![0-9])")
_GROUPED_NUMBER = re.compile(r"(?<![0-9.,-])[0-9]{2,4}(?:[. -][0-9]{2,3}){2,3}(?![0-9,])")
_LONG_NUMBER = re.compile(r"[0-9]{9,}")
_APART = re.compile(r"(?<=\b[0-9])[ .-](?=[0-9]\b)")  # between single digits: 1 2 3 4
_EIGHT = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTHS = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|m(?:aa)?rt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:18|19|20)[0-9]{2})"
_DATE = re.compile(
    rf"(?<![0-9])(?:{_DAY}([-/. ]){_MONTH}\1(?:{_YEAR}|[0-9]{{2}})|{_YEAR}([-/.]){_MONTH}\2{_DAY}"
    rf"|{_DAY}[\s-]{_MONTHS}\.?[\s-](?:{_YEAR}|'?[0-9]{{2}}))(?![0-9])",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<![0-9A-Za-z-])([1-9][0-9]{3})\s?((?!SA|SD|SS)[A-Z]{2})(?![0-9A-Za-z])(\s*,?\s*[0-9]{1,5})?")
_STREET = re.compile(
    r"[A-Za-zÀ-ÿ]{3,}(?:straat|laan|weg|plein|kade|dijk|hof|singel|gracht|steeg|pad|dreef|plantsoen|park|ring)\s+"
    r"[1-9][0-9]{0,4}(?:\s?[-]?\s?[a-zA-Z])?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"(?<![0-9a-z])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{16,}(?![0-9a-z])", re.IGNORECASE)
_TABLE_OF_CBS = re.compile(r"[0-9]{5}(?:NED|ENG|TAB)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<![A-Za-z])(?:(?:rin|pers(?:oon)?|cli[eë]nt|klant|dossier|casus|bsn|uzovi|crs)[\s._:#-]{0,2}[0-9]{2,}"
    r"|(?:p|c|cl|hh|nr|id|k|zaak)[\s._:#-]{0,2}[0-9]{3,})",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_AREA = re.compile(r"(?:NL[0-9]{2}|GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})", re.IGNORECASE)
_MOST_DIGITS = 4  # in a word that also has letters: "kwb2022" is a file, "cl20231" a client
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_FIRST_YEAR, _LAST_YEAR = 1990, 2040


def signal_in(text: str) -> Signal | None:
    """Return the first signal in a cell, or None."""
    if _PLAIN_NUMBER.fullmatch(text) or _AREA.fullmatch(text.strip()):
        return None
    return _signal_in(text)


@lru_cache(maxsize=20_000)
def _signal_in(text: str) -> Signal | None:
    plain = _FORMAT_SIGNS.sub("", unicodedata.normalize("NFKC", text)).strip()
    numbers = _TABLE_OF_CBS.sub(" ", plain)
    if _EMAIL.search(plain):
        return Signal.EMAIL
    if _BANK.search(plain):
        return Signal.BANK
    return _number_signal(numbers) or _address_signal(plain) or _key_signal(numbers)


def _number_signal(text: str) -> Signal | None:
    apart = _APART.sub("", text)
    numbers = [re.sub(r"\D", "", found) for found in _GROUPED_NUMBER.findall(text) if _nine(found)]
    numbers += _LONG_NUMBER.findall(text) + _LONG_NUMBER.findall(apart)
    if any(map(is_bsn, numbers)):
        return Signal.BSN
    if _PHONE.search(text):
        return Signal.PHONE
    if _has_date(text):
        return Signal.DATE
    return Signal.LONG_NUMBER if _LONG_NUMBER.search(text) else None


def _nine(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) == len(_WEIGHTS)


def _has_date(text: str) -> bool:
    return bool(_DATE.search(text)) or any(is_day(found) for found in _EIGHT.findall(text))


def _address_signal(text: str) -> Signal | None:
    if _STREET.search(text):
        return Signal.ADDRESS
    for found in _POSTCODE.finditer(text):
        if found[3]:
            return Signal.ADDRESS
        if not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:  # "2022 NL" is a year
            return Signal.POSTCODE
    return None


def _key_signal(text: str) -> Signal | None:
    if any(pattern.search(text) for pattern in (_UUID, _HEXADECIMAL, _NUMBERED)) or any(
        map(_is_code, _TOKEN.findall(text))
    ):
        return Signal.KEY
    return Signal.NAME if is_person_name(text) else None


def _is_code(token: str) -> bool:
    digits = sum(sign.isdigit() for sign in token)
    return _MOST_DIGITS < digits < len(token) and not _AREA.fullmatch(token)


def is_bsn(digits: str) -> bool:
    """Tell whether eight or nine digits pass the check on eleven of the citizen service number."""
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 9) or not digits.strip("0"):
        return False
    padded = digits.zfill(len(_WEIGHTS))
    return sum(int(digit) * weight for digit, weight in zip(padded, _WEIGHTS, strict=True)) % 11 == 0


def is_day(digits: str) -> bool:
    """Tell whether eight digits are a day on which somebody alive can be born: 19870312 or 12031987."""
    return any(
        _is_day(*parts) for parts in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    )


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        return date(1900, 1, 1) <= date(int(year), int(month), int(day)) <= date(_LAST_YEAR, 12, 31)
    except ValueError:
        return False
