"""What a citizen or a privacy officer may ask: what this system cannot do, what it keeps, what happened."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartstart import __version__
from smartstart.release.keys import PublicKey, load_public_key
from smartstart.vocabulary.errors import TrustError
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.queries import lines_for
from smartstart.web.privacy.queries import kept
from smartstart.workspace.data.queries.releases import releases_for
from smartstart.workspace.overview.queries.checks import self_checks
from smartstart.workspace.overview.rules.cookies import COOKIES
from smartstart.workspace.overview.rules.report import Report, read_report

PAGE = 50


@require_safe
def accountability(request: HttpRequest) -> HttpResponse:
    """Show the way to everything one may ask, and the newest releases."""
    context = {
        "releases": releases_for(request.viewer)[:10],
        "may_read_log": bool(request.viewer.municipalities_for(Permission.READ_LOG)),
    }
    return render(request, "overview/accountability.html", context)


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Show what this system cannot do, with the tests of this build and what it says of itself now."""
    return render(request, "overview/limits.html", {"report": report(), "checks": self_checks()})


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show who did what, to whoever may read the log."""
    if not request.viewer.municipalities_for(Permission.READ_LOG):
        raise Refused("Het logboek is voor de beheerder en de privacyfunctionaris van een gemeente.")
    page = Paginator(lines_for(request.viewer), PAGE).get_page(request.GET.get("pagina"))
    return render(request, "overview/log.html", {"page_obj": page})


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is kept, why and how long, from the declarations beside the tables."""
    return render(request, "overview/retention.html", {"kept": kept()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible this is, and what to do when it is not."""
    return render(request, "overview/accessibility.html", {"contact": settings.SMARTSTART_CONTACT})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what happens with data of people."""
    return render(request, "overview/privacy.html", {"contact": settings.SMARTSTART_CONTACT})


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Show the two cookies."""
    return render(request, "overview/cookies.html", {"cookies": COOKIES})


def report() -> Report:
    """Return the report on the tests of this build."""
    named = settings.SMARTSTART_TEST_REPORT
    return read_report(Path(named) if named else None, _build_keys(), f"smartstart {__version__}")


@cache
def _build_keys() -> tuple[PublicKey, ...]:
    """Return the key that signs test reports; none when it is not there or is no key."""
    if not settings.SMARTSTART_BUILD_KEY:
        return ()
    try:
        return (load_public_key(Path(settings.SMARTSTART_BUILD_KEY)),)
    except TrustError:
        return ()
