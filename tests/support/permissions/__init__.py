"""Who may see and do what: one table per app, one row per view and method. The permission test walks all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.pilots.models import Pilot

ALL_ROLES = frozenset(Role)


@dataclass
class World:
    """What the rows speak of: a pilot in a municipality, another one in the same region, and one elsewhere.

    `made` is for what a row needs itself; make it once, under a name of one's own.
    """

    here: Municipality
    neighbour: Municipality
    elsewhere: Municipality
    pilot: Pilot
    made: dict[str, object] = field(default_factory=dict)


def nothing(_: World) -> dict[str, object]:
    """Return no arguments."""
    return {}


@dataclass(frozen=True)
class Row:
    """One view.

    Attributes:
        name: the name of its address, "pilots:detail".
        kwargs: its arguments in this world.
        data: what is posted.
        allowed: roles in the object's own municipality that may; the others get 403 or 404.
        anonymous: whether somebody without an account may; else they are sent to the login, or get 404.
        elsewhere: what every role of another municipality gets; None: the page is about no object, so the same
            roles as here.
    """

    name: str
    kwargs: Callable[[World], dict[str, object]] = nothing
    method: str = "get"
    data: Callable[[World], dict[str, object]] | None = None
    allowed: frozenset[Role] = ALL_ROLES
    anonymous: bool = False
    elsewhere: int | None = 404
