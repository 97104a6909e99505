"""A question written to a file is the question that is read from it: whatever the words, by the reader of Python."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartstart.vault.notebook.toml_text import toml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = (
    TEXTS | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | st.dates()
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
PARTS = st.dictionaries(TEXTS, VALUES, max_size=4)
NAMES = st.sampled_from(["question", "data", "cohort", "release"])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.dictionaries(NAMES, PARTS), st.lists(PARTS, min_size=1, max_size=2))
def test_reading_gives_what_was_written(parts: dict[str, dict[str, object]], several: list[dict[str, object]]) -> None:
    asked = {**parts, "analyses": several}
    assert tomllib.loads(toml_text(asked)) == asked


def test_what_toml_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError):
        toml_text({"data": {"file": None}})
    with pytest.raises(TypeError):
        toml_text({"data": 3})


def test_a_date_stays_a_date() -> None:
    assert toml_text({"data": {"reference_date": dt.date(2020, 1, 1)}}) == "[data]\nreference_date = 2020-01-01\n"
