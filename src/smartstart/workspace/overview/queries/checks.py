"""Harmless checks that the running workplace does on itself, for the page "wat dit systeem niet kan".

They only look at how the workplace is put together; none reads a row, and none changes anything.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from smartstart.workspace.overview.rules.cookies import COOKIES


@dataclass(frozen=True, slots=True)
class Check:
    """One look at oneself: what, and whether it is so."""

    what: str
    good: bool


def self_checks() -> list[Check]:
    """Return the outcome of every check, now."""
    return [Check(what, look()) for what, look in _CHECKS]


def _tables_are_classed() -> bool:
    own = [model for model in apps.get_models() if model.__module__.startswith("smartstart.")]
    return all(_field_names(model) == set(model.privacy.fields) for model in own)


def _field_names(model: type[Model]) -> set[str]:
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}


def _vault_is_not_loaded() -> bool:
    return not any(name.startswith(("smartstart.vault", "smartstart.disclosure", "duckdb")) for name in sys.modules)


def _only_own_files() -> bool:
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return allowed["default-src"] == ["'none'"] and allowed["script-src"] == ["'self'"]


def _one_cookie() -> bool:
    named = {settings.SESSION_COOKIE_NAME} | (set() if settings.CSRF_USE_SESSIONS else {settings.CSRF_COOKIE_NAME})
    return named == {cookie.name for cookie in COOKIES} and settings.SESSION_COOKIE_HTTPONLY


_CHECKS: tuple[tuple[str, Callable[[], bool]], ...] = (
    ("Van elke tabel is vastgelegd wat erin staat, waarom, en hoe lang.", _tables_are_classed),
    ("Het programma voor de registers is hier niet geladen.", _vault_is_not_loaded),
    ("Bladzijden laden alleen eigen bestanden, niets van andere websites.", _only_own_files),
    ("Uw browser krijgt één cookie, die op de cookiebladzijde staat.", _one_cookie),
)
