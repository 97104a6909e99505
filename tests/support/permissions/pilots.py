"""Who may what with pilots."""

from smartstart.web.accounts.rules.roles import Permission
from tests.support.permissions import Row, World, roles_that

_EDITORS = roles_that(Permission.EDIT_PILOT)


def _pilot(world: World) -> dict[str, object]:
    return {"pilot": world.pilot.pk}


def _place(world: World) -> dict[str, object]:
    return {"code": world.municipality.code}


def _phase(world: World) -> dict[str, object]:
    return {"code": world.municipality.code, "phase": world.pilot.phase_id}


def _texts(world: World) -> dict[str, object]:
    return {"title": "Een andere vraag", "leader": "L. Eider", "seen_version": world.pilot.version}


def _movement(world: World) -> dict[str, object]:
    return {
        "phase": world.pilot.phase_id,
        "light": "red",
        "on": "2026-11-03",
        "reason": "wacht",
        "seen_version": world.pilot.version,
    }


def _start(world: World) -> dict[str, object]:
    return _texts(world) | _movement(world)


def _visibility(world: World) -> dict[str, object]:
    return {"visibility": "region", "seen_version": world.pilot.version}


def _new_phase(_: World) -> dict[str, object]:
    return {"number": "9,5", "name": "nazorg"}


ROWS = (
    Row("pilots:list", anonymous=True, elsewhere=200),
    Row("pilots:detail", _pilot),
    Row("pilots:new", _place, allowed=_EDITORS),
    Row("pilots:new", _place, "post", _start, allowed=_EDITORS),
    Row("pilots:edit", _pilot, allowed=_EDITORS),
    Row("pilots:edit", _pilot, "post", _texts, allowed=_EDITORS),
    Row("pilots:move", _pilot, allowed=_EDITORS),
    Row("pilots:move", _pilot, "post", _movement, allowed=_EDITORS),
    Row("pilots:show", _pilot, allowed=_EDITORS),
    Row("pilots:show", _pilot, "post", _visibility, allowed=_EDITORS),
    Row("pilots:phases", _place, allowed=_EDITORS),
    Row("pilots:phases", _place, "post", _new_phase, allowed=_EDITORS),
    Row("pilots:phase", _phase, allowed=_EDITORS),
    Row("pilots:phase", _phase, "post", _new_phase, allowed=_EDITORS),
    Row("pilots:phase-remove", _phase, "post", allowed=_EDITORS),
)
