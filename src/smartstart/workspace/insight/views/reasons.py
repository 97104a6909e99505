""" "Waarom zeggen we dit?": one number down to its statement."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartstart.presentation.report.reasons import policy_words
from smartstart.web.references.uses import uses_of
from smartstart.workspace.insight.queries.currency import overtaken
from smartstart.workspace.insight.queries.reasons import reason_for
from smartstart.workspace.insight.queries.signature import signature_of
from smartstart.workspace.insight.queries.studies import newer_for
from smartstart.workspace.insight.views.common import crumbs, stamps


@require_safe
def why(request: HttpRequest, release: uuid.UUID, statement: str) -> HttpResponse:
    """Show why one number is said."""
    reason = reason_for(request.viewer, release, statement)
    if reason is None:
        raise Http404
    found = reason.release
    context = {
        "reason": reason,
        "why": reason.why,
        "between": reason.why.row.interval,
        "release": found,
        "sheet": reason.contents.sheet,
        **stamps(found),
        "policy": policy_words(reason.contents.policy),
        "signature": signature_of(found),
        "newer": newer_for(request.viewer, found) if reason.whole else None,
        "reasons": list(overtaken(found.pk, [statement]).values()),
        "uses": uses_of(request.viewer, found.pk, [statement]),
        "finding": found.findings.filter(subject=reason.subject).first(),
        "crumbs": crumbs(found, whole=reason.whole, here="Waarom zeggen we dit?"),
    }
    return render(request, "insight/why.html", context)
