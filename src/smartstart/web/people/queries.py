"""Looking up colleagues: only in the municipalities where one manages people, and nothing of their work elsewhere."""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.people.rules import CODE_DAYS, REVIEW_AFTER

_CODE = "smartstart.people.code"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for a role in a municipality."""

    municipality: Municipality
    administrators: list[User]


def municipality_of(viewer: Viewer, code: str) -> Municipality:
    """Return a municipality in which this viewer has a role.

    Raises:
        Municipality.DoesNotExist: there is none, or the viewer has no role there.
    """
    return Municipality.objects.get(code=code, pk__in={grant.municipality for grant in viewer.grants})


def managed_by(viewer: Viewer) -> list[Municipality]:
    """Return the municipalities where this viewer manages people, by name."""
    return list(Municipality.objects.filter(pk__in=viewer.municipalities_for(Permission.MANAGE_PEOPLE)))


def people_of(municipality: Municipality) -> QuerySet[User]:
    """Return everybody with a role or an account here, with `shown_roles` (those of here) and `second_step`."""
    here = RoleAssignment.objects.filter(municipality=municipality).order_by("role", "pk")
    second = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return (
        User.objects.filter(Q(pk__in=here.values("user")) | Q(home=municipality))
        .prefetch_related(Prefetch("roles", here, to_attr="shown_roles"))
        .annotate(second_step=Exists(second))
        .order_by("name", "pk")
    )


def contacts_for(viewer: Viewer) -> list[Contact]:
    """Return whom this viewer can ask: the administrators of each municipality where the viewer has a role."""
    places = Municipality.objects.filter(pk__in={grant.municipality for grant in viewer.grants})
    assigned = RoleAssignment.objects.filter(
        municipality__in=places, role=Role.ADMINISTRATOR, subject=None, user__is_active=True
    ).select_related("user")
    found: dict[int, list[User]] = {}
    for role in assigned.order_by("user__name", "pk"):
        found.setdefault(role.municipality_id, []).append(role.user)
    return [Contact(place, found.get(place.pk, [])) for place in places]


def due_roles(municipality: Municipality, today: dt.date) -> QuerySet[RoleAssignment]:
    """Return the roles that were given or looked at more than three months ago, the longest ago first."""
    looked = Coalesce("reviewed_on", F("since"))
    return (
        RoleAssignment.objects.filter(municipality=municipality)
        .annotate(looked=looked)
        .filter(looked__lt=today - REVIEW_AFTER)
        .select_related("user")
        .order_by("looked", "user__name", "pk")
    )


def own_roles(user: User) -> QuerySet[RoleAssignment]:
    """Return somebody's own roles, everywhere."""
    return user.roles.select_related("municipality").order_by("municipality__name", "role", "pk")


def has_second_step(user: User) -> bool:
    """Tell whether somebody logs in with a second step."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def code_of(user: User) -> str:
    """Return a code by which this person lets an administrator elsewhere give a role; it holds for a week."""
    return signing.TimestampSigner(salt=_CODE).sign(str(user.pk))


def person_with(code: str) -> User | None:
    """Return whose code this is; None when it is no code of ours, or too old."""
    try:
        account = signing.TimestampSigner(salt=_CODE).unsign(code.strip(), max_age=dt.timedelta(days=CODE_DAYS))
        return User.objects.filter(pk=int(account), is_active=True).first()
    except (signing.BadSignature, ValueError):
        return None
