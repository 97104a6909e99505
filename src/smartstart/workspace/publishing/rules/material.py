"""What is laid before the check: the exact texts, and what is known of the figures behind them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a page: what it is ("Sterke kanten"), and what it says."""

    label: str
    text: str


def text_hash(texts: Iterable[Text]) -> str:
    """Return what tells these texts from any others: SHA-256 of labels and texts, in order."""
    told = json.dumps([[text.label, text.text] for text in texts], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Material:
    """What somebody proposes to make public.

    Attributes:
        title: how lists name it.
        address: the path of the page on which it will show.
        texts: every text that the public page will show.
        smallest_open: people in the smallest group behind its public figures, None when there are none.
        smallest_release: people in the smallest group behind its statements of a release, None when there are none.
        has_strengths: worries never stand without strengths beside them.
        has_counter_numbers: no group without how many it does not concern.
        schools_named: it names a school.
        schools_public_only: what it says of schools rests on public figures only.
        invented: its figures are invented.
        place_invented: its municipality is invented.
    """

    title: str
    address: str
    texts: tuple[Text, ...]
    smallest_open: int | None
    smallest_release: int | None
    has_strengths: bool
    has_counter_numbers: bool
    schools_named: bool = False
    schools_public_only: bool = False
    invented: bool = False
    place_invented: bool = False

    def __post_init__(self) -> None:
        """Refuse material without texts, and an address that leads elsewhere."""
        if not any(text.text.strip() for text in self.texts):
            raise ValueError("without a text there is nothing to judge")
        if not self.address.startswith("/") or self.address.startswith("//"):
            raise ValueError("the address is a path of this workplace")

    @property
    def hash(self) -> str:
        """What tells these texts from any others."""
        return text_hash(self.texts)
