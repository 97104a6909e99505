"""Everything that an output checker has to know of a judgement, gathered as plain data."""

from smartstart.disclosure.checker.earlier import Past, past
from smartstart.disclosure.checker.gathering import checked

__all__ = ["Past", "checked", "past"]
