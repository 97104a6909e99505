"""Municipalities that work here: added by whoever runs the machine."""

from smartstart.vocabulary.areas import AreaLevel, is_invented, level_of, normalise
from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality, Region
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import recorded


def add_municipality(*, actor: Actor, code: str, name: str, region: str) -> Municipality:
    """Add a municipality; its region is made when it is not there. By its code we know an invented one.

    Raises:
        Refused: only the command line does this.
        Conflict: it is there already.
        ValueError: that is no code of a municipality.
    """
    code = normalise(code)
    if level_of(code) is not AreaLevel.MUNICIPALITY:
        raise ValueError("een gemeente heeft een code als GM0855")
    with recorded(actor, "gemeente toegevoegd", "gemeente", object_id=code) as act:
        if not actor.system:
            raise Refused("Een gemeente toevoegen gaat met een opdracht op de computer van de werkplek.")
        place, _ = Region.objects.get_or_create(name=region)
        begin = {"name": name, "region": place, "invented": is_invented(code)}
        made, new = Municipality.objects.get_or_create(code=code, defaults=begin)
        if not new:
            raise Conflict("Deze gemeente is er al.")
        act.municipality = made.pk
        return made
