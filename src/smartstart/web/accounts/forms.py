"""Carrying out what a form asks, and saying in the form what stands in the way."""

from collections.abc import Callable

from django.forms import BaseForm

from smartstart.web.accounts.rules.states import RuleBroken


def carried_out(form: BaseForm, do: Callable[[], object]) -> bool:
    """Do it when the form is right; return whether it was done. A broken rule becomes a message of the form."""
    if not form.is_valid():
        return False
    try:
        do()
    except RuleBroken as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True
