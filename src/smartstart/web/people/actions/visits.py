"""Remembering when somebody was here before, so that the start page can tell what changed since."""

from django.db.models import F
from django.utils import timezone

from smartstart.web.accounts.models import User


def begin_visit(*, account: int) -> None:
    """Begin a visit at login. No line of the log: the login itself is nobody's action on anything."""
    User.objects.filter(pk=account).update(last_visit=F("this_visit"), this_visit=timezone.now())
