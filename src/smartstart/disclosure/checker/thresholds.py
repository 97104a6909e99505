"""The thresholds of a policy with their sources, and which counts only just pass one."""

import re

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.policy import Policy, load_policy
from smartstart.presentation.checker.facts import Threshold
from smartstart.release.contents import Counted

NEAR = 1.5
"""A count below so many times its threshold is near it; our own choice."""

_STATUS = {"verified": "nagelezen", "memory": "uit de praktijk", "own": "eigen keuze"}
_NAMES = {
    "persons": "minste aantal personen",
    "events": "minste aantal personen met de uitkomst",
    "complement": "minste aantal personen zonder de uitkomst",
    "households": "minste aantal huishoudens",
    "difference": "minste verschil tussen twee groepen",
    "group_share": "hoogste aandeel met een gevoelig kenmerk",
    "residual_df": "minste aantal vrijheidsgraden",
    "contributors": "minste aantal bijdragers aan een bedrag",
    "dominance": "grens voor de grootste bijdrager",
    "dominance_two": "grens voor de twee grootste bijdragers samen",
    "p_percent": "minste speling rond de grootste bijdrager, in procent",
    "quantile": "minste aantal personen aan elke kant van een kwantiel",
    "estimate": "minste aantal gebeurtenissen dat bij één getoonde schatting past",
    "rounding": "afronding van aantallen",
    "decimals": "decimalen van verhoudingen",
    "review": "wanneer een mens moet goedkeuren",
}
_AS_ANOTHER = re.compile(r"as ([a-z0-9-]+)")
_VALUES = {"real": "bij echte gegevens", "always": "altijd"}


def thresholds(policy: Policy) -> tuple[Threshold, ...]:
    """Return all thresholds of a policy, also those that have no words here yet."""
    found = []
    for name, part in policy.model_dump().items():
        if isinstance(part, dict) and "source" in part:
            value = str(part["value"])
            value = _VALUES.get(value, value.replace(".", ","))
            words = _NAMES.get(name, name)
            found.append(Threshold(words, value, _STATUS[str(part["status"])], _source(name, part["source"])))
    return tuple(found)


def _source(name: str, told: str) -> str:
    """Return where a threshold comes from; of one that is "as cbs-ra", where it comes from there."""
    other = _AS_ANOTHER.fullmatch(told)
    if other is None:
        return told
    policy = load_policy(other[1])
    source: str = getattr(policy, name).source
    return f"{policy.name}: {source}"


def near(evidence: Evidence, policy: Policy, counted: Counted | None = None) -> tuple[str, ...]:
    """Return the thresholds that these counts pass, but only just, each with the count and the threshold.

    Args:
        counted: what the number shows; a size says nothing of who has the outcome. None for an estimate, which leans
            on both.
    """
    rest = min(evidence.rows - evidence.events, evidence.persons - evidence.event_persons)
    of_outcome = (
        ("personen met de uitkomst", evidence.event_persons, policy.events.value),
        ("zonder de uitkomst", rest, policy.complement.value),
    )
    of_size = (
        ("personen", evidence.persons, policy.persons.value),
        ("huishoudens", evidence.households, policy.households.value),
    )
    return tuple(
        f"{found} {words} (drempel {least})"
        for words, found, least in (
            *(of_size if counted is not Counted.EVENTS else ()),
            *(of_outcome if counted in (Counted.EVENTS, None) else ()),
        )
        if least <= found < NEAR * least
    )
