"""What the attackers made of random releases, as numbers that can be added up."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.support.random_releases import Drawn, Learnt

Found = dict[str, Any]
RED_EVERY = 10  # one in so many is also released past the gate


def attacked(drawn: Drawn, seed: int) -> Found:
    """Return what the attackers make of what the gate lets out, and of some without the gate."""
    asked = sum(len(s.counts) + len(s.ratios) + len(s.models) + len(s.amounts) for s in drawn.asked)
    found = {**_numbers(drawn.attacked(drawn.through_the_gate())), "asked": asked, "releases": len(drawn.asked)}
    if seed % RED_EVERY == 0:
        red = drawn.attacked(drawn.past_the_gate())
        found["red"] = {"broken": bool(red.leaks), "by_attack": dict(red.by_method)}
    return found


def _numbers(learnt: Learnt) -> Found:
    return {
        "leaks": len(learnt.leaks),
        "false": len(learnt.false),
        "of_nobody": learnt.of_nobody,
        "shown": learnt.shown,
        "looked_at": learnt.looked_at,
        "undecided": learnt.undecided,
        "contradictions": learnt.contradictions,
    }


def figures(seeds: Iterable[int], found: Iterable[Found], bar: str, *, false_is_wrong: bool) -> Found:
    """Return the figures of a trial.

    Args:
        false_is_wrong: whether a claim that is not so is a fault; where somebody came unseen, an outsider is misled.
    """
    listed, each = list(seeds), list(found)
    leaking = [seed for seed, one in zip(listed, each, strict=True) if one["leaks"]]
    false = [seed for seed, one in zip(listed, each, strict=True) if one["false"]]
    reds = [one["red"] for one in each if "red" in one]
    by_attack: Counter[str] = Counter()
    for red in reds:
        by_attack.update(red["by_attack"])
    broken = sum(red["broken"] for red in reds)
    return {
        "passed": not leaking and not (false_is_wrong and false) and 2 * broken > len(reds),
        "bar": bar,
        "seeds": listed,
        "worlds": len(listed),
        "worlds_in_which_something_small_was_learned": leaking,
        "worlds_with_a_claim_that_is_not_so": false,
        **{name: sum(one[name] for one in each) for name in ("releases", "asked", "shown", "looked_at", "undecided")},
        "bounds_on_groups_of_nobody": sum(one["of_nobody"] for one in each),
        "attacks_that_found_no_population_to_fit": sum(one["contradictions"] for one in each),
        "tried_past_the_gate": len(reds),
        "broken_past_the_gate": broken,
        "learned_past_the_gate_by_attack": dict(sorted(by_attack.items())),
    }
