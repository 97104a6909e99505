"""What was looked at, and how it stands: plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a finding means; the value is the word that is shown."""

    GOOD = "goed"
    ADVICE = "advies"
    MUST = "moet"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        weight: good, an advice, or something that must be mended before real work.
        what: how it stands, in one sentence.
        mend: what to do; empty when it is good.
    """

    weight: Weight
    what: str
    mend: str = ""


def look(good: bool, right: str, wrong: str, mend: str, weight: Weight = Weight.MUST) -> Finding:
    """Return the finding for something that is good or not."""
    return Finding(Weight.GOOD, right) if good else Finding(weight, wrong, mend)


def is_fit(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing must be mended."""
    return all(finding.weight is not Weight.MUST for finding in findings)
