"""Who may what with what releases say."""

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.models import Release
from tests.support.importing import local_contents
from tests.support.insight import bring
from tests.support.permissions import Row, World, roles_that

_IMPORTERS = roles_that(Permission.IMPORT_RELEASE)
_PROPOSERS = roles_that(Permission.PROPOSE_PUBLICATION)


def _made(world: World) -> Release:
    contents = local_contents(world.municipality.code, id="inzicht-rechten")
    return bring(contents, world.municipality, world.pilot).release


def _release(world: World) -> dict[str, object]:
    return {"release": world.made(_made).pk}


def _finding(world: World) -> dict[str, object]:
    return {**_release(world), "subject": "g1"}


def _why(world: World) -> dict[str, object]:
    return {**_release(world), "statement": "risk_groups/g1/risk"}


def _part(world: World) -> dict[str, object]:
    return {**_release(world), "part": "g1"}


def _drawing(world: World) -> dict[str, object]:
    return {**_part(world), "drawing": "stippen"}


def _shared(world: World) -> dict[str, object]:
    release = world.made(_made)
    release.refresh_from_db()
    return {"visibility": "own", "pilot": str(world.pilot.pk), "seen_version": release.version}


def _strengths(_: World) -> dict[str, object]:
    return {"strengths": "Veel families helpen elkaar. Deze cijfers zijn verzonnen."}


ROWS = (
    Row("insight:list", anonymous=True, elsewhere=None),
    Row("insight:of-pilot", lambda world: {"pilot": world.pilot.pk}, anonymous=True, elsewhere=302),
    Row("insight:upload", allowed=_IMPORTERS, elsewhere=None),
    Row("insight:release", _release),
    Row("insight:finding", _finding),
    Row("insight:why", _why),
    Row("insight:part-csv", _part),
    Row("insight:part-text", _part),
    Row("insight:part-svg", _drawing),
    Row("insight:share", _release, allowed=_IMPORTERS),
    Row("insight:share", _release, "post", _shared, allowed=_IMPORTERS),
    Row("insight:propose", _finding, allowed=_PROPOSERS),
    Row("insight:propose", _finding, "post", _strengths, allowed=_PROPOSERS),
)
