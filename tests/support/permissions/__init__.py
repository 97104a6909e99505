"""Who may do what on which page: one row per address and method, one module per app; a test walks them all.

A row names a page; `World` is one municipality with a pilot in it. What else a page needs, the rows of an app make
themselves: `world.made(build)` calls `build(world)` once per world and remembers what it returned.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.workspace.pilots.models import Phase, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support.people import town

T = TypeVar("T")
ALL_ROLES = frozenset(Role)


@dataclass(frozen=True)
class World:
    """A municipality with a pilot, another one in the same region, one elsewhere, and what the rows made."""

    municipality: Municipality
    pilot: Pilot
    neighbour: Municipality
    elsewhere: Municipality
    _made: dict[Any, Any] = field(default_factory=dict)

    def made(self, build: Callable[["World"], T]) -> T:
        """Return what `build` makes of this world; it is made once."""
        if build not in self._made:
            self._made[build] = build(self)
        return self._made[build]


def a_world() -> World:
    """Return a world in which nothing was made yet."""
    here = town()
    pilot = Pilot.objects.create(
        title="Een vraag die alleen hier wordt gesteld",
        leader="L. Eider",
        municipality=here,
        phase=Phase.objects.create(number=Decimal("8.5"), name="proef", municipality=here),
        light=Light.GREEN,
        since=dt.date(2026, 11, 2),
    )
    return World(here, pilot, town("Veenmeer", "GM9902"), town("Zandhoek", "GM9903", "Elders"))


def nothing(_: World) -> dict[str, Any]:
    """Return no arguments."""
    return {}


@dataclass(frozen=True)
class Row:
    """One address and method, and who may use it.

    Attributes:
        name: of the address, "pilots:detail".
        kwargs: of the address, in a world.
        method: "get" or "post".
        data: what is posted.
        allowed: the roles in the object's own municipality that get 200 or 302; the others get 403 or 404.
        anonymous: whether somebody without an account may; else 302 to the login, or 404.
        elsewhere: what every role of another municipality gets; None: the page is about no object, so the same
            roles as here.
    """

    name: str
    kwargs: Callable[[World], dict[str, Any]] = nothing
    method: str = "get"
    data: Callable[[World], dict[str, Any]] | None = None
    allowed: frozenset[Role] = ALL_ROLES
    anonymous: bool = False
    elsewhere: int | None = 404


def roles_that(permission: Permission) -> frozenset[Role]:
    """Return the roles that have a permission."""
    return frozenset(role for role in Role if permission in MAY[role])
