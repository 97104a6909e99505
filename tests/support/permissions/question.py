"""Who may what with a question, its hunches and its gates."""

from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.workspace.question import actions
from smartstart.workspace.question.models import Argument, Hunch, Question
from smartstart.workspace.question.rules.gates import GateKind, Side
from smartstart.workspace.question.rules.quick_scan import ASKS
from tests.support.people import acting, colleague
from tests.support.permissions import Row, World, roles_that

_EDITORS = roles_that(Permission.EDIT_QUESTION)
_DECIDERS = roles_that(Permission.DECIDE_GATE)
_ARGUERS = roles_that(Permission.ARGUE)
_DAY = "2026-11-03"


def _question(world: World) -> Question:
    leader = acting(colleague(Role.PROJECT_LEADER, where=world.municipality, name="leider"))
    return actions.describe(actor=leader, pilot=world.pilot, text="Wat helpt?")


def _hunch(world: World) -> Hunch:
    leader = acting(colleague(Role.PROJECT_LEADER, where=world.municipality, name="denker"))
    return actions.write_hunch(actor=leader, pilot=world.pilot, text="verhuizen speelt mee")


def _argument(world: World) -> Argument:
    adviser = acting(colleague(Role.ADVISER, where=world.municipality, name="tegendenker"))
    return actions.argue(
        actor=adviser, pilot=world.pilot, kind=GateKind.ETHICS, side=Side.AGAINST, text="het kan een stempel worden"
    )


def _pilot(world: World) -> dict[str, object]:
    return {"pilot": world.pilot.pk}


def _described(world: World) -> dict[str, object]:
    world.made(_question)
    return _pilot(world)


def _of_hunch(world: World) -> dict[str, object]:
    return _pilot(world) | {"hunch": world.made(_hunch).pk}


def _dpia(world: World) -> dict[str, object]:
    return _pilot(world) | {"kind": "dpia"}


def _begin(world: World) -> dict[str, object]:
    return _dpia(world) | {"target": "running"}


def _not_needed(world: World) -> dict[str, object]:
    return _dpia(world) | {"target": "not-needed"}


def _of_argument(world: World) -> dict[str, object]:
    return _pilot(world) | {"argument": world.made(_argument).pk}


def _told(_: World) -> dict[str, object]:
    return {
        "seen_version": 1,
        "on": _DAY,
        "reason": "geen gegevens over mensen",
        "text": "Wat helpt?",
        "why": "onjuist",
    }


def _text(_: World) -> dict[str, object]:
    return {"text": "Wat helpt eerder?", "scope": "question", "visibility": "region", "seen_version": 1}


def _side(_: World) -> dict[str, object]:
    return {"side": "for", "text": "niemand is te herkennen"}


def _answers(_: World) -> dict[str, object]:
    return {ask.key: "nee" for ask in ASKS}


ROWS = (
    Row("question:detail", _pilot),
    Row("question:edit", _described, allowed=_EDITORS),
    Row("question:edit", _described, "post", _text, allowed=_EDITORS),
    Row("question:show", _described, allowed=_EDITORS),
    Row("question:show", _described, "post", _text, allowed=_EDITORS),
    Row("question:hunch-add", _pilot, allowed=_EDITORS),
    Row("question:hunch-add", _pilot, "post", _text, allowed=_EDITORS),
    Row("question:hunch", _of_hunch, allowed=_EDITORS),
    Row("question:hunch", _of_hunch, "post", _text, allowed=_EDITORS),
    Row("question:gate", _dpia),
    Row("question:argue", _dpia, "post", _side, allowed=_ARGUERS),
    # Only who gave an argument withdraws it, and that is nobody of those who try here.
    Row("question:withdraw", _of_argument, allowed=frozenset()),
    Row("question:withdraw", _of_argument, "post", _told, allowed=frozenset()),
    Row("question:step", _begin, allowed=_EDITORS | _DECIDERS),
    Row("question:step", _begin, "post", _told, allowed=_EDITORS | _DECIDERS),
    Row("question:step", _not_needed, allowed=_DECIDERS),
    Row("question:step", _not_needed, "post", _told, allowed=_DECIDERS),
    Row("question:scan", _pilot, allowed=_EDITORS | _DECIDERS),
    Row("question:scan", _pilot, "post", _answers, allowed=_EDITORS | _DECIDERS),
)
