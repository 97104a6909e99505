"""Who may what with the figures that were read."""

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.models import FigureLoad, LoadKind
from tests.support.permissions import Row, World, roles_that

_LOADERS = roles_that(Permission.LOAD_FIGURES)


def _made_load(world: World) -> FigureLoad:
    return FigureLoad.objects.create(municipality=world.municipality, kind=LoadKind.OWN, name="eigen.csv")


def _load(world: World) -> dict[str, object]:
    return {"load": world.made(_made_load).pk}


ROWS = (
    Row("data:figures", elsewhere=None),
    Row("data:figures-upload", allowed=_LOADERS, elsewhere=None),
    Row("data:figures-remove", _load, "post", allowed=_LOADERS),
)
