"""The own entry, by the link that somebody was sent: without an account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.directory import actions, queries
from smartstart.workspace.directory.forms import AnswerForm, OwnForm, WithdrawForm
from smartstart.workspace.directory.models import Professional
from smartstart.workspace.directory.rules import CONSENTS, narrower_than
from smartstart.workspace.directory.views.common import photo_page


@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def entry(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody edit or remove the own entry, without an account."""
    found = _by_link(secret)
    form = OwnForm(None if "weg" in request.POST else request.POST or None, instance=found)
    if request.method == "POST" and "weg" in request.POST:
        actions.remove(actor=actions.THEMSELVES, person=found)
        return render(request, "directory/gone.html")
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        version = fields.pop("seen_version") or found.version
        actions.change(actor=actions.THEMSELVES, person=_by_link(secret), seen_version=version, **fields)
        messages.success(request, "Dank u. Uw gegevens zijn bijgewerkt.")
        return redirect("directory:own", secret=secret)
    return _page(request, found, secret, form)


@require_POST
@cache_control(no_store=True)
def consent(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody say yes or no to showing the own entry further, or take back how far it shows."""
    found = _by_link(secret)
    withdraws = "intrekken" in request.POST
    form = (WithdrawForm if withdraws else AnswerForm)(request.POST, person=found)
    if not form.is_valid():
        return _page(request, found, secret, OwnForm(instance=found), status=400)
    told = {"actor": actions.THEMSELVES, "person": found, "seen_version": form.cleaned_data["seen_version"]}
    if withdraws:
        actions.withdraw(**told, to=form.cleaned_data["to"])
        messages.success(request, f"Dat is meteen gedaan. Nu zichtbaar voor: {found.get_visibility_display()}.")
        return redirect("directory:own", secret=secret)
    agreed = request.POST.get("antwoord") == "ja"
    with_photo = form.cleaned_data.get("with_photo", False)
    actions.answer(**told, reach=form.cleaned_data["reach"], agreed=agreed, with_photo=with_photo)
    messages.success(request, "Dank u. Uw toestemming is bewaard." if agreed else "Goed. Er verandert niets.")
    return redirect("directory:own", secret=secret)


def _page(
    request: HttpRequest, found: Professional, secret: str, form: OwnForm, status: int | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "person": found,
        "secret": secret,
        "asked": CONSENTS[Visibility(found.asked)] if found.asked else "",
        "answer": AnswerForm(person=found),
        "withdraw": WithdrawForm(person=found) if narrower_than(found.visibility) else None,
        "consents": queries.consents_of(found),
    }
    return render(request, "directory/own.html", context, status=status or (400 if form.errors else 200))


@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def photo(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody change or remove the own photo, without an account."""
    back = reverse("directory:own", kwargs={"secret": secret})
    return photo_page(request, actions.THEMSELVES, _by_link(secret), back)


def _by_link(secret: str) -> Professional:
    found = queries.by_link(secret)
    if found is None:
        raise Http404("Deze link werkt niet meer. Vraag uw contactpersoon om een nieuwe.")
    return found
