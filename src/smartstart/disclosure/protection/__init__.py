"""Choose what else to withhold at the least cost, so that what is withheld cannot be worked out.

In the gate it chooses for small problems. On the many small groups of a study the proof takes too long; there `joint`
lets statements give way for what the audit finds.
"""

from smartstart.disclosure.protection.choosing import choose, least
from smartstart.disclosure.protection.pattern import Pattern

__all__ = ["Pattern", "choose", "least"]
