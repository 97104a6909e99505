"""Laying a finding before the people who decide whether it becomes public."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from smartstart.workspace.insight.actions.proposing import propose_finding
from smartstart.workspace.insight.views.common import visible_finding


@require_POST
def propose(request: HttpRequest, release: uuid.UUID, subject: str) -> HttpResponse:
    """Propose a finding; the rest happens on the page of its publication."""
    opened = visible_finding(request, release, subject)
    publication = propose_finding(actor=request.actor, opened=opened)
    return redirect("publishing:detail", publication.pk)
