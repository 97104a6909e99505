"""How wide a question reaches."""

from collections.abc import Mapping
from enum import StrEnum


class Scope(StrEnum):
    """The scope of a question."""

    QUESTION = "question"
    FIND_PLACE = "find-place"
    MUNICIPALITY = "municipality"


SCOPE_WORDS: Mapping[Scope, str] = {
    Scope.QUESTION: "deze vraag: alle mensen die het aangaat, waar we hen ook vinden",
    Scope.FIND_PLACE: "een vindplek: waar we de mensen ontmoeten, zoals de verloskundige of het consultatiebureau",
    Scope.MUNICIPALITY: "de hele gemeente",
}
