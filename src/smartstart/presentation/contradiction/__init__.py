"""Does a newer release contradict an older one? Then a text that rests on the old number is out of date."""

from smartstart.presentation.contradiction.compared import Comparison, compare, contradicted
from smartstart.presentation.contradiction.rule import Judgement, judge

__all__ = ["Comparison", "Judgement", "compare", "contradicted", "judge"]
