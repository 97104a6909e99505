"""Words to search by: the same for "Één", "een" and "EEN"."""

import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8
_LONGEST = 40


def normalised(text: str) -> str:
    """Return text without accents, capitals or needless blanks."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


def search_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words to look for: normalised, each once, at most `MOST_WORDS` and none longer than needed."""
    found = (part[:_LONGEST] for word in words for part in normalised(word).split())
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def shortened(text: str, most: int) -> str:
    """Return text of at most `most` letters, with an ellipsis where something was left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
