"""For which questions a role can be given. The steps of the method know them; they say so here when they start."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from smartstart.web.accounts.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Subject:
    """A question (pilot) of a municipality."""

    id: uuid.UUID
    title: str


Offer = Callable[[Viewer, int], Iterable[Subject]]
_offers: dict[str, Offer] = {}


def register(kind: str, offer: Offer) -> None:
    """Say which questions of a municipality a viewer may know of; an app does this in its `ready`."""
    _offers[kind] = offer


def subjects_of(viewer: Viewer, municipality: int) -> list[Subject]:
    """Return the questions of a municipality for which this viewer can give a role."""
    return [subject for offer in _offers.values() for subject in offer(viewer, municipality)]
