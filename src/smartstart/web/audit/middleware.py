"""A net under all pages: no attempt to change something is refused without a line in the log.

An action records its own refusals. Here comes what never reached one: a form that was not even read, and an object
that somebody may not know of. The visitor notices nothing: the answer is that of an object that is not there.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.actions import record_refusal
from smartstart.web.audit.objects import Known, objects_named

_LOOKING = ("GET", "HEAD", "OPTIONS", "TRACE")
_LINE = 60  # letters of an action in the log
_VALUE = re.compile("<[^>]*>")


class RefusalMiddleware:
    """Record who was kept from changing what. Stands after the one that knows the viewer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a form that named what its sender may not know of, was answered as one with a mistake in it."""
        response = self.get_response(request)
        if response.status_code == 400 and _changes(request):
            _record_if_hidden(request, _posted(request))
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        """Record what no action recorded, and leave the answer to others."""
        if not _changes(request):
            return
        if isinstance(problem, Refused) and not problem.recorded:
            _record(request, [*_addressed(request), *_posted(request)])
        elif isinstance(problem, Http404):
            _record_if_hidden(request, [*_addressed(request), *_posted(request)])


def _changes(request: HttpRequest) -> bool:
    """Tell whether somebody with an account tries to change something; of others there is nobody to name."""
    return request.method not in _LOOKING and request.resolver_match is not None and request.viewer.known


def _addressed(request: HttpRequest) -> list[Known]:
    return objects_named(request.resolver_match.kwargs.items())


def _posted(request: HttpRequest) -> list[Known]:
    return objects_named(request.POST.items())


def _record_if_hidden(request: HttpRequest, found: Iterable[Known]) -> None:
    """Record it only of an object that is there for others: a page that is gone was refused to nobody."""
    hidden = [known for known in found if known.hidden_from(request.viewer)]
    if hidden:
        _record(request, hidden)


def _record(request: HttpRequest, found: list[Known]) -> None:
    """The last name in an address is the object, the first says where it is; without any, where the sender works."""
    places: Iterable[Any] = (known.municipality for known in found if known.municipality is not None)
    record_refusal(
        actor=request.actor,
        action=_words(request.resolver_match.route),
        kind=found[-1].kind if found else "bladzijde",
        object_id=found[-1].object_id if found else "",
        municipality=next(iter(places), request.user.home_id),
    )


def _words(route: str) -> str:
    """Return an address in words: only what we wrote ourselves, nothing of what was asked for."""
    return f"geprobeerd: {_VALUE.sub('…', route).strip('/^$')}"[:_LINE]
