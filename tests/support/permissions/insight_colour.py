"""Who may what with maps, areas and the notes on them."""

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.data.models import FigureLoad
from smartstart.workspace.insight.models import AreaNote
from tests.support.colour_world import area_code, small_map, small_note
from tests.support.permissions import Row, World, roles_that

_WRITERS = roles_that(Permission.WRITE_NOTE)
_DECIDERS = roles_that(Permission.DECIDE_PUBLICATION)
_PROPOSERS = roles_that(Permission.PROPOSE_PUBLICATION)


def _own(world: World) -> FigureLoad:
    return small_map(world.municipality, visibility=Visibility.OWN)


def _public(world: World) -> FigureLoad:
    return small_map(world.municipality, visibility=Visibility.PUBLIC)


def _note(world: World) -> AreaNote:
    world.made(_own)
    return small_note(world.municipality)


def _place(world: World) -> dict[str, object]:
    world.made(_own)
    return {"code": world.municipality.code}


def _public_place(world: World) -> dict[str, object]:
    world.made(_public)
    return {"code": world.municipality.code}


def _area(world: World) -> dict[str, object]:
    world.made(_own)
    return {"code": area_code(world.municipality)}


def _public_area(world: World) -> dict[str, object]:
    world.made(_public)
    return {"code": area_code(world.municipality)}


def _why(world: World) -> dict[str, object]:
    return {**_area(world), "indicator": "bijstand"}


def _public_why(world: World) -> dict[str, object]:
    return {**_public_area(world), "indicator": "bijstand"}


def _of_note(world: World) -> dict[str, object]:
    return {"note": world.made(_note).pk}


def _told(_: World) -> dict[str, object]:
    return {"about": "sterk", "text": "Er is een buurthuis.", "visibility": "own", "seen_version": 1}


def _everybody(_: World) -> dict[str, object]:
    return {"visibility": "public", "seen_version": 1}


_FILES_OF_A_MAP = ("insight:colour-svg", "insight:colour-csv", "insight:colour-text")
_FILES_OF_AN_AREA = ("insight:area-csv", "insight:area-text")

ROWS = (
    Row("insight:colour", anonymous=True, elsewhere=None),
    Row("insight:colour-municipality", _place),
    Row("insight:colour-municipality", _public_place, anonymous=True, elsewhere=200),
    *(Row(name, _place) for name in _FILES_OF_A_MAP),
    *(Row(name, _public_place, anonymous=True, elsewhere=200) for name in _FILES_OF_A_MAP),
    Row("insight:area", _area),
    Row("insight:area", _public_area, anonymous=True, elsewhere=200),
    Row("insight:area-fragment", _area),
    Row("insight:area-fragment", _public_area, anonymous=True, elsewhere=200),
    Row("insight:area-why", _why),
    Row("insight:area-why", _public_why, anonymous=True, elsewhere=200),
    *(Row(name, _area) for name in _FILES_OF_AN_AREA),
    *(Row(name, _public_area, anonymous=True, elsewhere=200) for name in _FILES_OF_AN_AREA),
    Row("insight:area-note", _area, allowed=_WRITERS),
    Row("insight:area-note", _area, "post", _told, allowed=_WRITERS),
    Row("insight:area-note", _public_area, "post", _told, allowed=_WRITERS, elsewhere=403),
    Row("insight:area-note-change", _of_note, allowed=_WRITERS),
    Row("insight:area-note-change", _of_note, "post", _told, allowed=_WRITERS),
    Row("insight:area-note-remove", _of_note, "post", allowed=_WRITERS),
    Row("insight:area-note-propose", _of_note, allowed=_PROPOSERS),
    Row("insight:area-note-propose", _of_note, "post", allowed=_PROPOSERS),
    Row("insight:colour-settings", _place, allowed=_DECIDERS),
    Row("insight:colour-settings", _place, "post", _everybody, allowed=_DECIDERS),
    Row("insight:colour-settings", _public_place, "post", _everybody, allowed=_DECIDERS, elsewhere=403),
)
