"""The factors a study can name: one declaration and one template each. A new factor goes here."""

import difflib
from collections.abc import Iterable

from smartstart.vault.cohort.factors import (
    aantal_kinderen,
    bijstand,
    geslacht,
    gezin,
    herkomst,
    inkomen,
    leeftijd,
    moeder_eerste_kind,
    moeder_gescheiden,
    moeder_zelfstandig,
    verhuisd,
    werk_moeder,
    woning,
)
from smartstart.vault.cohort.factors.declaration import MISSING, Factor
from smartstart.vocabulary.errors import StudyError

FACTORS: dict[str, Factor] = {
    module.FACTOR.name: module.FACTOR
    for module in (
        geslacht,
        leeftijd,
        gezin,
        werk_moeder,
        moeder_eerste_kind,
        woning,
        inkomen,
        bijstand,
        moeder_gescheiden,
        aantal_kinderen,
        verhuisd,
        moeder_zelfstandig,
        herkomst,
    )
}


def check_factors(names: Iterable[str]) -> tuple[Factor, ...]:
    """Return the named factors, in the order of the study.

    Raises:
        StudyError: a factor is not in the catalogue; the nearest name is offered.
    """
    return tuple(_factor(name) for name in names)


def _factor(name: str) -> Factor:
    if name in FACTORS:
        return FACTORS[name]
    near = difflib.get_close_matches(name, FACTORS, n=1, cutoff=0.5)
    raise StudyError(
        f"De factor '{name}' kennen we niet.",
        where="cohort.factors",
        expected=", ".join(sorted(FACTORS)),
        mend=f"bedoelde u '{near[0]}'?" if near else "kies een factor uit de lijst",
    )


__all__ = ["FACTORS", "MISSING", "Factor", "check_factors"]
