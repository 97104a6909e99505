"""Choose what else to withhold, so that what is withheld cannot be worked out. The audit judges the choice."""

from smartstart.disclosure.protection.choosing import protect

__all__ = ["protect"]
