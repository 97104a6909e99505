"""Whether tables of persons stay out of the workspace in every wrapping, and honest figures come in."""

from collections import Counter
from typing import Any

from smartstart.workspace.data.rules.door import receive_figures
from smartstart.workspace.data.rules.refusals import Refusal
from tests.support.doors import TODAY, as_figures, as_release
from tests.support.good_figures import good_figures
from tests.support.person_disguises import DISGUISES
from tests.support.person_releases import ENCODINGS, person_release
from tests.support.person_rows import Shape, as_csv, as_json, as_zip, person_shapes

NAME = "person_rows"
KIND = "trial"
TITLE = "Rows of persons under innocent names, as CSV, as JSON, in an archive, and in a signed release"
SHAPES, HONEST = 1_000, 600
SEED, HONEST_SEED = 7, 1


def run(scale: float) -> dict[str, Any]:
    """Bring every shape to the door in all four wrappings; then the honest files."""
    number, honest = max(round(SHAPES * scale), len(DISGUISES)), max(round(HONEST * scale), 30)
    came_in: Counter[str] = Counter()
    for place, shape in enumerate(person_shapes(number, SEED)):
        came_in.update(_came_in(shape, place))
    refused = sum(
        isinstance(receive_figures(good.content, good.vocabulary, TODAY), Refusal)
        for good in good_figures(honest, HONEST_SEED)
    )
    return {
        "passed": not came_in and not refused,
        "bar": "not one table of persons comes in, in any wrapping, and not one honest file is refused",
        "seeds": [SEED, HONEST_SEED],
        "shapes": number,
        "disguises": len(DISGUISES),
        "ways_into_a_release": len(ENCODINGS),
        "came_in": dict(came_in),
        "honest_files": honest,
        "honest_files_refused": refused,
    }


def _came_in(shape: Shape, place: int) -> list[str]:
    """Return the wrappings in which this table would come in."""
    tried = {
        "csv": not isinstance(as_figures(as_csv(shape)), Refusal),
        "json": not isinstance(as_figures(as_json(shape)), Refusal),
        "archive": not isinstance(as_release(as_zip(shape)), Refusal),
        "release": not isinstance(as_release(person_release(shape, place).archive), Refusal),
    }
    return [f"{shape.kind}, {way}" for way, came in tried.items() if came]
