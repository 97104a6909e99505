"""The rules in their order, and the joint audit behind them, until nothing more is withheld."""

from collections.abc import Iterable
from dataclasses import replace

from smartstart.disclosure import joint
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.modelled import KIND, RULE_NAME
from smartstart.disclosure.rules import (
    amounts,
    coarse,
    complement,
    difference,
    events,
    extremes,
    group_share,
    halves,
    hidden_counts,
    households,
    models,
    other_dates,
    partition,
    persons,
    persons_left,
    quantiles,
    remainders,
    several_parts,
)
from smartstart.disclosure.values import shown_counts

RULES: tuple[Rule, ...] = (
    persons.RULE,
    events.RULE,
    complement.RULE,
    households.RULE,
    group_share.RULE,
    models.RULE,
    coarse.RULE,
    amounts.RULE,
    extremes.RULE,
    quantiles.RULE,
    halves.RULE,
    other_dates.RULE,
    difference.RULE,
    persons_left.RULE,
    several_parts.RULE,
    partition.RULE,
    hidden_counts.RULE,
    remainders.RULE,
)
_SAME, _SAME_KIND = "same_cell", "dezelfde groep is ergens anders niet getoond"
RATIO, RATIO_KIND = "ratio", "een verhouding met een telling die niet getoond wordt"


def decided(case: Case, answered: Cache) -> tuple[list[Judgement], tuple[joint.Answer, ...]]:
    """Run the rules, the joint audit, and the rules again; `case.withheld` holds the outcome."""
    found: list[Judgement] = []
    for rule in (r for r in RULES if not r.relational):
        found += rule.judge(case)
    _withhold(case, found)
    found += _same_cells(case)
    found += _relational(case)
    answers = joint.judge(case, shown_counts(case.counts, case.policy, case.earlier, case.evidence), answered)
    new = [judgement for answer in answers for judgement in answer.judgements]
    _withhold(case, new)
    # What was only asked for beside, and is not small, is as if it was not asked: nothing has to hide it.
    beside = frozenset(i for answer in answers for i in answer.beside)
    left = replace(case, counts=tuple(c for c in case.counts if c.id not in beside))
    # What the rules withhold besides only lets an outsider know less, so the answer stands.
    found += [*new, *_same_cells(left), *_relational(left)]
    return found, tuple(answer.with_withheld(case.withheld) for answer in answers)


def _relational(case: Case) -> list[Judgement]:
    found: list[Judgement] = []
    before = -1
    while before != len(case.withheld):
        before = len(case.withheld)
        for rule in (r for r in RULES if r.relational):
            new = list(rule.judge(case))
            _withhold(case, new)
            found += [*new, *_same_cells(case)]
    return found


def _withhold(case: Case, judgements: Iterable[Judgement]) -> None:
    case.withheld.update(j.id for j in judgements)


def _same_cells(case: Case) -> list[Judgement]:
    """Withhold a cell under all its names: a peel's last step is the finding itself."""
    hidden = {c.key for c in case.counts if c.id in case.withheld}
    new = [Judgement(c.id, _SAME, _SAME_KIND) for c in case.standing if c.key in hidden]
    _withhold(case, new)
    return new


def kinds() -> frozenset[str]:
    """Return every kind of reason there is, in Dutch."""
    return frozenset({KIND, _SAME_KIND, RATIO_KIND, joint.KIND, *(rule.kind for rule in RULES)})


def kind_of(rule: str) -> str:
    """Return the kind of reason that goes with the name of a rule, in Dutch, for inside the room."""
    kinds = {r.name: r.kind for r in RULES} | {
        _SAME: _SAME_KIND,
        RATIO: RATIO_KIND,
        RULE_NAME: KIND,
        joint.NAME: joint.KIND,
    }
    return kinds.get(rule, rule)
