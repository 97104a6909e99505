"""House rules that an import contract cannot see, read from the source itself."""

import pytest

from tests.support.house import called, imported, modules

# Modules that may find other modules by name, with the reason.
MAY_IMPORT_BY_NAME: dict[str, str] = {
    "smartstart.cli": "a zone is imported only when one of its commands is called",
    "smartstart.cli.root": "a zone is imported only when one of its commands is called",
}
DYNAMIC = {"__import__", "exec", "eval", "compile", "import_module", "importlib.import_module", "importlib.reload"}
DRIVERS = {"duckdb", "pyspark", "sqlite3", "psycopg", "sqlalchemy"}
NETWORK = {"httpx", "httpcore", "socket", "ssl", "urllib.request", "http.client", "requests", "urllib3", "ftplib"}


def _top(name: str) -> set[str]:
    """Return a dotted name and all its beginnings, so that `a.b.c` also counts as `a.b` and `a`."""
    parts = name.split(".")
    return {".".join(parts[: end + 1]) for end in range(len(parts))}


@pytest.mark.parametrize("name", modules())
def test_no_module_is_imported_by_name(name: str) -> None:
    if name in MAY_IMPORT_BY_NAME:
        return
    assert not DYNAMIC & set(called(modules()[name]))


@pytest.mark.parametrize("name", modules())
def test_nothing_is_printed_past_the_console(name: str) -> None:
    assert not {"print", "sys.stdout.write", "pprint.pprint", "breakpoint"} & set(called(modules()[name]))


@pytest.mark.parametrize("name", modules())
def test_only_engines_import_a_driver(name: str) -> None:
    if name.startswith("smartstart.vault.engines"):
        return
    assert not any(DRIVERS & _top(used) for used in imported(modules()[name]))


@pytest.mark.parametrize("name", modules())
def test_only_opendata_speaks_to_a_network(name: str) -> None:
    if name.startswith("smartstart.opendata"):
        return
    assert not any(NETWORK & _top(used) for used in imported(modules()[name]))


def test_the_engines_do_import_a_driver() -> None:
    """Guards the tests above: they look at something that is really there."""
    users = [name for name, tree in modules().items() if "duckdb" in set(imported(tree))]
    assert users
    assert all(name.startswith("smartstart.vault.engines") for name in users)
