"""Laying a finding before the people who decide whether it becomes public."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.insight.actions.proposing import propose_finding
from smartstart.workspace.insight.forms.proposing import ProposalForm
from smartstart.workspace.insight.views.common import crumbs, stamps, visible_finding


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, release: uuid.UUID, subject: str) -> HttpResponse:
    """Write down what goes well in the group and propose the finding; the rest happens in publishing."""
    opened = visible_finding(request, release, subject)
    found = opened.release
    form = ProposalForm(request.POST or None, strengths=opened.strengths)
    if request.method == "POST" and form.is_valid():
        publication = propose_finding(actor=request.actor, opened=opened, strengths=form.cleaned_data["strengths"])
        return redirect("publishing:detail", publication.pk)
    request.actor.need(Permission.PROPOSE_PUBLICATION, found.municipality_id, found.pilot_id)
    context = {
        "part": opened.part,
        "release": found,
        **stamps(found),
        "form": form,
        "crumbs": crumbs(found, whole=opened.whole, here="Voordragen"),
    }
    return render(request, "insight/propose.html", context, status=400 if form.errors else 200)
