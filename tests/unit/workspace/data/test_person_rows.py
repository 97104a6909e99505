"""A thousand tables of persons under innocent names, in every wrapping: not one comes in."""

from collections import Counter

import pytest

from smartstart.workspace.data.rules import figure_rows, person_shapes
from smartstart.workspace.data.rules.refusals import Ground, Refusal
from tests.support.doors import as_figures, as_release
from tests.support.person_disguises import DISGUISES
from tests.support.person_releases import ENCODINGS, person_release
from tests.support.person_rows import Shape, as_csv, as_json, as_zip
from tests.support.person_rows import person_shapes as shapes_of

SEED = 7
SHAPES = 1_000


@pytest.fixture(scope="module")
def shapes() -> list[Shape]:
    return list(shapes_of(SHAPES, SEED))


def _accepted(shapes: list[Shape]) -> list[str]:
    return [shape.kind for shape in shapes if not isinstance(as_figures(as_csv(shape)), Refusal)]


def test_a_thousand_tables_of_persons_stay_out(shapes: list[Shape]) -> None:
    assert _accepted(shapes) == []


def test_with_commas_too(shapes: list[Shape]) -> None:
    assert [s.kind for s in shapes[: SHAPES // 5] if not isinstance(as_figures(as_csv(s, ",")), Refusal)] == []


def test_as_json_they_stay_out(shapes: list[Shape]) -> None:
    for shape in shapes[: SHAPES // 5]:
        assert isinstance(as_figures(as_json(shape)), Refusal)


def test_in_an_archive_they_stay_out(shapes: list[Shape]) -> None:
    for shape in shapes[: SHAPES // 5]:
        assert isinstance(as_release(as_zip(shape)), Refusal)
        assert isinstance(as_figures(as_zip(shape)), Refusal)


def test_in_a_release_that_a_friend_signed_they_stay_out(shapes: list[Shape]) -> None:
    for number, shape in enumerate(shapes[: 10 * len(ENCODINGS)]):
        outcome = as_release(person_release(shape, number).archive)
        assert isinstance(outcome, Refusal), (shape.kind, number)
        assert outcome.ground is Ground.PERSONS, (shape.kind, number, outcome.what)


def test_a_refusal_repeats_nothing_of_a_person(shapes: list[Shape]) -> None:
    for shape in shapes[: 10 * len(DISGUISES)]:
        outcome = as_figures(as_csv(shape))
        assert isinstance(outcome, Refusal)
        told = " ".join([outcome.what, outcome.where, outcome.mend, *(f"{m.where} {m.what}" for m in outcome.mistakes)])
        cells = {cell for row in shape.rows for cell in row if len(cell) > 4 and not cell.isalpha()}
        assert not [cell for cell in cells if cell in told], shape.kind


def test_most_are_called_what_they_are(shapes: list[Shape]) -> None:
    grounds = Counter(outcome.ground for s in shapes if isinstance(outcome := as_figures(as_csv(s)), Refusal))
    assert grounds[Ground.PERSONS] > 0.8 * SHAPES


@pytest.mark.parametrize(
    ("place", "wall"),
    [(figure_rows, "cell_mistakes"), (person_shapes, "grid_mistakes"), (person_shapes, "header_mistake")],
)
def test_each_wall_is_needed(shapes: list[Shape], monkeypatch: pytest.MonkeyPatch, place: object, wall: str) -> None:
    """Without one of them some table comes in, or the reader no longer knows what it reads."""
    monkeypatch.setattr(place, wall, lambda *_: None if wall == "header_mistake" else ())
    try:
        assert _accepted(shapes)
    except (ValueError, KeyError):
        assert wall == "header_mistake"
