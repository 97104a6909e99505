"""The phases of a municipality. It begins with the common ones; the first change makes them its own."""

from contextlib import AbstractContextManager
from decimal import Decimal

from smartstart.web.accounts.made import Conflict, one_at_a_time
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.pilots import rules
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.queries import phases_in_use
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import blocks


def add_phase(*, actor: Actor, municipality: int, number: Decimal, name: str) -> Phase:
    """Add a phase.

    Raises:
        RuleBroken: no whole or half number, a number that exists, or a word that may not be public.
    """
    with _editing(actor, municipality, "fase toegevoegd"):
        _own_phases(municipality)
        _check(municipality, number, name, None)
        return Phase.objects.create(municipality_id=municipality, number=number, name=name)


def rename_phase(*, actor: Actor, municipality: int, phase: Phase, number: Decimal, name: str) -> Phase:
    """Give a phase another name or number; the pilots in it go along.

    Raises:
        RuleBroken: no whole or half number, a number that exists, or a word that may not be public.
    """
    with _editing(actor, municipality, "fase gewijzigd"):
        own = _own(municipality, phase)
        _check(municipality, number, name, own)
        own.number, own.name = number, name
        own.save()
        return own


def remove_phase(*, actor: Actor, municipality: int, phase: Phase) -> None:
    """Remove a phase in which no pilot is or was.

    Raises:
        RuleBroken: a pilot is or was in it, or it is the last one.
    """
    with _editing(actor, municipality, "fase verwijderd"):
        own = _own(municipality, phase)
        if own.pk in phases_in_use(municipality):
            raise RuleBroken(
                f"“{own}” kan niet weg: er is of was een pilot in deze fase. De geschiedenis blijft zo heel."
            )
        if Phase.objects.filter(municipality=municipality).count() == 1:
            raise RuleBroken("Dit is de laatste fase. Voeg eerst een andere toe.")
        own.delete()


def _own_phases(municipality: int) -> None:
    """Copy the common phases for a municipality that has none of its own, and bring its pilots over."""
    one_at_a_time(municipality)
    if Phase.objects.filter(municipality=municipality).exists():
        return
    for common in list(Phase.objects.filter(municipality=None)):
        own = Phase.objects.create(municipality_id=municipality, number=common.number, name=common.name)
        Pilot.objects.filter(municipality=municipality, phase=common).update(phase=own)
        PhaseChange.objects.filter(pilot__municipality=municipality, phase=common).update(phase=own)


def _own(municipality: int, phase: Phase) -> Phase:
    _own_phases(municipality)
    own = Phase.objects.select_for_update().filter(municipality=municipality, number=phase.number).first()
    if own is None:
        raise Conflict("Iemand anders heeft deze fase intussen gewijzigd of verwijderd. Kijk wat er nu staat.")
    return own


def _check(municipality: int, number: Decimal, name: str, own: Phase | None) -> None:
    rules.check_number(number)
    others = Phase.objects.filter(municipality=municipality, number=number)
    if others.exclude(pk=own.pk if own else None).exists():
        raise RuleBroken(f"Fase {rules.phase_number(number)} is er al. Kies een ander nummer.", "number")
    if blocks([Text("Fase", name)]):
        raise RuleBroken("Dit woord mag niet op een openbare bladzijde. Kies een ander.", "name")


def _editing(actor: Actor, municipality: int, action: str) -> AbstractContextManager[Act]:
    return recorded(actor, action, "fase", municipality=municipality, need=(Permission.EDIT_PILOT, None))
