"""Smart Start: from a municipal question to a statement about groups and places, never about a person.

In a protected room, with the extra `vault`: `read_study`, `make_study`, `coded_cohort` and `risk_groups`; see
`smartstart.vault.notebook` and docs/tutorial. They are looked up when they are first named, so that importing this
package brings nothing along: the workspace imports it too, and has no vault.
"""

import importlib

__version__ = "0.1.0"

_BEHIND = "smartstart.vault.notebook"
_OFFERED = (
    "Cohort",
    "Draft",
    "FoundRiskGroups",
    "Study",
    "coded_cohort",
    "make_study",
    "read_study",
    "risk_groups",
)


def __getattr__(name: str) -> object:
    """Return what the room offers a notebook, imported now."""
    if name not in _OFFERED:
        raise AttributeError(f"module 'smartstart' has no attribute {name!r}")
    return getattr(importlib.import_module(_BEHIND), name)


def __dir__() -> list[str]:
    return sorted((*globals(), *_OFFERED))
