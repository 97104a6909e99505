"""The look is tried without any step of the workspace."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _only_the_look(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.support.login_urls"
