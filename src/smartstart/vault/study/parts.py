"""What all parts of a question file share: their base, and the shapes of names, texts and dates."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from smartstart.release.contents import READABLE

_READABLE = re.compile(READABLE)  # what a release would refuse hours later
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)


class Part(BaseModel):
    """Base of all parts: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="after")
    @classmethod
    def _readable(cls, value: object) -> object:
        if not all(_READABLE.match(text) for text in _texts(value)):
            raise ValueError("in deze tekst staat een onzichtbaar teken, dat haar zou verstoren: typ haar opnieuw")
        return value


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value; other parts look after their own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_texts(key), *_texts(inner))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)


def _of_our_time(day: dt.date) -> dt.date:
    """Refuse a date that no register knows; a window after the last year of the calendar would have no end."""
    if not _FIRST <= day < _LAST:
        raise ValueError(f"een peildatum ligt tussen {_FIRST.year} en {_LAST.year}")
    return day


def _unquoted(value: object) -> object:
    """Let no text or yes pass for a number: "10.000" would be read as ten, and true as one."""
    if isinstance(value, str | bool):
        raise ValueError("hier hoort een getal: zonder aanhalingstekens, en zonder punt bij de duizendtallen")
    return value


Whole = Annotated[int, BeforeValidator(_unquoted)]
Number = Annotated[float, BeforeValidator(_unquoted)]
Slug = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z][a-z0-9_-]*$")]
Line = Annotated[str, Field(min_length=1, max_length=400)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
ReferenceDate = Annotated[dt.date, AfterValidator(_of_our_time)]
Word = Annotated[str, Field(min_length=1, max_length=150)]  # of a level; with its title it fits in a sentence
Phrase = Annotated[str, Field(max_length=400)]

_WHOLE = re.compile(r"(-?[0-9]+)\.0+")


def canonical(value: str) -> str:
    """Return a value as it is compared: no blanks around it, an accent in its letter, a whole number without ".0"."""
    stripped = unicodedata.normalize("NFC", value).strip()
    whole = _WHOLE.fullmatch(stripped)
    return whole[1] if whole else stripped
