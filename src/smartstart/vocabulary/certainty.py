"""How sure we are, in words from one fixed scale."""

from enum import StrEnum


class Certainty(StrEnum):
    """Certainty in words; the value is what a user reads."""

    VERY = "vrijwel zeker"
    LIKELY = "waarschijnlijk"
    UNDECIDED = "niet te zeggen"


class Reliability(StrEnum):
    """Reliability class of one open figure."""

    COUNTED = "geteld"
    ROUNDED = "geteld en afgerond"
    MODELLED = "gemodelleerd (geschat, niet geteld)"
    REPORTED = "opgegeven door de gemeente"
    ABSENT = "geen cijfer"


def certainty_of(lower: float, upper: float, *, reference: float, confirmed: bool) -> Certainty:
    """Return the word for an interval against a reference value.

    Very sure asks for a finding that was confirmed on other households as well as an interval that leaves
    the reference out; an interval alone is "likely".
    """
    outside = lower > reference or upper < reference
    if outside and confirmed:
        return Certainty.VERY
    return Certainty.LIKELY if outside else Certainty.UNDECIDED
