"""The phases that a new workplace starts with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from smartstart.workspace.pilots.rules import FIRST_PHASES


def first_phases(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the common phases."""
    del schema_editor
    phase = apps.get_model("workspace_pilots", "Phase")
    phase.objects.bulk_create(phase(number=number, name=name) for number, name in FIRST_PHASES)


class Migration(migrations.Migration):
    """Only data."""

    dependencies = [("workspace_pilots", "0001_initial")]
    operations = [migrations.RunPython(first_phases, migrations.RunPython.noop)]
