"""One entry of the word list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a word; the value is the heading a reader sees."""

    LABEL = "een etiket op mensen"
    PLACE = "een etiket op een plek"
    ORIGIN = "een etiket op herkomst"
    BLAME = "een verwijt"
    RANK = "een ranglijst of score"
    CAUSE = "een oorzaak die we niet kennen"
    CERTAINTY = "zekerder dan we zijn"
    OFFICE = "ambtelijke taal"


REASONS: Mapping[Kind, str] = {
    Kind.LABEL: "Mensen zijn meer dan één probleem. Zeg wat er gebeurt of wat iemand nodig heeft.",
    Kind.PLACE: "Wie er woont, leest mee. Zeg wat u ziet in de cijfers, en wat er ook goed gaat.",
    Kind.ORIGIN: "Dit woord zet mensen apart. Noem herkomst alleen als het ertoe doet, en dan precies.",
    Kind.BLAME: "De cijfers zeggen niets over schuld of inzet van mensen.",
    Kind.RANK: "We zetten gebieden, scholen en groepen niet op volgorde en geven geen score.",
    Kind.CAUSE: "De cijfers laten zien wat vaker samengaat. Ze zeggen niet waardoor.",
    Kind.CERTAINTY: "De cijfers gaan over groepen, met een marge. Ze bewijzen of voorspellen niets over één gezin.",
    Kind.OFFICE: "Dit is taal van de overheid. Met gewone woorden begrijpt iedereen het.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One word with its inflections and compounds.

    Attributes:
        word: as it is called in the list.
        pattern: on small letters without accents; the word ends where letters end, unless the pattern says otherwise.
        suggestion: what to say instead.
        blocks: whether a page with this word stays closed.
    """

    word: str
    kind: Kind
    pattern: str
    suggestion: str
    blocks: bool = True

    @property
    def reason(self) -> str:
        """Why not, in two short sentences."""
        return REASONS[self.kind]
