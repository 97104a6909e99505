"""The plain decisions: which hunch is which, what to tell, which marks, what was overtaken."""

from dataclasses import replace

import pytest

from smartstart.presentation import insight
from smartstart.release.contents import Origin, Stamp
from smartstart.workspace.insight.rules.hunches import matched
from smartstart.workspace.insight.rules.notes import notes
from smartstart.workspace.insight.rules.overtaking import overtaken_by
from smartstart.workspace.insight.rules.stamps import is_invented, marks_of
from tests.support.importing import local_contents
from tests.support.insight import NEW, OLD, told_otherwise, without


def test_a_hunch_is_known_by_its_words() -> None:
    parts = insight.hunches(local_contents())
    written = {
        1: "wie vaak verhuist, loopt meer risico",
        2: "  WIE  váák verhuist, loopt meer risico! ",
        3: "Iets anders.",
    }
    found = matched(parts, written)
    assert {key: part.id for key, part in found.items()} == {1: "h3", 2: "h3"}


def test_words_that_stand_twice_in_a_release_decide_nothing() -> None:
    parts = insight.hunches(local_contents())
    twice = (*parts, replace(parts[0], id="h9"))
    assert matched(twice, {1: parts[0].text}) == {}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0), ("Er staat geen bevinding in.",)),
        ((1, 0, 0), ("Er staat 1 bevinding in.",)),
        ((4, 1, 1), ("Er staan 4 bevindingen in.", "1 vermoeden heeft nu een uitkomst.",
                     "1 tekst rust op een cijfer dat hiermee verouderd is.")),
        ((2, 3, 5), ("Er staan 2 bevindingen in.", "3 vermoedens hebben nu een uitkomst.",
                     "5 teksten rusten op een cijfer dat hiermee verouderd is.")),
    ],
)  # fmt: skip
def test_what_is_told_of_a_release_that_came_in(counts: tuple[int, int, int], told: tuple[str, ...]) -> None:
    findings, judged, marked = counts
    assert notes(findings=findings, judged=judged, marked=marked) == told


@pytest.mark.parametrize("origin", Origin)
@pytest.mark.parametrize("stamp", Stamp)
def test_the_marks_of_a_row_are_those_of_its_contents(origin: Origin, stamp: Stamp) -> None:
    part = insight.outline(local_contents(origin=origin, stamp=stamp))
    assert marks_of(origin.value, stamp.value) == part.marks
    assert is_invented(origin.value) == ("verzonnen gegevens" in part.marks)


def test_what_was_overtaken() -> None:
    old, new = local_contents(day=OLD), local_contents(day=NEW)
    assert overtaken_by(old, new) == {}
    assert overtaken_by(new, told_otherwise(old, g1=(60.0, 52.0, 69.0))) == {}  # an older one overtakes nothing
    higher = overtaken_by(old, told_otherwise(new, g1=(60.0, 52.0, 69.0)))
    assert set(higher) == {"risk_groups/g1/risk"}
    gone = overtaken_by(old, without(new, "g2"))
    assert gone
    assert {name.split("/")[1] for name in gone} == {"g2"}
    assert all(len(reason) <= 600 for reason in (*higher.values(), *gone.values()))


def test_another_question_overtakes_nothing() -> None:
    old = local_contents(day=OLD)
    other = without(local_contents(day=NEW), "g2")
    sheet = other.sheet.model_copy(update={"window_months": 24})
    assert overtaken_by(old, replace(other, sheet=sheet)) == {}
