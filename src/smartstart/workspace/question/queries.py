"""Looking up questions, hunches and gates, always as somebody."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import (
    Argument,
    Gate,
    GateStep,
    Hunch,
    HunchVerdict,
    HunchVersion,
    Question,
    QuickScan,
)
from smartstart.workspace.question.rules.gates import GateKind, Side


def question_for(viewer: Viewer, pilot: Pilot) -> Question | None:
    """Return the question of a pilot, if it was written and the viewer may know of it."""
    return Question.objects.visible_to(viewer).filter(pilot=pilot).first()


def hunches_for(viewer: Viewer, pilot: Pilot) -> QuerySet[Hunch]:
    """Return the hunches that the viewer may know of, in the order of writing, with their texts and verdicts."""
    return (
        Hunch.objects.visible_to(viewer)
        .filter(pilot=pilot)
        .prefetch_related("versions", Prefetch("verdicts", HunchVerdict.objects.select_related("tested")))
    )


def version_on(hunch: Hunch, day: dt.date) -> HunchVersion | None:
    """Return the text that stood there on a day; None: it was written afterwards."""
    return hunch.versions.filter(written_on__lte=day).last()


def gates_of(pilot: Pilot) -> list[Gate]:
    """Return all gates of a pilot, in order; one that nobody touched yet is made up, not saved."""
    known = {gate.kind: gate for gate in Gate.objects.filter(pilot=pilot)}
    return [known.get(kind) or unstarted(pilot, kind) for kind in GateKind]


def gate_of(pilot: Pilot, kind: GateKind) -> Gate:
    """Return one gate of a pilot; when nobody touched it yet it is made up, not saved."""
    return Gate.objects.filter(pilot=pilot, kind=kind).first() or unstarted(pilot, kind)


def unstarted(pilot: Pilot, kind: GateKind) -> Gate:
    """Return a gate as it begins."""
    return Gate(pilot=pilot, kind=kind, municipality_id=pilot.municipality_id)


def arguments_of(gate: Gate) -> dict[Side, list[Argument]]:
    """Return all arguments on both sides, withdrawn ones too, in the order in which they were given."""
    found = Argument.objects.filter(gate=gate).select_related("made_by") if gate.changed_at else []
    return {side: [argument for argument in found if argument.side == side] for side in Side}


def quick_scans_of(pilot: Pilot) -> QuerySet[QuickScan]:
    """Return the quick scans of a pilot, latest first."""
    return QuickScan.objects.filter(pilot=pilot)


def steps_of(gate: Gate) -> list[GateStep]:
    """Return every step of a gate so far, latest first."""
    steps = list(GateStep.objects.filter(gate=gate).select_related("by")) if gate.changed_at else []
    for step in steps:
        step.gate = gate  # its words are those of this gate; no query for each
    return steps


Stand = Callable[[Viewer, Pilot, Sequence[HunchVerdict]], Mapping[int, tuple[str, ...]]]
"""Returns, of these verdicts, those whose release is here, is of this question and may be known to the viewer, each
with why it is out of date; with nothing, when it holds. A later step knows the releases; it says so when it starts."""

_STANDS: list[Stand] = []


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict as the page shows it; `outdated` says why it holds no more, in sentences."""

    verdict: HunchVerdict
    outdated: tuple[str, ...]


def register_standing(stand: Stand) -> None:
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
