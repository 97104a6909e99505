"""Rule by rule, what was said of a statement."""

from collections.abc import Collection
from enum import StrEnum

from smartstart.disclosure import joint, modelled
from smartstart.disclosure.deciding import RULES, kind_of
from smartstart.presentation.checker.facts import Outcome, Rule


class Kind(StrEnum):
    """Kinds of statement as rules tell them apart."""

    COUNT = "count"
    RATIO = "ratio"
    MODEL = "model"
    AMOUNT = "amount"


_OF_MODELS = frozenset({"models", "coarse", "hidden_counts"})
_OF_AMOUNTS = frozenset({"amounts", "extremes", "quantiles", "remainders"})
_RATIO = "ratio"
_OF_THE_GATE = (modelled.RULE_NAME, "same_cell", _RATIO, joint.NAME)  # reasons that are no module in `rules`
_EARLY = frozenset((modelled.RULE_NAME, *(rule.name for rule in RULES if not rule.relational)))


def rules_in_order() -> tuple[Rule, ...]:
    """Return all rules: those of the gate in their order, then what the gate says by itself."""
    return tuple(Rule(name, kind_of(name)) for name in (*(rule.name for rule in RULES), *_OF_THE_GATE))


def outcomes(kind: Kind, withheld_by: Collection[str]) -> tuple[Outcome, ...]:
    """Return what each rule said of a statement of this kind, in the order of `rules_in_order`.

    Rules on single cells look at every statement; the others only at what still stands.
    """
    return tuple(_outcome(rule.name, kind, withheld_by) for rule in rules_in_order())


def _outcome(rule: str, kind: Kind, withheld_by: Collection[str]) -> Outcome:
    if rule in withheld_by:
        return Outcome.WITHHELD
    if not _is_for(rule, kind):
        return Outcome.NOT_FOR
    return Outcome.PASSED if not withheld_by or rule in _EARLY else Outcome.NOT_ASKED


def _is_for(rule: str, kind: Kind) -> bool:
    if kind is Kind.RATIO:
        return rule in (_RATIO, modelled.RULE_NAME)
    if kind is Kind.AMOUNT:
        return rule in _OF_AMOUNTS or rule in ("hidden_counts", modelled.RULE_NAME)
    if rule in _OF_AMOUNTS:
        return False
    return rule != _RATIO and (kind is Kind.MODEL or rule not in _OF_MODELS)
