"""Which worker runs what: the longest first, so that none idles at the end."""

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

_APART = frozenset(f"tests/acceptance/test_{name}.py" for name in ("command", "postgresql", "proof"))
"""Files with long tests that share nothing: each test may go anywhere."""

_SMALL_RUN = "tests/acceptance/small_run"
_TOGETHER = {f"tests/acceptance/test_{name}.py": _SMALL_RUN for name in ("attack", "checker", "other_dates", "spine")}
"""Files that share what took long to make: they are one piece."""

_FIRST = (
    "tests/acceptance/test_postgresql.py",
    "tests/spec/test_cohort_on_spark.py",
    "tests/acceptance/",
    "tests/functional/",
    "tests/disclosure/",
    "tests/generative/",
)


class Balanced(LoadFileScheduling):
    """As `--dist loadfile`, but long pieces of work go first.

    By itself xdist begins with the file that has most tests, and so keeps one test of minutes for the very end.
    """

    def _split_scope(self, nodeid: str) -> str:
        return piece(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        first = min(self.workqueue, key=lambda name: rank(name, len(self.workqueue[name])))
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def piece(nodeid: str) -> str:
    """Return the piece of work that a test belongs to: all of one piece runs on one worker."""
    file = nodeid.split("::", 1)[0]
    return nodeid if file in _APART else _TOGETHER.get(file, file)


def rank(name: str, tests: int) -> tuple[int, int, str]:
    """Return where a piece of work comes; the lowest goes first."""
    place = next((number for number, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST))
    return place, -tests, name
