"""A cut-off is marked by a fixed rule and otherwise rough: in the words of the group, in the report, on the page."""

from dataclasses import replace

import pytest

from smartstart.presentation import insight
from smartstart.presentation.groups import condition_phrase
from smartstart.presentation.report import plain_sentence, render_report, thresholds
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.findings import view
from smartstart.presentation.report.thresholds import Cutoff
from smartstart.release.contents import AnyStatement, Condition, Counted, ReleaseContents, Statistic
from tests.support.pages import read_page
from tests.support.release_example import (
    NO_WORK,
    RENT,
    SINGLE,
    count,
    example_release,
    finding,
    predicate,
    ratio,
    withhold,
)
from tests.unit.presentation.test_report_traces import unexplained

LEVELS = ("tot_20", "20_24", "25_29", "30_plus")
SIZES = (2_000, 6_000, 12_000, 14_000)
STEP, SLOPE = (80, 240, 480, 140), (60, 160, 280, 280)  # events per level: a fall at 30, and a slow gradient


def _with_curve(events: tuple[int, ...], finding: str = "g1") -> ReleaseContents:
    contents = example_release()
    more: list[AnyStatement] = []
    for place in (1, 2, 3):
        subject = f"{finding}-moeder_eerste_kind-{place}"
        sides = [predicate(SINGLE, NO_WORK, RENT, Condition(factor="moeder_eerste_kind", levels=part))
                 for part in (LEVELS[:place], LEVELS[place:])]  # fmt: skip
        a, b = sum(events[:place]), sum(events[place:])
        n, m = sum(SIZES[:place]), sum(SIZES[place:])
        named = {"events": (0, a), "size": (0, n), "other-events": (1, b), "other-size": (1, m)}
        for role, (side, value) in named.items():
            counted = Counted.EVENTS if role.endswith("events") else Counted.ROWS
            more.append(count("thresholds", subject, role, sides[side], value, counted))
        of = tuple(f"thresholds/{subject}/{role}" for role in named)
        value = round((a / n) / (b / m), 1)
        more.append(ratio("thresholds", subject, "ratio", sides[0], value, Statistic.RATIO, of))
    return replace(contents, statements=tuple(sorted((*contents.statements, *more), key=lambda s: s.id)))


def _curve(contents: ReleaseContents) -> thresholds.Curve:
    (curve,) = thresholds.curves(Book(contents), "g1")
    return curve


def test_a_step_is_marked_and_a_gradient_is_not() -> None:
    marked, rough = _curve(_with_curve(STEP)), _curve(_with_curve(SLOPE))
    assert [point.bound for point in marked.points] == ["20", "25", "30"]
    assert marked.chosen.bound == "30"
    assert (marked.verdict, rough.verdict) == (Cutoff.MARKED, Cutoff.ARBITRARY)


