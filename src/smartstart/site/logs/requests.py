"""One line per request: what was asked by name, by which account, how it ended and how long it took."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

_log = structlog.get_logger("smartstart.verzoek")
_UNLOGGED = ("/gezond/",)


class RequestLineMiddleware:
    """Write the line. Not the address: in it may stand what somebody typed; only numbers of things are taken over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say so."""
        began = time.monotonic()
        response = self.get_response(request)
        if not request.path_info.startswith((settings.STATIC_URL, *_UNLOGGED)):
            milliseconds = round((time.monotonic() - began) * 1000)
            _log.info("verzoek", status=response.status_code, ms=milliseconds, **_asked(request))
        return response


def _asked(request: HttpRequest) -> dict[str, object]:
    found = request.resolver_match
    method = request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "anders"
    if found is None:
        return {"method": method, "route": None, "account": _account(request)}
    ids = {name: str(value) for name, value in found.kwargs.items() if isinstance(value, uuid.UUID | int)}
    return {"method": method, "route": found.view_name or None, "ids": ids or None, "account": _account(request)}


def _account(request: HttpRequest) -> int | None:
    """Return the account that was looked up on the way; nothing is looked up for the log alone."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None and user.is_authenticated else None
