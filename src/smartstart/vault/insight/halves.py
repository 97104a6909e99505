"""The halves of the honest split as a dimension, so that a count on one of them is a group like any other.

What was chosen by looking at one half is counted on the other. The gate, its joint audit, the ledger and a reader then
see an ordinary group: "of households that took no part in the search". The name holds the seed: halves of another seed
are other groups.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from smartstart.release.contents import Condition, Dimension, Level
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.insight.split import found_half

_NAME = "helft-"
_SOUGHT, _HELD_BACK = "zoekhelft", "toetshelft"


def with_halves(cohort: CodedCohort, split_seed: int) -> CodedCohort:
    """Return a cohort that can also be described by the halves of a split; no group may be sought with them."""
    dimension = Dimension(
        name=f"{_NAME}{split_seed}",
        title="Helft van de huishoudens",
        levels=(
            Level(
                code=_SOUGHT,
                label="Meegedaan bij het zoeken",
                phrase="uit huishoudens die meededen bij het zoeken",
            ),
            Level(
                code=_HELD_BACK,
                label="Niet meegedaan bij het zoeken",
                phrase="uit huishoudens die niet meededen bij het zoeken",
            ),
        ),
    )
    codes = (~found_half(cohort.household, split_seed)).astype(np.int32)
    return replace(cohort, places=(*cohort.places, CodedFactor(dimension, codes, withheld_as_condition=True)))


def is_halves(name: str) -> bool:
    """Return whether a dimension is that of the halves of a split."""
    return name.startswith(_NAME)


def held_back(dimensions: Sequence[Dimension]) -> Condition:
    """Return the condition of the half on which nothing was sought.

    Raises:
        StopIteration: the cohort does not have its halves as a dimension.
    """
    return Condition(factor=next(d.name for d in dimensions if is_halves(d.name)), levels=(_HELD_BACK,))
