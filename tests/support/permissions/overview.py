"""Who may what in the overview."""

from typing import Any

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.overview.models import A4, A4Finding
from tests.support.insight import a_release
from tests.support.permissions import Row, World, roles_that

_EDITORS = roles_that(Permission.EDIT_A4)
_TEXTS = {"title": "Steun", "decision": "Wilt u dit?", "remark": "", "visibility": "own"}


def _sheet(world: World) -> A4:
    sheet = A4.objects.create(pilot=world.pilot, municipality=world.municipality, title="Steun", decision="Wilt u dit?")
    release = a_release(world.municipality, world.pilot)
    A4Finding.objects.create(sheet=sheet, release=release, subject="g1", position=1)
    return sheet


def _which(world: World) -> dict[str, Any]:
    return {"sheet": world.made(_sheet).pk}


def _finding(world: World) -> dict[str, Any]:
    return _which(world) | {"finding": world.made(_sheet).findings.get().pk}


def _asked(world: World) -> dict[str, Any]:
    release = world.made(_sheet).findings.get().release_id
    return {"vrijgave": str(release), "onderwerp": "g1", "a4": str(world.made(_sheet).pk)}


def _new(world: World) -> dict[str, Any]:
    return _TEXTS | {"pilot": str(world.pilot.pk)}


_OPEN = tuple(
    Row(f"overview:{name}", anonymous=True, elsewhere=200)
    for name in ("search", "accountability", "limits", "retention", "accessibility", "privacy", "cookies", "a4-list")
)

ROWS = (
    *_OPEN,
    Row("start", anonymous=True, elsewhere=200),
    Row("overview:log", allowed=roles_that(Permission.READ_LOG), elsewhere=None),
    Row("overview:a4", _which),
    Row("overview:a4-pdf", _which),
    Row("overview:a4-new", data=_asked, allowed=_EDITORS, elsewhere=403),
    Row("overview:a4-new", method="post", data=_new, allowed=_EDITORS, elsewhere=403),
    Row("overview:a4-add", data=_asked, allowed=_EDITORS, elsewhere=403),
    Row("overview:a4-add", method="post", data=_asked, allowed=_EDITORS, elsewhere=404),
    Row("overview:a4-edit", _which, allowed=_EDITORS),
    Row("overview:a4-edit", _which, "post", lambda _: _TEXTS, allowed=_EDITORS),
    Row("overview:a4-take-off", _finding, "post", allowed=_EDITORS),
    Row("overview:a4-remove", _which, "post", allowed=_EDITORS),
    Row("overview:a4-propose", _which, "post", allowed=roles_that(Permission.PROPOSE_PUBLICATION)),
)