def test_the_sentence_says_why_a_cutoff_is_sharp_or_not() -> None:
    """Sharp; as large elsewhere (at 20, which is the largest); too few to tell it from the one beside; not shown."""
    few = tuple(number // 50 for number in STEP)
    beside = (f"thresholds/g1-moeder_eerste_kind-2/{role}" for role in ("ratio", "events", "other-events"))
    hidden = withhold(_with_curve(STEP), *beside)
    assert [str(_curve(c).sentence) for c in (_with_curve(STEP), _with_curve(SLOPE), _with_curve(few), hidden)] == [
        "De grens 30 springt eruit: daar is het verschil het grootst. Bij de grens ernaast (25) is het duidelijk "
        "kleiner.",
        "Lees de grens als ongeveer 30. Bij een andere grens (20) is het verschil minstens zo groot, dus 30 is geen "
        "scherpe grens.",
        "Lees de grens als ongeveer 30. Bij een grens ernaast (25) kan het verschil even groot zijn, dus 30 is geen "
        "scherpe grens.",
        "Lees de grens als ongeveer 30. Of 30 een scherpe grens is, weten we niet: we mogen er te weinig over laten "
        "zien.",
    ]


def test_of_two_cutoffs_that_do_better_the_best_is_named() -> None:
    curve = _curve(_with_curve((100, 200, 280, 280)))
    ratios = {point.bound: float(point.ratio.value or 0) for point in curve.points}
    assert ratios["30"] < ratios["25"] < ratios["20"]
    assert curve.others == ("20",)


def test_a_sharp_cutoff_in_the_middle_names_both_beside_it() -> None:
    """A fall at 25, and a finding of mothers below 25."""
    contents = _with_curve((80, 240, 120, 140))
    below = Condition(factor="moeder_eerste_kind", levels=("tot_20", "20_24"))
    mine = predicate(SINGLE, NO_WORK, RENT, below)
    own = tuple(
        s.model_copy(update={"predicate": mine}) if s.id == "risk_groups/g1/risk" else s for s in contents.statements
    )
    curve = _curve(replace(contents, statements=own))
    assert curve.chosen.bound == "25"
    assert str(curve.sentence).endswith("Bij de grenzen ernaast (20 en 30) is het duidelijk kleiner.")


@pytest.mark.parametrize("name", ["30", "25"])
def test_what_is_withheld_never_makes_a_cutoff_marked(name: str) -> None:
    contents = _with_curve(STEP)
    place = {"25": 2, "30": 3}[name]
    hidden = withhold(contents, f"thresholds/g1-moeder_eerste_kind-{place}/ratio", *(
        f"thresholds/g1-moeder_eerste_kind-{place}/{role}" for role in ("events", "other-events")))  # fmt: skip
    assert _curve(contents).verdict is Cutoff.MARKED
    assert _curve(hidden).verdict is Cutoff.ARBITRARY


def test_few_events_do_not_mark_a_cutoff() -> None:
    """Nearly the same ratios on a fiftieth of the children: the interval of the neighbour holds the value."""
    few = tuple(number // 50 for number in STEP)
    assert _curve(_with_curve(few)).verdict is Cutoff.ARBITRARY


def test_a_pair_says_a_rough_cutoff_as_the_finding_with_it_does() -> None:
    """A pair from within a finding has the same condition, so it must not say "30" where that says "ongeveer 30"."""
    cut, other = (Condition(factor="moeder_eerste_kind", levels=LEVELS[:upto]) for upto in (3, 1))
    words = [
        condition_phrase(condition, thresholds.as_told(Book(contents), condition))
        for contents, condition in ((_with_curve(SLOPE), cut), (_with_curve(STEP), cut), (_with_curve(SLOPE), other))
    ]
    assert ["ongeveer" in one for one in words] == [True, False, False]


def test_the_words_of_the_group_change_with_the_verdict() -> None:
    plain, marked, rough = (
        view(Book(c), "g1").group for c in (example_release(), _with_curve(STEP), _with_curve(SLOPE))
    )
    assert "jonger was dan 30 jaar" in plain
    assert marked == plain
    assert rough == plain.replace("dan 30 jaar", "dan ongeveer 30 jaar")


def test_the_staircase_says_the_cutoff_as_the_group_does() -> None:
    for contents, words in ((_with_curve(STEP), "dan 30 jaar"), (_with_curve(SLOPE), "dan ongeveer 30 jaar")):
        labels = " ".join(stair.label for stair in view(Book(contents), "g1").stairs)
        assert words in labels


def test_the_report_draws_the_curve_and_explains_every_number() -> None:
    contents = _with_curve(SLOPE)
    report = render_report(contents)
    assert "Doet de precieze grens ertoe?" in report
    assert "Doet de precieze grens ertoe?" not in render_report(example_release())
    mark = 'data-statement="thresholds/g1-moeder_eerste_kind-1/ratio" data-part="value"'
    assert (report.count(f"{mark}/>"), report.count(f"{mark}>")) == (1, 2)  # a dot; its number there and in the table
    assert "grenzen van een kenmerk" in report.lower()
    assert unexplained(read_page(report), contents) == []


def test_a_part_of_the_page_holds_every_statement_of_a_curve() -> None:
    contents = _with_curve(STEP)
    (part,) = insight.cutoffs(contents)
    assert set(part.statements) == {s.id for s in contents.statements if s.id.startswith("thresholds/")}
    assert part.picture is not None
    assert [row.number for row in part.rows] == [point.ratio.value for point in _curve(contents).points]
    assert not any(other.id == "other-thresholds" for other in insight.other_statements(contents))


def test_of_a_finding_that_cannot_be_told_the_curve_is_silent() -> None:
    contents = withhold(_with_curve(STEP), "risk_groups/g1/share-outside")
    (part,) = insight.cutoffs(contents)
    assert (part.picture, part.sentences) == (None, ())
    assert {row.number for row in part.rows} == {None}
    why = insight.why(contents, "thresholds/g1-moeder_eerste_kind-1/ratio")
    assert why is not None
    assert why.row.number is None
    assert "Doet de precieze grens ertoe?" not in render_report(contents)


def _with_low() -> ReleaseContents:
    contents = example_release()
    works = Condition(factor="werk_moeder", levels=("werk",))
    more = finding("l1", ((works, 240_000, 900),), (3.7, 3.1, 4.5), (0.4, 0.3, 0.5), confirmed=True)
    return replace(contents, statements=tuple(sorted((*contents.statements, *more), key=lambda s: s.id)))


def test_low_findings_stand_under_their_own_heading_with_their_other_side() -> None:
    contents = _with_low()
    report = render_report(contents)
    section = report[report.index("Groepen waar dit minder vaak gebeurt") :]
    assert "gebeurt dit in deze groep minder vaak" in section or "in deze groep minder vaak gebeurt" in section
    assert "niet bij deze groep" in section[: section.index("</section>")]
    assert unexplained(read_page(report), contents) == []
    assert 'id="minder"' not in render_report(example_release())


def test_low_findings_are_parts_of_their_own_and_never_the_answer() -> None:
    contents = _with_low()
    (part,) = insight.low_findings(contents)
    assert part.shown
    assert "l1" not in [found.id for found in insight.findings(contents)]
    assert set(part.statements) == {s.id for s in contents.statements if s.id.startswith("risk_groups/l1/")}
    assert not any("l1" in s for other in insight.other_statements(contents) for s in other.statements)


def test_a_low_finding_without_its_other_side_is_silent() -> None:
    contents = withhold(_with_low(), "risk_groups/l1/share-outside")
    (part,) = insight.low_findings(contents)
    assert not part.shown
    why = insight.why(contents, "risk_groups/l1/risk")
    assert why is not None
    assert why.row.number is None
    assert 'id="minder"' not in render_report(contents)


def test_a_terminal_tells_a_low_finding_with_its_other_side() -> None:
    """It may be the only one that can be told."""
    contents = withhold(_with_low(), *(f"risk_groups/g{n}/share-outside" for n in range(1, 5)))
    said = plain_sentence(contents, "l1")
    assert "minder vaak" in said
    assert "niet bij deze groep" in said
