"""Who may what on the way to the public."""

from collections.abc import Callable

from django.utils import timezone

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.workspace.publishing.models import Publication
from tests.support.people import acting, colleague
from tests.support.permissions import Row, World, roles_that
from tests.support.publications import agreed, proposal, signed, submitted

_PROPOSERS = roles_that(Permission.PROPOSE_PUBLICATION)
_DECIDERS = roles_that(Permission.DECIDE_PUBLICATION)


def _maker(world: World) -> User:
    return colleague(Role.ADVISER, where=world.municipality, name="maker")


def _new(world: World, name: str) -> Publication:
    return proposal(acting(world.made(_maker)), world.municipality, world.pilot.pk, name)


def _concept(world: World) -> Publication:
    return signed(_new(world, "concept"))


def _submitted(world: World) -> Publication:
    return submitted(_new(world, "voorgedragen"))


def _agreed(world: World) -> Publication:
    return agreed(_new(world, "akkoord"))


def _of_concept(world: World) -> dict[str, object]:
    return {"publication": world.made(_concept).pk}


def _of_submitted(world: World) -> dict[str, object]:
    return {"publication": world.made(_submitted).pk}


def _of_agreed(world: World) -> dict[str, object]:
    return {"publication": world.made(_agreed).pk}


def _seen(build: Callable[[World], Publication]) -> Callable[[World], dict[str, object]]:
    def data(world: World) -> dict[str, object]:
        return {
            "seen_version": world.made(build).version,
            "connection": "ouder",
            "resident": "on",
            "day": timezone.localdate().isoformat(),
            "agreed": "ja",
            "office": "hoofd Jeugd",
            "reason": "er staat een fout in",
        }

    return data


ROWS = (
    Row("publishing:list", elsewhere=200),
    Row("publishing:detail", _of_concept),
    Row("publishing:sign-off", _of_concept, "post", _seen(_concept), allowed=_PROPOSERS),
    Row("publishing:submit", _of_concept, "post", _seen(_concept), allowed=_PROPOSERS),
    Row("publishing:decide", _of_submitted, "post", _seen(_submitted), allowed=_DECIDERS),
    Row("publishing:publish", _of_agreed, "post", _seen(_agreed), allowed=_PROPOSERS | _DECIDERS),
    Row("publishing:withdraw", _of_agreed, "post", _seen(_agreed), allowed=_PROPOSERS | _DECIDERS),
)
