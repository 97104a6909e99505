"""Looking up who somebody is."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from smartstart.web.accounts.models import RoleAssignment
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Grant, Viewer


def viewer_of(user: AbstractBaseUser | AnonymousUser) -> Viewer:
    """Return who is looking, with all roles (one query); `NOBODY` without an account or with one that is off."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    rows = RoleAssignment.objects.filter(user_id=user.pk).values_list(
        "role", "municipality_id", "municipality__region_id", "subject"
    )
    return Viewer(user.pk, tuple(Grant(Role(role), *rest) for role, *rest in rows))
