"""Who may what with the figures that were read."""

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.models import FigureLoad, LoadKind, OwnIndicator
from tests.support.own_indicators import TOLD, described
from tests.support.permissions import Row, World, roles_that

_LOADERS = roles_that(Permission.LOAD_FIGURES)
_DESCRIBERS = roles_that(Permission.DESCRIBE_FIGURES)
_DECIDERS = roles_that(Permission.DECIDE_PUBLICATION)


def _made_load(world: World) -> FigureLoad:
    return FigureLoad.objects.create(municipality=world.municipality, kind=LoadKind.OWN, name="eigen.csv")


def _load(world: World) -> dict[str, object]:
    return {"load": world.made(_made_load).pk}


def _made_own(world: World) -> OwnIndicator:
    return described(world.municipality)


def _made_public(world: World) -> OwnIndicator:
    return described(world.municipality, visibility="public")


def _own(world: World) -> dict[str, object]:
    return {"own": world.made(_made_own).pk}


def _public(world: World) -> dict[str, object]:
    return {"own": world.made(_made_public).pk}


def _told(_: World) -> dict[str, object]:
    return {**TOLD, "visibility": "own", "seen_version": 1}


def _new(world: World) -> dict[str, object]:
    return {**_told(world), "municipality": world.municipality.pk}


def _region(_: World) -> dict[str, object]:
    return {"visibility": "region", "seen_version": 1}


def _everybody(_: World) -> dict[str, object]:
    return {"visibility": "public", "seen_version": 1}


ROWS = (
    Row("data:figures", elsewhere=None),
    Row("data:figures-upload", allowed=_LOADERS, elsewhere=None),
    Row("data:figures-remove", _load, "post", allowed=_LOADERS),
    Row("data:own-indicators", elsewhere=None),
    Row("data:own-indicator-add", allowed=_DESCRIBERS, elsewhere=None),
    Row("data:own-indicator", _own),
    Row("data:own-indicator", _public, elsewhere=200),
    Row("data:own-indicator-example", _own),
    Row("data:own-indicator-correct", _own, allowed=_DESCRIBERS),
    Row("data:own-indicator-correct", _own, "post", _told, allowed=_DESCRIBERS),
    Row("data:own-indicator-correct", _public, "post", _told, allowed=_DESCRIBERS, elsewhere=403),
    Row("data:own-indicator-show", _own, allowed=_DESCRIBERS | _DECIDERS),
    Row("data:own-indicator-show", _own, "post", _region, allowed=_DESCRIBERS | _DECIDERS),
    Row("data:own-indicator-show", _own, "post", _everybody, allowed=_DECIDERS),
    Row("data:own-indicator-withdraw", _own, allowed=_DESCRIBERS),
    Row("data:own-indicator-withdraw", _own, "post", allowed=_DESCRIBERS),
)
