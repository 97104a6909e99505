"""One's own account: name, password, second step, and a code for another municipality."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smartstart.web.people.actions import own
from smartstart.web.people.forms import DetailsForm, FirstPasswordForm, PasswordForm
from smartstart.web.people.queries import code_of, has_second_step, managed_by, own_roles
from smartstart.web.people.rules import CODE_DAYS


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show the own account, and change name and address."""
    stored = request.user.get_username(), request.user.get_full_name()
    form = DetailsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        own.change_details(actor=request.actor, person=request.user, **form.cleaned_data)
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("people:account")
    context = {
        "form": form,
        "login": stored[0],
        "called": stored[1],
        "roles": own_roles(request.user),
        "second_step": has_second_step(request.user),
        "second_step_required": settings.SMARTSTART_SECOND_STEP,
        "manages": managed_by(request.viewer),
    }
    return render(request, "people/account.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters()
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Take a password of one's own; the first page after the first login."""
    first = request.user.must_change_password
    form = (FirstPasswordForm if first else PasswordForm)(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        own.change_password(actor=request.actor, person=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Uw nieuwe wachtwoord is bewaard. Overal waar u nog was ingelogd, bent u uitgelogd.")
        return redirect("start" if first else "people:account")
    return render(request, "people/password.html", {"form": form, "first": first}, status=400 if form.errors else 200)


@login_required
@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Show a code with which an administrator elsewhere can give a role."""
    return render(request, "people/code.html", {"code": code_of(request.user), "days": CODE_DAYS})
