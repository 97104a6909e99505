"""The ladder: the finest level with few holes, small neighbours together, and no merge that tells too much."""

from collections.abc import Mapping

import numpy as np
import pytest

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.protection.ladder import ROOM, Group, Rung, recoded, stands
from smartstart.vocabulary.errors import StudyError

POLICY = load_policy("cbs-ra")
FIFTH = 0.2
WIJKEN = {f"WK{w}": "GM" for w in range(3)}
BUURTEN = {f"BU{w}{b}": f"WK{w}" for w in range(3) for b in range(5)}


def _evidence(events: int, rows: int = 1000) -> Evidence:
    return Evidence(rows, rows, rows, events, events, events)


class _Counts:
    """Events per buurt; a wijk has those of its buurten."""

    def __init__(self, events: Mapping[str, int]) -> None:
        self.events = events

    def __call__(self, level: str, group: Group) -> Evidence:
        inside = [n for buurt, n in self.events.items() if (BUURTEN[buurt] if level == "wijk" else buurt) in group]
        return _evidence(sum(inside), 1000 * len(inside))


LADDER = (Rung("buurt", BUURTEN), Rung("wijk", WIJKEN), Rung("gemeente", {"GM": "GM"}))


def test_the_finest_level_with_at_most_a_fifth_withheld_is_taken() -> None:
    few = dict.fromkeys(BUURTEN, 30) | {"BU00": 3, "BU11": 3, "BU22": 3}  # 3 of 15: a fifth
    assert recoded(LADDER, _Counts(few), POLICY, FIFTH).level == "buurt"
    more = few | {"BU24": 3}
    assert recoded(LADDER, _Counts(more), POLICY, FIFTH).level == "wijk"


def test_what_is_too_small_joins_its_neighbour_within_the_same_wijk() -> None:
    counts = dict.fromkeys(BUURTEN, 30) | {"BU00": 3, "BU14": 3}
    groups = recoded(LADDER, _Counts(counts), POLICY, FIFTH).groups
    assert ("BU00", "BU01") in groups  # the next one
    assert ("BU13", "BU14") in groups  # the last of its wijk joins the one before, never the next wijk
    assert all(len({BUURTEN[code] for code in group}) == 1 for group in groups)


def test_every_area_is_in_exactly_one_group_and_groups_have_room_where_their_wijk_has() -> None:
    rng = np.random.default_rng(7)
    for _ in range(200):
        counts = _Counts({code: int(rng.integers(0, 45)) for code in BUURTEN})
        found = recoded(LADDER[:1], counts, POLICY, FIFTH)
        assert sorted(code for group in found.groups for code in group) == sorted(BUURTEN)
        for group in found.groups:
            wijk = {code for code in BUURTEN if BUURTEN[code] == BUURTEN[group[0]]}
            assert stands(counts("buurt", group), POLICY, ROOM) or set(group) == wijk


def test_a_merge_never_tells_that_an_area_is_below_the_threshold() -> None:
    """An area at the threshold is merged as well, so that being merged proves no number below it."""
    at = dict.fromkeys(BUURTEN, 30) | {"BU00": POLICY.events.value}
    below = at | {"BU00": POLICY.events.value - 1}
    assert recoded(LADDER, _Counts(at), POLICY, FIFTH).groups == recoded(LADDER, _Counts(below), POLICY, FIFTH).groups
    assert ("BU00", "BU01") in recoded(LADDER, _Counts(at), POLICY, FIFTH).groups


def test_leaving_a_level_never_tells_that_an_area_is_below_the_threshold() -> None:
    """One wijk in a study: that the municipality is shown instead may not mean that the wijk is below the threshold."""
    alone = (Rung("wijk", {"WK0": "GM"}), Rung("gemeente", {"GM": "GM"}))
    at, below = ({"BU00": POLICY.events.value - less} for less in (0, 1))
    taken = [recoded(alone, _Counts(events), POLICY, FIFTH).level for events in (at, below)]
    assert taken == ["gemeente", "gemeente"]


def test_a_study_may_declare_that_more_is_put_together_before_a_level_is_left() -> None:
    half = dict.fromkeys(BUURTEN, 30) | {f"BU{w}{b}": 3 for w in range(3) for b in (0, 2)}  # 6 of 15
    assert recoded(LADDER, _Counts(half), POLICY, FIFTH).level == "wijk"
    kept = recoded(LADDER, _Counts(half), POLICY, 0.4)
    assert kept.level == "buurt"
    assert kept.merged


def test_where_no_level_is_good_enough_the_coarsest_is_taken() -> None:
    assert recoded(LADDER[:2], _Counts(dict.fromkeys(BUURTEN, 0)), POLICY, FIFTH).level == "wijk"


def test_an_empty_ladder_is_a_mistake() -> None:
    with pytest.raises(StudyError, match="ladder"):
        recoded((), _Counts({}), POLICY, FIFTH)
