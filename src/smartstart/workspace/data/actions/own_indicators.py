"""Describing a figure of the municipality itself, correcting that, deciding who sees it, and withdrawing it."""

from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor, Refused, Visibility
from smartstart.web.audit.actions import recorded
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.own_indicators import in_use, names_in
from smartstart.workspace.data.rules.own_indicators import FIELDS, Description, description_mistakes

_KIND = "eigen cijfer"
_NEED = (Permission.DESCRIBE_FIGURES, None)
_LOCAL = (Visibility.OWN, Visibility.REGION)
_FIXED = {"unit": "de eenheid", "fewest": "het minste aantal mensen"}


def describe(
    *, actor: Actor, municipality: Municipality, description: Description, visibility: Visibility
) -> OwnIndicator:
    """Describe an own figure. Until a decision it is never public.

    Raises:
        Refused: the actor may not do this, or it would be public at once.
        RuleBroken: the description is not right.
    """
    place = municipality.pk
    with recorded(actor, "eigen cijfer beschreven", _KIND, municipality=place, need=_NEED) as act:
        _check_local(visibility)
        Municipality.objects.select_for_update().get(pk=place)  # two names at a time would pass the most there may be
        _check(description, names_in(municipality))
        try:
            with transaction.atomic():
                made = OwnIndicator.objects.create(
                    municipality=municipality,
                    visibility=visibility.value,
                    made_by_id=actor.account,
                    changed_by_id=actor.account,
                    **_columns(description),
                )
        except IntegrityError as twice:
            raise RuleBroken("Deze naam is er al.", "name") from twice
        act.object_id = str(made.pk)
        return made


def correct(
    *, actor: Actor, indicator: OwnIndicator, seen_version: int, description: Description, visibility: Visibility
) -> OwnIndicator:
    """Write the next version. What was public is then no longer, until that is decided again.

    The name stays. Unit and least number stay while figures of it are in use: their meaning would change unseen.

    Raises:
        Refused, RuleBroken: as in `describe`.
        Conflict: somebody else changed it since `seen_version`.
    """
    place = indicator.municipality_id
    with recorded(actor, "eigen cijfer verbeterd", _KIND, object_id=indicator.pk, municipality=place, need=_NEED):
        _check_local(visibility)
        stored = OwnIndicator.objects.select_for_update().get(pk=indicator.pk)
        description = replace(description, name=stored.name)
        columns = _columns(description)
        _check(description, names_in(indicator.municipality) - {stored.name})
        for name, words in _FIXED.items():
            if columns[name] != getattr(stored, name) and in_use(stored):
                raise RuleBroken(
                    f"Er zijn al cijfers ingelezen. Daarom staat {words} vast. Haal eerst die cijfers weg.", name
                )
        indicator.renew(seen_version, visibility=visibility.value, changed_by_id=actor.account, **columns)
        return indicator


def show(*, actor: Actor, indicator: OwnIndicator, seen_version: int, visibility: Visibility) -> OwnIndicator:
    """Decide how far an own figure shows. Who describes it shares it in the region; who decides makes it public.

    Raises:
        Refused: the actor may not decide this.
        Conflict: somebody else changed it since `seen_version`.
    """
    place = indicator.municipality_id
    action = "zichtbaarheid van eigen cijfer gewijzigd"
    with recorded(actor, action, _KIND, object_id=indicator.pk, municipality=place):
        if visibility is Visibility.PUBLIC or not actor.may(Permission.DESCRIBE_FIGURES, place):
            actor.need(Permission.DECIDE_PUBLICATION, place)
        indicator.renew(seen_version, visibility=visibility.value, changed_by_id=actor.account)
        return indicator


def withdraw(*, actor: Actor, indicator: OwnIndicator) -> None:
    """Take a description away, while no figure rests on it.

    Raises:
        Refused: the actor may not do this.
        RuleBroken: figures of it are in use.
    """
    place = indicator.municipality_id
    with recorded(actor, "eigen cijfer ingetrokken", _KIND, object_id=indicator.pk, municipality=place, need=_NEED):
        stored = OwnIndicator.objects.select_for_update().filter(pk=indicator.pk).first()
        if stored is None:
            return
        if in_use(stored):
            raise RuleBroken("Dit cijfer is in gebruik. Haal eerst de cijfers weg die erop rusten.")
        stored.delete()


def _check(description: Description, others: set[str]) -> None:
    for mistake in description_mistakes(description, others):
        raise RuleBroken(mistake.what, FIELDS.get(mistake.column, ""))


def _check_local(visibility: Visibility) -> None:
    if visibility not in _LOCAL:
        raise Refused("Een eigen cijfer wordt pas openbaar als iemand dat besluit. Bewaar het eerst.")


def _columns(description: Description) -> dict[str, Any]:
    return {
        "name": description.name,
        "label": description.label,
        "phrase": description.phrase,
        "unit": description.unit,
        "about": description.about,
        "theme": description.theme.value,
        "direction": description.direction.value,
        "fewest": description.fewest,
        "bounds": list(description.bounds),
        "source": description.source,
        "leave": description.leave,
    }
