"""A test that commits leaves the next one a workplace as the migrations leave it."""

import pytest
from django.core.management import call_command

from smartstart.workspace.pilots.models import Phase
from smartstart.workspace.pilots.rules import FIRST_PHASES


@pytest.mark.django_db
def test_emptying_brings_back_the_first_phases() -> None:
    call_command("flush", interactive=False, allow_cascade=False, inhibit_post_migrate=False)
    assert list(Phase.objects.values_list("number", "name")) == list(FIRST_PHASES)
