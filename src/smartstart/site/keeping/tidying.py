"""Removing what was kept long enough, with a line in the log per kind and one that it was done."""

from contextlib import AbstractContextManager

from django.utils import timezone

from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import Act, recorded
from smartstart.web.privacy.deleting import delete_expired

TIDY_DONE = "bewaartermijnen nagelopen"


def tidy(*, actor: Actor) -> list[str]:
    """Remove what was kept long enough; return the kinds of which there was something."""

    def recording(kind: str) -> AbstractContextManager[Act]:
        return recorded(actor, "bewaartermijn voorbij, verwijderd", kind)

    kinds = delete_expired(now=timezone.now(), recording=recording)
    with recorded(actor, TIDY_DONE, "werkplek"):
        return kinds
