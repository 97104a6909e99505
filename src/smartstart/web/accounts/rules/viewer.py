"""Who is looking, and what may this person do here."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from smartstart.web.accounts.rules.roles import MAY, Permission, Role


class Refused(Exception):  # noqa: N818 - the field speaks of a refusal
    """An action that this person may not do. The page with status 403 shows the text.

    Attributes:
        recorded: whether it is in the log already.
    """

    recorded = False


class Visibility(StrEnum):
    """How far something shows. Nothing shows beyond it: no list, search, export, chart, error or count."""

    OWN = "own"
    REGION = "region"
    PUBLIC = "public"


VISIBILITY_WORDS = {
    Visibility.OWN: "alleen onze gemeente",
    Visibility.REGION: "de regio",
    Visibility.PUBLIC: "openbaar",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a municipality; with a subject it holds for that question (pilot) only."""

    role: Role
    municipality: int
    region: int | None = None
    subject: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the other side of a request; without an account there are no grants."""

    account: int | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def known(self) -> bool:
        """Whether this is somebody with an account."""
        return self.account is not None

    def may(self, permission: Permission, municipality: int, subject: uuid.UUID | None = None) -> bool:
        """Tell whether one of the grants allows this, there. A grant for one question says nothing of another."""
        return any(
            grant.municipality == municipality
            and (grant.subject is None or grant.subject == subject)
            and permission in MAY[grant.role]
            for grant in self.grants
        )

    def municipalities_for(self, permission: Permission) -> frozenset[int]:
        """Return the municipalities where this person may do it for every question."""
        return frozenset(g.municipality for g in self.grants if g.subject is None and permission in MAY[g.role])

    @property
    def regions(self) -> frozenset[int]:
        """Return the regions with which this person is shared: of the roles for a whole municipality only.

        Who was let in for one question was let in for that question; what others share with a region was not shared
        with this person.
        """
        return frozenset(grant.region for grant in self.grants if grant.subject is None and grant.region is not None)

    def sees(
        self, visibility: Visibility | str, municipality: int, region: int | None, subject: uuid.UUID | None = None
    ) -> bool:
        """Tell whether something that shows so far, and is of there, shows to this person."""
        if visibility == Visibility.PUBLIC or self.may(Permission.READ, municipality, subject):
            return True
        return visibility == Visibility.REGION and region in self.regions


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who changes something: who, and from where.

    Attributes:
        origin: "web 127.0.0.1" for a request, "opdracht" for the command line.
        system: the command line of whoever runs the machine; it may do everything, and the log says so.
    """

    viewer: Viewer
    origin: str
    system: bool = False

    @property
    def account(self) -> int | None:
        """The account's number, None for the command line."""
        return self.viewer.account

    def may(self, permission: Permission, municipality: int, subject: uuid.UUID | None = None) -> bool:
        """Tell whether this actor may do it there."""
        return self.system or self.viewer.may(permission, municipality, subject)

    def need(self, permission: Permission, municipality: int, subject: uuid.UUID | None = None) -> None:
        """Raise `Refused` unless this actor may do it there."""
        if not self.may(permission, municipality, subject):
            raise Refused(f"U mag hier niet {permission.value}. Vraag de beheerder van uw gemeente om de juiste rol.")


NOBODY = Viewer()
