"""One field that searches everything one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartstart.workspace.overview.queries.search import search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found, per kind."""
    asked = request.GET.get("q", "").strip()[:100]
    return render(request, "overview/search.html", {"asked": asked, "groups": search(request.viewer, asked)})
