"""Figures per area: bounds that never follow the figures, areas that are shown together as one, and what is said."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from smartstart.presentation import insight
from smartstart.presentation.joined import joined, outer_rings
from smartstart.presentation.legends import JOINED_WORDS
from smartstart.presentation.map_areas import MapArea
from smartstart.presentation.report import places, render_report
from smartstart.presentation.report.book import Book
from smartstart.release.contents import AnyStatement, Condition, Counted, ReleaseContents, Statistic, TableStatement
from tests.support.release_example import count, example_release, predicate, ratio

Ring = tuple[tuple[float, float], ...]
NOTES = ("Te kleine wijken zijn samengevoegd met hun buren in dezelfde gemeente.",)


def _square(x: float, y: float) -> Ring:
    return ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))


def _corners(ring: Sequence[tuple[float, float]]) -> set[tuple[float, float]]:
    return set(ring)


def _view(contents: ReleaseContents) -> places.PlacesView:
    found = places.view(Book(contents))
    assert found is not None
    return found


def _scaled(contents: ReleaseContents, times: float) -> ReleaseContents:
    """Every rate per area so many times as high."""
    changed = [
        s.model_copy(update={"value": s.value * times})
        if isinstance(s, TableStatement) and s.analysis == "places" and s.role == "rate" and s.value is not None
        else s
        for s in contents.statements
    ]
    return replace(contents, statements=tuple(changed))


def _together(contents: ReleaseContents) -> tuple[ReleaseContents, tuple[str, ...]]:
    """The first two areas are shown as one."""
    first, second = sorted({s.subject for s in contents.statements if getattr(s, "analysis", "") == "places"})[:2]
    factor = next(
        s.predicate.conditions[0].factor
        for s in contents.statements
        if isinstance(s, TableStatement) and s.analysis == "places"
    )
    codes = (first.upper(), second.upper())
    group, subject = predicate(Condition(factor=factor, levels=codes)), f"{first}-{second}"
    of = (f"places/{subject}/events", f"places/{subject}/size")
    kept: list[AnyStatement] = [s for s in contents.statements if getattr(s, "subject", "") not in (first, second)]
    kept += [
        count("places", subject, "size", group, 20_000, Counted.ROWS),
        count("places", subject, "events", group, 150, Counted.EVENTS),
        ratio("places", subject, "rate", group, 7.5, Statistic.RATE, of),
    ]
    sheet = contents.sheet.model_copy(update={"recoded": NOTES})
    return replace(contents, sheet=sheet, statements=tuple(sorted(kept, key=lambda s: s.id))), codes


def test_the_classes_of_a_map_do_not_follow_its_figures() -> None:
    """Ten times as high: other colours, the same legend; its lowest and highest figure set no bound."""
    contents = example_release()
    once, tenfold = _view(contents), _view(_scaled(contents, 10.0))
    words = [entry.words for entry in once.legend]
    assert words[:5] == ["minder dan 2", "2 tot 5", "5 tot 10", "10 tot 20", "20 of meer"]
    assert words == [entry.words for entry in tenfold.legend]
    assert once.drawing != tenfold.drawing


def test_a_study_declares_its_own_bounds() -> None:
    contents = example_release()
    sheet = contents.sheet.model_copy(update={"map_bounds": (2.5, 7.5)})
    words = [entry.words for entry in _view(replace(contents, sheet=sheet)).legend]
    assert words[:3] == ["minder dan 2,5", "2,5 tot 7,5", "7,5 of meer"]


def test_areas_that_are_shown_together_are_one_area_on_the_map_and_one_row_by_name() -> None:
    contents, codes = _together(example_release())
    view = _view(contents)
    row = next(row for row in view.rows if len(row.parts) > 1)
    assert row.parts == codes
    assert row.name.endswith(" samen")
    drawn = str(view.drawing)
    assert drawn.count("data-joined") == 1
    assert f'data-code="{"-".join(codes)}"' in drawn
    assert not any(f'data-code="{code}"' in drawn for code in codes)
    assert view.legend[-1].words == JOINED_WORDS
    assert JOINED_WORDS not in [entry.words for entry in _view(example_release()).legend]


def test_the_report_and_the_workspace_say_what_was_put_together_and_why() -> None:
    contents, _ = _together(example_release())
    assert NOTES[0] in render_report(contents)
    part = insight.places(contents)
    assert part is not None
    assert NOTES[0] in [str(sentence) for sentence in part.sentences]


def test_the_border_between_two_squares_is_left_out() -> None:
    (ring,) = outer_rings([_square(0, 0), _square(1, 0)])
    assert _corners(ring) == {(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)}
    assert ring[0] == ring[-1]


@pytest.mark.parametrize("turned", [False, True])
def test_a_hole_stays_a_hole_whichever_way_round_the_shapes_go(turned: bool) -> None:
    around = [_square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    if turned:
        around = [ring[::-1] if place % 2 else ring for place, ring in enumerate(around)]
    rings = sorted(outer_rings(around), key=len)
    assert _corners(rings[0]) == _corners(_square(1, 1))
    assert len(rings) == 2


def test_areas_that_do_not_touch_stay_two_shapes_of_one_area() -> None:
    areas = [MapArea(code, code, (_square(x, 0),)) for code, x in (("A", 0), ("B", 5), ("C", 9))]
    made = joined(areas, {"A-B": ("A en B samen", ("A", "B")), "C": ("C", ("C",))})
    assert [(area.code, len(area.rings), area.joined) for area in made] == [("A-B", 2, True), ("C", 1, False)]


def test_figures_per_class_stand_in_the_order_of_the_factor_with_neighbours_as_one_class() -> None:
    contents, made = example_release(), []
    for name, levels, rate in (("2", ("25_29", "30_plus"), 6.0), ("1", ("tot_20", "20_24"), 17.5)):
        group = predicate(Condition(factor="moeder_eerste_kind", levels=levels))
        subject = f"moeder_eerste_kind-{name}"
        of = (f"classes/{subject}/events", f"classes/{subject}/size")
        made += [
            count("classes", subject, "size", group, 40_000, Counted.ROWS),
            count("classes", subject, "events", group, None, Counted.EVENTS),
            ratio("classes", subject, "rate", group, rate, Statistic.RATE, of),
        ]
    report = render_report(replace(contents, statements=(*contents.statements, *made)))
    start = report.index("Per klasse: ")
    section = report[start : report.index("</section>", start)]
    assert section.index("jonger was dan 25 jaar") < section.index("25 jaar of ouder was")
    assert section.count("te weinig om iets te zeggen") == 2  # and never nought
    assert section.count('data-statement="classes/') == 4  # two sizes, two rates
    assert "Per klasse: " not in render_report(contents)
