"""What a migration wrote stands there again after a test that empties the database.

A test that commits (`transaction=True`, a live server) ends with Django's `flush`, which also removes the
rows that migrations wrote. A later test in the same worker would then begin in a workplace that nobody has.
"""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate

_PILOTS = "workspace_pilots"
_FIRST = "smartstart.workspace.pilots.migrations.0002_first_phases"


def write_again_after_emptying() -> None:
    """Have the first phases written whenever Django has emptied the database (it tells so by `post_migrate`)."""
    post_migrate.connect(_first_phases, sender=apps.get_app_config(_PILOTS))


def _first_phases(**told: Any) -> None:
    if not apps.get_model(_PILOTS, "Phase").objects.using(told["using"]).exists():
        import_module(_FIRST).first_phases(apps, None)
