"""Long trials of random releases: what they try."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks import trials
from benchmarks.disclosure.counting import Found

_TRIED = ("src/smartstart/attack", "src/smartstart/disclosure", "src/smartstart/release", "tests/support")


def tried(name: str, seeds: Sequence[int], one: Callable[[int], Found], *, keep: bool) -> Iterator[Found]:
    """Yield what is found with each seed, in their order; see `benchmarks.trials`."""
    return trials.tried(name, seeds, one, code=_TRIED, keep=keep)
