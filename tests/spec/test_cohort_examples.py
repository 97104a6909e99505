"""Each example of `cohort/*.txt`, on each engine."""

from pathlib import Path

import pytest

from tests.support.cohort_engines import ENGINES
from tests.support.cohort_examples import CONTROL, Example, read_examples, registers_of

_FOLDER = Path(__file__).parent / "cohort"
_BASE = read_examples(_FOLDER / "base.txt")[0]
_EXAMPLES = [
    pytest.param(example, id=f"{path.stem}: {example.title}")
    for path in sorted(_FOLDER.glob("*.txt"))
    if path.stem != "base"
    for example in read_examples(path)
]


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("example", _EXAMPLES)
def test_example(example: Example, engine: str, tmp_path: Path) -> None:
    question = example.question
    if example.settings.get("control") == "out" and not example.expected:
        pytest.fail("an example without anybody says nothing")
    found = ENGINES[engine](registers_of(_BASE, example), question, tmp_path)

    columns = list(example.expected[0]) if example.expected else []
    rows = [{name: str(row[name]) for name in columns} for row in found.rows if row["PERSOON"] != CONTROL]
    assert rows == example.expected

    dates_with_control = [row["REFERENTIE"] for row in found.rows if row["PERSOON"] == CONTROL]
    control_in = example.settings.get("control") != "out"
    assert dates_with_control == (list(question.reference_dates) if control_in else [])

    if "steps" in example.settings:
        assert " ".join(map(str, found.steps[question.reference_dates[0]])) == example.settings["steps"]
    if "routes" in example.settings:
        routes = sorted(found.routes[question.reference_dates[0]])
        assert routes == sorted(example.settings["routes"].split())


def test_examples_are_many_and_named_once() -> None:
    titles = [parameter.id for parameter in _EXAMPLES]
    assert len(titles) == len(set(titles))
    assert len(titles) >= 70
