"""Everything in `statistics` is public: typed, and with arguments, shapes, units and source in its docstring."""

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

import pytest

from smartstart import statistics

# What functions do with what they get, and nobody else needs.
CHECKS_OF_INPUT = {"as_counts", "as_two_groups", "check_design", "check_outcome", "dependent"}
YEAR = re.compile(r"\b(1[89]|20)\d\d\b|Source:")
SHAPE = re.compile(
    r"\bshapes?\b|\bIntervals\b|\bper (group|unit|cluster)\b|\bClusteredRatio\b|\bfloat\b", re.IGNORECASE
)
OFFERED = {name: getattr(statistics, name) for name in statistics.__all__}
FUNCTIONS = {name: thing for name, thing in OFFERED.items() if inspect.isfunction(thing)}
CLASSES = {name: thing for name, thing in OFFERED.items() if inspect.isclass(thing)}


def _here() -> Iterator[str]:
    """Yield the names of all functions that are not marked as a module's own."""
    for found in pkgutil.iter_modules(statistics.__path__, f"{statistics.__name__}."):
        module = importlib.import_module(found.name)
        for name, thing in inspect.getmembers(module, inspect.isfunction):
            if thing.__module__ == module.__name__ and not name.startswith("_"):
                yield name


def test_everything_is_offered() -> None:
    assert set(_here()) - CHECKS_OF_INPUT == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_is_typed_and_tells_its_arguments_shapes_and_source(name: str) -> None:
    function, text = FUNCTIONS[name], inspect.getdoc(FUNCTIONS[name]) or ""
    arguments = list(inspect.signature(function).parameters)
    assert _untyped(function) == []
    assert [argument for argument in arguments if not re.search(rf"\b{argument}\b", text)] == []
    assert YEAR.search(text), "which paper or book"
    assert SHAPE.search(text), "which shape"


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_tells_its_fields_and_what_it_can_do(name: str) -> None:
    text = inspect.getdoc(CLASSES[name]) or ""
    fields = dataclasses.fields(CLASSES[name]) if dataclasses.is_dataclass(CLASSES[name]) else ()
    assert [field.name for field in fields if not re.search(rf"\b{field.name}\b", text)] == []
    for own, thing in vars(CLASSES[name]).items():
        inner = getattr(thing, "fget", None) or getattr(thing, "__func__", thing)
        if inspect.isfunction(inner) and not own.startswith("_"):
            assert inspect.getdoc(inner), own
            assert _untyped(inner) == [], own


def _untyped(function: Callable[..., Any]) -> list[str]:
    hints, arguments = get_type_hints(function), inspect.signature(function).parameters
    return [name for name in (*arguments, "return") if name not in hints and name not in ("self", "cls")]
