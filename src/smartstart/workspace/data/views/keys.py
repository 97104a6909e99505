"""The keys that a municipality trusts: looking, trusting, ending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.release.keys import fingerprint
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.actions import keys as actions
from smartstart.workspace.data.forms.keys import KeyForm, TrustForm
from smartstart.workspace.data.models import TrustedKey
from smartstart.workspace.data.queries.keys import keys_for
from smartstart.workspace.data.views.common import Crumbs, own_municipality


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show whose releases may come in, per municipality."""
    viewer = request.viewer
    places = Municipality.objects.filter(pk__in=viewer.municipalities_for(Permission.READ))
    keys: dict[int, list[TrustedKey]] = {}
    for key in keys_for(viewer):
        keys.setdefault(key.municipality_id, []).append(key)
    blocks = [(place, keys.get(place.pk, []), viewer.may(Permission.TRUST_KEYS, place.pk)) for place in places]
    return render(request, "data/keys.html", {"blocks": blocks, "crumbs": _crumbs()})


@login_required
@require_http_methods(["GET", "POST"])
def trust(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over a key; compare its fingerprint; trust it. Two steps on one address."""
    place = own_municipality(request, code)
    if "key" in request.POST:
        return _compare(request, place, TrustForm(request.POST))
    request.actor.need(Permission.TRUST_KEYS, place.pk)
    form = KeyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _compare(request, place, TrustForm.of(form.cleaned_data["file"], form.cleaned_data["name"]))
    context = {"form": form, "municipality": place, "crumbs": _crumbs("Sleutel toevoegen")}
    return render(request, "data/trust_key.html", context, status=400 if form.errors else 200)


def _compare(request: HttpRequest, place: Municipality, form: TrustForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        key = actions.trust_key(
            actor=request.actor, municipality=place.pk, content=cleaned["key"].encode("ascii"), name=cleaned["name"]
        )
        messages.success(request, f"De sleutel van {key.name} wordt vertrouwd.")
        return redirect("data:keys")
    request.actor.need(Permission.TRUST_KEYS, place.pk)
    if form.public_key is None:  # what was sent back is no key any more: begin again
        messages.error(request, "De sleutel kwam niet heel terug. Kies het bestand opnieuw.")
        return redirect("data:trust-key", code=place.code)
    context = {
        "form": form,
        "municipality": place,
        "name": form["name"].value(),
        "fingerprint": grouped(fingerprint(form.public_key)),
        "crumbs": _crumbs("Vingerafdruk vergelijken"),
    }
    return render(request, "data/compare_key.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End the trust in a key, after one question."""
    found = get_object_or_404(keys_for(request.viewer), pk=key)
    if request.method == "POST":
        actions.end_key(actor=request.actor, key=found)
        messages.success(request, f"De sleutel van {found.name} wordt niet meer vertrouwd.")
        return redirect("data:keys")
    request.actor.need(Permission.TRUST_KEYS, found.municipality_id)
    context = {"key": found, "fingerprint": grouped(found.fingerprint), "crumbs": _crumbs("Vertrouwen beëindigen")}
    return render(request, "data/end_key.html", context)


@login_required
@require_safe
def file(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out a public key, for whoever verifies a release."""
    found = get_object_or_404(keys_for(request.viewer), pk=key)
    response = HttpResponse(found.public_key, content_type="application/x-pem-file")
    response["Content-Disposition"] = f'attachment; filename="sleutel-{found.fingerprint[:8]}.pub"'
    return response


def grouped(text: str) -> list[str]:
    """Return a fingerprint in groups of four, as one reads it out over the telephone."""
    return [text[place : place + 4] for place in range(0, len(text), 4)]


def _crumbs(here: str = "") -> Crumbs:
    way = [("Vrijgaven", reverse("data:releases")), ("Sleutels", reverse("data:keys") if here else "")]
    return [*way, (here, "")] if here else way
