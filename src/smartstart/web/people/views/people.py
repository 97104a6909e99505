"""The people of a municipality, for its administrators. Who is not known here does not exist: 404, never 403."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.people import queries
from smartstart.web.people.actions import persons, roles
from smartstart.web.people.forms import CodeForm, PersonForm, RoleForm
from smartstart.web.people.subjects import subjects_of


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the people that one manages, and for everybody whom to ask for a role."""
    wanted = request.GET.get("gemeente")
    managed = [place for place in queries.managed_by(request.viewer) if wanted in (None, "", place.code)]
    today = timezone.localdate()
    context = {
        "managed": [(place, queries.people_of(place), queries.due_roles(place, today).count()) for place in managed],
        "contacts": queries.contacts_for(request.viewer),
    }
    return render(request, "people/list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, place: str) -> HttpResponse:
    """Make an account for a colleague; the one-time password shows on the answer, and nowhere else."""
    here = _place(request, place)
    form = PersonForm(request.POST or None, subjects=subjects_of(request.viewer, here.pk))
    if request.method == "POST" and form.is_valid():
        entry = persons.add_person(actor=request.actor, municipality=here, **form.cleaned_data)
        return _entry(request, here, entry)
    _need(request, here)
    return render(request, "people/add.html", {"place": here, "form": form}, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, place: str) -> HttpResponse:
    """Give a role to somebody from another municipality, who made a code for that."""
    here = _place(request, place)
    form = CodeForm(request.POST or None, subjects=subjects_of(request.viewer, here.pk))
    if request.method == "POST" and form.is_valid():
        roles.give_role(actor=request.actor, person=form.person, municipality=here, **form.cleaned_data)
        messages.success(request, "De rol is gegeven.")
        return redirect("people:person", place=here.code, account=form.person.pk)
    _need(request, here)
    return render(request, "people/invite.html", {"place": here, "form": form}, status=400 if form.errors else 200)


@login_required
@require_safe
def person(request: HttpRequest, place: str, account: int) -> HttpResponse:
    """Show one colleague: roles here, and the account when this municipality looks after it."""
    here = _managed(request, place)
    return _person_page(request, here, _person(request, here, account), _role_form(request, here))


@login_required
@require_POST
def give_role(request: HttpRequest, place: str, account: int) -> HttpResponse:
    """Give a colleague a role here."""
    here = _place(request, place)
    found, form = _person(request, here, account), _role_form(request, here)
    if not form.is_valid():
        _need(request, here)
        return _person_page(request, here, found, form)
    roles.give_role(actor=request.actor, person=found, municipality=here, **form.cleaned_data)
    messages.success(request, "De rol is gegeven.")
    return redirect("people:person", place=here.code, account=found.pk)


@login_required
@require_POST
def end_role(request: HttpRequest, place: str, role: int) -> HttpResponse:
    """End a role here."""
    here = _place(request, place)
    roles.end_role(actor=request.actor, role=_role(request, here, role))
    messages.success(request, "De rol is beëindigd.")
    return redirect("people:review", place=here.code) if "nakijken" in request.POST else redirect("people:list")


@login_required
@require_safe
def review(request: HttpRequest, place: str) -> HttpResponse:
    """Show the roles that nobody looked at for three months."""
    here = _managed(request, place)
    due = _with_titles(request, here, queries.due_roles(here, timezone.localdate()))
    return render(request, "people/review.html", {"place": here, "due": due})


@login_required
@require_POST
def reviewed(request: HttpRequest, place: str, role: int) -> HttpResponse:
    """Say that a role is still needed."""
    here = _place(request, place)
    roles.review_role(actor=request.actor, role=_role(request, here, role))
    messages.success(request, "De rol is nagekeken.")
    return redirect("people:review", place=here.code)


@login_required
@require_POST
def switch(request: HttpRequest, place: str, account: int) -> HttpResponse:
    """Switch an account off or on."""
    here = _place(request, place)
    found, active = _person(request, here, account), request.POST.get("aan") == "1"
    persons.switch(actor=request.actor, person=found, active=active)
    messages.success(request, "Het account staat weer aan." if active else "Het account staat uit.")
    return redirect("people:person", place=here.code, account=found.pk)


@login_required
@never_cache
@require_POST
def new_password(request: HttpRequest, place: str, account: int) -> HttpResponse:
    """Give a new one-time password."""
    here = _place(request, place)
    found = _person(request, here, account)
    return _entry(request, here, persons.renew_password(actor=request.actor, person=found))


@login_required
@never_cache
@require_POST
def reset_second_step(request: HttpRequest, place: str, account: int) -> HttpResponse:
    """Forget a second step, and give a new one-time password."""
    here = _place(request, place)
    found = _person(request, here, account)
    return _entry(request, here, persons.reset_second_step(actor=request.actor, person=found))


def _place(request: HttpRequest, code: str) -> Municipality:
    """Return a municipality where one has a role; what is posted there is asked, and recorded, by its action."""
    try:
        return queries.municipality_of(request.viewer, code)
    except Municipality.DoesNotExist:
        raise Http404 from None


def _managed(request: HttpRequest, code: str) -> Municipality:
    """Return a municipality where one manages people: 404 when one has no role there, 403 with another role."""
    here = _place(request, code)
    _need(request, here)
    return here


def _need(request: HttpRequest, here: Municipality) -> None:
    """Show no page, and say not even who is known here, to somebody who does not manage people."""
    request.actor.need(Permission.MANAGE_PEOPLE, here.pk)


def _person(request: HttpRequest, here: Municipality, account: int) -> User:
    found = queries.people_of(here).filter(pk=account).first()
    if found is None:
        _need(request, here)
        raise Http404
    return found


def _role(request: HttpRequest, here: Municipality, role: int) -> RoleAssignment:
    found = RoleAssignment.objects.select_related("municipality").filter(pk=role, municipality=here).first()
    if found is None:
        _need(request, here)
        raise Http404
    return found


def _role_form(request: HttpRequest, here: Municipality) -> RoleForm:
    return RoleForm(request.POST or None, subjects=subjects_of(request.viewer, here.pk))


def _person_page(request: HttpRequest, here: Municipality, found: User, form: RoleForm) -> HttpResponse:
    context = {
        "place": here,
        "form": form,
        "person": found,
        "roles": _with_titles(request, here, found.shown_roles),
        "ours": found.home_id == here.pk,
        "oneself": found.pk == request.user.pk,
    }
    return render(request, "people/person.html", context, status=400 if form.errors else 200)


def _entry(request: HttpRequest, here: Municipality, entry: persons.Entry) -> HttpResponse:
    return render(request, "people/entry.html", {"place": here, "person": entry.person, "password": entry.password})


def _with_titles(
    request: HttpRequest, here: Municipality, assigned: Iterable[RoleAssignment]
) -> list[tuple[RoleAssignment, str]]:
    """Return roles with what they are for: the title of a question, nothing for the whole municipality."""
    titles = {subject.id: subject.title for subject in subjects_of(request.viewer, here.pk)}
    return [(role, titles.get(role.subject, "één vraag") if role.subject else "") for role in assigned]
