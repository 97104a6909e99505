"""Which parts there are."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from benchmarks import parts

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One counted trial or benchmark.

    Attributes:
        full_size_only: the reason why it is not run at a smaller scale; empty when it is.
    """

    name: str
    kind: Literal["trial", "bench"]
    title: str
    run: Callable[[float], Figures]
    full_size_only: str = ""


def all_parts() -> tuple[Part, ...]:
    """Return every part, ordered by name.

    Raises:
        ValueError: two parts have the same name, or a part is of no known kind.
    """
    found = sorted(map(_part, _module_names()), key=lambda part: part.name)
    names = [part.name for part in found]
    if len(set(names)) != len(names):
        raise ValueError(f"two parts have the same name: {names}")
    return tuple(found)


def _module_names() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(parts.__path__, f"{parts.__name__}.")]


def _part(module_name: str) -> Part:
    module = importlib.import_module(module_name)
    kind: Any = getattr(module, "KIND", "trial")
    if kind not in ("trial", "bench"):
        raise ValueError(f"{module_name}: KIND is 'trial' or 'bench', not {kind!r}")
    title = getattr(module, "TITLE", module.NAME.replace("_", " "))
    return Part(module.NAME, kind, title, module.run, getattr(module, "FULL_SIZE_ONLY", ""))
