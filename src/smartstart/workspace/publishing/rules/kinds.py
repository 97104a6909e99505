"""What can become public, and the words for it."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What becomes public."""

    AREA = "area"
    SCHOOL = "school"
    GROUP = "group"
    PILOT = "pilot"
    A4 = "a4"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.AREA: "gebied",
    Kind.SCHOOL: "school",
    Kind.GROUP: "groep",
    Kind.PILOT: "pilot",
    Kind.A4: "A4",
}
