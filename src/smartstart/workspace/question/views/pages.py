"""The page of a question: what is asked, what was expected, why it may be asked."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.workspace.pilots.queries import is_member
from smartstart.workspace.publishing.rules.wording import read
from smartstart.workspace.question import actions
from smartstart.workspace.question.forms import QuestionForm, ShowForm
from smartstart.workspace.question.queries import gates_of, judged_hunches, question_for, quick_scans_of
from smartstart.workspace.question.views.common import crumbs, editable_pilot, need_question, visible_pilot


@require_safe
def detail(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Show the question: to who works on it the whole page, to others what it says to others."""
    found = visible_pilot(request, pilot)
    question = question_for(request.viewer, found)
    context: dict[str, Any] = {
        "pilot": found,
        "question": question,
        "gates": gates_of(found),
        "crumbs": crumbs(found),
    }
    if not is_member(request.viewer, found):
        if question is None:
            raise Http404
        return render(request, "question/public.html", context)
    may_edit = request.viewer.may(Permission.EDIT_QUESTION, found.municipality_id, found.pk)
    context |= {
        "hunches": judged_hunches(request.viewer, found),
        "scan": quick_scans_of(found).first(),
        "may_edit": may_edit,
        "visibility_word": VISIBILITY_WORDS[Visibility(question.visibility)] if question else "",
    }
    return render(request, "question/detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Write the question down, or change it."""
    found = editable_pilot(request, pilot)
    question = question_for(request.viewer, found)
    form = QuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and carried_out(
        form, lambda: actions.describe(actor=request.actor, pilot=found, **form.cleaned_data)
    ):
        messages.success(request, "De vraag is bewaard.")
        return redirect("question:detail", pilot=found.pk)
    need_question(request, found)
    context = {"pilot": found, "form": form, "crumbs": crumbs(found, ("Beschrijf de vraag", ""))}
    if form.non_field_errors():
        context["readings"] = [reading for reading in read(actions.public_texts(form.instance)) if reading.findings]
    return render(request, "question/edit.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Decide how far the question shows, with what the word list says of its texts."""
    found = editable_pilot(request, pilot)
    question = question_for(request.viewer, found)
    if question is None:
        raise Http404
    form = ShowForm(request.POST or None, instance=question)
    if request.method == "POST" and carried_out(
        form, lambda: actions.show_question(actor=request.actor, question=question, **form.cleaned_data)
    ):
        messages.success(request, "Bewaard wie de vraag mag zien.")
        return redirect("question:detail", pilot=found.pk)
    need_question(request, found)
    context = {
        "pilot": found,
        "form": form,
        "pilot_visibility": VISIBILITY_WORDS[Visibility(found.visibility)],
        "readings": read(actions.public_texts(question)),
        "crumbs": crumbs(found, ("Wie mag dit zien?", "")),
    }
    return render(request, "question/show.html", context, status=400 if form.errors else 200)
