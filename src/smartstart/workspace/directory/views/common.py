"""What the pages on an entry share, whoever opens them: with an account, or by the own link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.workspace.directory import actions
from smartstart.workspace.directory.forms import PhotoForm
from smartstart.workspace.directory.models import Professional


def need(actor: Actor, found: Professional) -> None:
    """Show no form, also not one that came back with a mistake in it, to who may not change this entry."""
    actor.need(Permission.EDIT_DIRECTORY, found.municipality_id)


def photo_page(request: HttpRequest, actor: Actor, found: Professional, back: str) -> HttpResponse:
    """Put a photo with an entry, or take it away, and go `back`."""
    if request.method == "POST" and "weg" in request.POST:
        actions.remove_photo(actor=actor, person=found)
        messages.success(request, "De foto is weg.")
        return redirect(back)
    themselves = actor == actions.THEMSELVES
    form = PhotoForm(request.POST or None, request.FILES or None, reach=found.visibility, themselves=themselves)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["photo"]
        actions.set_photo(actor=actor, person=found, content=content, agreed_on=timezone.localdate())
        messages.success(request, "De foto staat erbij.")
        return redirect(back)
    need(actor, found)
    context = {"form": form, "person": found, "back": back, "has_photo": hasattr(found, "portrait")}
    context["refused"] = found.visibility == Visibility.PUBLIC and not themselves
    return render(request, "directory/photo.html", context, status=400 if request.method == "POST" else 200)
