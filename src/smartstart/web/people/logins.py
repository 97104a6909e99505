"""Lines in the log of the machine when somebody logs in, out, or fails to: so that a peak can be noticed."""

from typing import Any

import structlog
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from smartstart.web.accounts.models import User

_log = structlog.get_logger("smartstart.inloggen")


def listen() -> None:
    """Begin to listen."""
    user_logged_in.connect(_in, dispatch_uid="smartstart.in")
    user_logged_out.connect(_out, dispatch_uid="smartstart.out")
    user_login_failed.connect(_failed, dispatch_uid="smartstart.failed")
    user_locked_out.connect(_locked, dispatch_uid="smartstart.locked")


def _in(user: User, **_: Any) -> None:
    _log.info("ingelogd", account=user.pk)


def _out(user: User | None, **_: Any) -> None:
    _log.info("uitgelogd", account=user.pk if user is not None else None)


def _failed(**_: Any) -> None:
    """Say that it failed, not with which name: people type their password there."""
    _log.warning("inloggen mislukt")


def _locked(**_: Any) -> None:
    _log.warning("inloggen geblokkeerd")
