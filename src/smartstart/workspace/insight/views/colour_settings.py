"""Deciding who may see the map of a municipality."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.insight.actions.colour import show_map
from smartstart.workspace.insight.forms.colour import MapForm
from smartstart.workspace.insight.queries.colour_places import municipality_for, page_of


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Show who may see the map, and let that be changed."""
    municipality = municipality_for(request.viewer, code)
    if municipality is None:
        raise Http404
    form = MapForm(request.POST or None, instance=page_of(municipality))
    if request.method == "POST" and form.is_valid():
        show_map(
            actor=request.actor,
            municipality=municipality,
            seen_version=form.cleaned_data["seen_version"],
            visibility=Visibility(form.cleaned_data["visibility"]),
        )
        messages.success(request, "Bewaard. De kaart is nu zichtbaar voor wie u koos.")
        return redirect("insight:colour-municipality", code=municipality.code)
    request.actor.need(Permission.DECIDE_PUBLICATION, municipality.pk)
    context = {
        "form": form,
        "place": municipality.name,
        "code": municipality.code,
        "crumbs": [
            ("Kleur van de wijk", reverse("insight:colour")),
            (municipality.name, reverse("insight:colour-municipality", args=[municipality.code])),
            ("Wie ziet deze kaart?", ""),
        ],
    }
    return render(request, "insight/colour/settings.html", context, status=400 if form.errors else 200)
