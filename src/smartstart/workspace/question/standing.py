"""Whether the verdicts on hunches still hold. A later step knows the releases; it says so here when it starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Hunch, HunchVerdict
from smartstart.workspace.question.queries import hunches_for

Stand = Callable[[Viewer, Pilot, Sequence[HunchVerdict]], Mapping[int, tuple[str, ...]]]
"""Returns, of these verdicts, those whose release is here, is of this question and may be known to the viewer, each
with why it is out of date; with nothing, when it holds."""

_STANDS: list[Stand] = []


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict as the page shows it; `outdated` says why it holds no more, in sentences."""

    verdict: HunchVerdict
    outdated: tuple[str, ...]


def register(stand: Stand) -> None:
    """Say which verdicts stand; called once, by the app that takes releases in."""
    if stand not in _STANDS:
        _STANDS.append(stand)


def judged_hunches(viewer: Viewer, pilot: Pilot) -> list[tuple[Hunch, list[Judged]]]:
    """Return the hunches of a question with the verdicts that stand. What nobody vouches for does not show."""
    hunches = list(hunches_for(viewer, pilot))
    verdicts = [verdict for hunch in hunches for verdict in hunch.verdicts.all()]
    known: dict[int, tuple[str, ...]] = {}
    for stand in _STANDS if verdicts else ():
        known |= stand(viewer, pilot, verdicts)
    return [
        (hunch, [Judged(one, known[one.pk]) for one in hunch.verdicts.all() if one.pk in known]) for hunch in hunches
    ]
