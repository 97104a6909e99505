"""Smart Start: from a municipal question to a statement about groups and places, never about a person.

In a protected room, with the extra `vault`: `read_study`, `make_study`, `coded_cohort`, `risk_groups`, `reinforcing`
and `regression`; see `smartstart.vault.notebook` and docs/tutorial. They are looked up when they are first named, so
that importing this package brings nothing along: the workspace imports it too, and has no vault.
"""

import difflib
import importlib

__version__ = "0.1.0"

_BEHIND = "smartstart.vault.notebook"
_OFFERED = (
    "Cohort",
    "Draft",
    "FoundRegression",
    "FoundReinforcing",
    "FoundRiskGroups",
    "Study",
    "coded_cohort",
    "make_study",
    "read_study",
    "regression",
    "reinforcing",
    "risk_groups",
)


def __getattr__(name: str) -> object:
    """Return what the room offers a notebook, imported now."""
    if name not in _OFFERED:
        near = difflib.get_close_matches(name, _OFFERED, n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise AttributeError(f"module 'smartstart' has no attribute {name!r}{meant}")
    return getattr(importlib.import_module(_BEHIND), name)


def __dir__() -> list[str]:
    return sorted((*globals(), *_OFFERED))
