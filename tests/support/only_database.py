"""A plugin for pytest: only what touches the database (`-p tests.support.only_database`)."""

import pytest

_FIXTURES = {"db", "transactional_db", "live_server", "client", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what says the same on every database."""
    out = [item for item in items if not _touches(item)]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if _touches(item)]


def _touches(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser") or item.get_closest_marker("once"):
        return False
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(_FIXTURES & names)
