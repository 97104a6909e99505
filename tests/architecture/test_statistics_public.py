"""Everything in `statistics` is public: typed, told in shapes and units, and with its source."""

import dataclasses
import enum
import inspect
import re
from typing import Any, get_type_hints

import pytest

from smartstart import statistics

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAMES = sorted(statistics.__all__)
FUNCTIONS = [name for name in NAMES if inspect.isfunction(getattr(statistics, name))]
CLASSES = [name for name in NAMES if inspect.isclass(getattr(statistics, name))]
RECORDS = [name for name in CLASSES if dataclasses.is_dataclass(getattr(statistics, name))]


def _text(thing: Any) -> str:
    return inspect.getdoc(thing) or ""


def sourced(text: str) -> bool:
    """Whether a docstring says where it is from: a paper has a year; "Source" says what else."""
    return any(1900 <= int(year) <= 2030 for year in YEAR.findall(text)) or "Source" in text


def arguments_without_words(name: str) -> list[str]:
    """Return the parameters that the docstring's Args do not tell of."""
    told = _text(getattr(statistics, name)).partition("Args:")[2].partition("Returns:")[0]
    named = inspect.signature(getattr(statistics, name)).parameters
    return [parameter for parameter in named if not re.search(rf"\b{parameter}\b", told)]


def test_there_is_something_to_look_at() -> None:
    assert len(FUNCTIONS) >= 20
    assert len(RECORDS) >= 7


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_tells_what_goes_in_what_comes_out_and_where_it_is_from(name: str) -> None:
    text = _text(getattr(statistics, name))
    assert "Args:" in text
    assert "Returns:" in text
    assert sourced(text), "a paper with its year, or 'Source: …'"
    assert arguments_without_words(name) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_typed_throughout(name: str) -> None:
    function = getattr(statistics, name)
    hints = get_type_hints(function)
    assert set(hints) == {*inspect.signature(function).parameters, "return"}


@pytest.mark.parametrize("name", RECORDS)
def test_a_result_is_frozen_and_tells_of_each_field(name: str) -> None:
    kind = getattr(statistics, name)
    told = _text(kind)
    assert kind.__dataclass_params__.frozen
    assert "Attributes:" in told
    assert [field.name for field in dataclasses.fields(kind) if not re.search(rf"\b{field.name}\b", told)] == []


def test_every_class_is_a_record_a_choice_or_a_refusal() -> None:
    others = [name for name in CLASSES if name not in RECORDS]
    assert all(issubclass(getattr(statistics, name), enum.Enum | Exception) for name in others)


@pytest.mark.parametrize(("text", "good"), [("Koopman (1984)", True), ("Source: CBS", True), ("since 1812", False)])
def test_a_source_is_a_year_of_our_time_or_is_named(text: str, good: bool) -> None:
    assert sourced(text) is good
