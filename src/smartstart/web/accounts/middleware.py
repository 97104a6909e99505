"""Who is looking, and what must be done first: a password of one's own, a second step."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.addresses import address_in
from smartstart.web.accounts.rules.viewer import Actor, Refused

Respond = Callable[[HttpRequest], HttpResponse]
_ALWAYS = ("/static/", "/account/login/", "/uitloggen/", "/gezond/")
_KEY = re.compile("[a-z0-9]{8,40}")
_SECOND_STEP = ("/account/two_factor/setup/", "/account/two_factor/qrcode/")


class ViewerMiddleware:
    """Give a request its `viewer` and `actor`; turn a refusal into a page."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the viewer, looked up when first asked for."""
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))
        request.actor = SimpleLazyObject(lambda: Actor(viewer_of(request.user), f"web {_address(request)}"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Show what may not (403) and what somebody else changed first (409)."""
        if isinstance(problem, Refused):
            return render(request, "403.html", {"reason": str(problem)}, status=403)
        if isinstance(problem, Conflict):
            return render(request, "look/conflict.html", {"reason": str(problem)}, status=409)
        return None


class DoorMiddleware:
    """Send somebody with an account past what is still to be done: own password first, then the second step."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect, or let through."""
        if not request.user.is_authenticated or request.path.startswith(_ALWAYS):
            return self.get_response(request)
        if request.user.must_change_password:
            return self._only(request, (reverse("people:password"),))
        if settings.SMARTSTART_SECOND_STEP and not request.user.is_verified():
            return self._only(request, _SECOND_STEP)
        return self.get_response(request)

    def _only(self, request: HttpRequest, places: tuple[str, ...]) -> HttpResponse:
        """Let through to these places, and lead to the first of them from anywhere else."""
        return self.get_response(request) if request.path.startswith(places) else redirect(places[0])


class AddressMiddleware:
    """Know from where somebody asks, also behind a proxy; and no address that holds what no database can look up."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; 404 to an address with a null character (PostgreSQL cannot even be asked for it)."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        if settings.SMARTSTART_BEHIND_PROXY:
            # The last one was written by our own proxy; those before it by anybody.
            told = address_in(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
            request.META["REMOTE_ADDR"] = told or request.META.get("REMOTE_ADDR", "")
        return self.get_response(request)


class SessionKeyMiddleware:
    """Forget a session key that we never gave: no database can be asked for every text. Stands before the sessions."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as to somebody without a session, when the key is not shaped as ours are."""
        if not _KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", "onbekend"))
