"""Filling an empty workplace with what was invented, once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from smartstart.site.demonstration import colleagues, known, people, pilots
from smartstart.site.demonstration.colleagues import Account
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.people.actions.municipalities import add_municipality

REGION = "Lindedal (verzonnen)"
_PLACES = (
    ("GM9901", "Lindewijde"),
    ("GM9902", "Merelbroekveen"),
    ("GM9903", "Hazelrade"),
    ("GM9904", "Vlierhoeve aan de Lind"),
    ("GM9905", "Zonnewaarde"),
    ("GM9906", "Wilgenmonde"),
    ("GM9907", "Korenloo"),
    ("GM9908", "Beukendaal-Noorderlind"),
    ("GM9909", "Essenvliet"),
)
"""The region of the twin (`vault.twin`); its release is about all of them. The first three work here."""
_WORKING = 3
_ACTOR = Actor(NOBODY, "demo", system=True)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody needs to look around."""

    accounts: tuple[Account, ...]


def fill(*, archive: Path, key: Path, figures: Path, say: Say, working: int = _WORKING) -> Filled:
    """Fill the workplace; where that was done before, take in the release anew and give new one-time passwords.

    Args:
        archive: a release about the invented region.
        key: the public key that signed it.
        figures: folder with invented open figures of the same region.
        say: told what is being done.
        working: in how many of the municipalities there are figures.
    """
    places = list(Municipality.objects.filter(code__in=[code for code, _ in _PLACES]).order_by("code"))
    if places:
        known.release(_ACTOR, places[0], archive, key)
        return Filled(tuple(colleagues.again(_ACTOR)))
    return Filled(tuple(_begin(archive, key, figures, say, working)))


def _begin(archive: Path, key: Path, figures: Path, say: Say, working: int) -> list[Account]:
    today: dt.date = timezone.localdate()
    say("  gemeenten en collega's")
    places = [add_municipality(actor=_ACTOR, code=code, name=name, region=REGION) for code, name in _PLACES]
    accounts = colleagues.colleagues(_ACTOR, places[0], places[1:_WORKING])
    say("  pilots en vragen")
    first = pilots.pilots(_ACTOR, places, today)[0]
    known.sources(_ACTOR, first)
    people.professionals(_ACTOR, places, today)
    say("  openbare cijfers (verzonnen)")
    for place in places[:working]:
        known.figures(_ACTOR, place, figures)
    say("  de vrijgave en een A4")
    release = known.release(_ACTOR, places[0], archive, key, pilot=first)
    known.sheet(_ACTOR, first, release)
    return accounts
