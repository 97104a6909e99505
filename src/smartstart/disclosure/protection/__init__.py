"""Choose what else to withhold, so that what is withheld cannot be worked out. The audit judges the choice."""

from smartstart.disclosure.protection.choosing import choose, protect
from smartstart.disclosure.protection.pattern import Pattern

__all__ = ["Pattern", "choose", "protect"]
