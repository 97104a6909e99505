"""The synthetic population, written in the very same layouts. `write_twin` writes it; `TRUTH` says what is in it."""

from smartstart.vault.twin.truth import TRUTH, Truth
from smartstart.vault.twin.writing import TwinReport, write_twin

__all__ = ["TRUTH", "Truth", "TwinReport", "write_twin"]
