"""House rules that an import contract cannot see, read from the source itself."""

from tests.support.house import called, imported, modules

# Modules that may find other modules by name, with the reason.
MAY_IMPORT_BY_NAME: dict[str, str] = {
    "smartstart": "what the room offers a notebook is imported only when it is named; elsewhere there is no room",
    "smartstart.cli": "a zone is imported only when one of its commands is called",
    "smartstart.cli.root": "a zone is imported only when one of its commands is called",
}
DYNAMIC = {"__import__", "exec", "eval", "compile", "import_module", "importlib.import_module", "importlib.reload"}
DRIVERS = {"duckdb", "pyspark", "sqlite3", "psycopg", "sqlalchemy"}
NETWORK = {"httpx", "httpcore", "socket", "ssl", "urllib.request", "http.client", "requests", "urllib3", "ftplib"}

# Modules that open or ask a port of this machine only, with the reason. No test lets them reach another machine.
ON_THIS_MACHINE: dict[str, str] = {
    "smartstart.cli.demo_workplace": "asks the workplace of the demo for its start page",
}


def _top(name: str) -> set[str]:
    """Return a dotted name and all its beginnings, so that `a.b.c` also counts as `a.b` and `a`."""
    parts = name.split(".")
    return {".".join(parts[: end + 1]) for end in range(len(parts))}


def _that_import(wanted: set[str], allowed: str) -> list[str]:
    """Return the modules outside `allowed` that import any of the wanted ones."""
    outside = {name: tree for name, tree in modules().items() if not f"{name}.".startswith(f"{allowed}.")}
    assert outside
    return [name for name, tree in outside.items() if any(wanted & _top(used) for used in imported(tree))]


def _that_call(wanted: set[str]) -> list[str]:
    return [name for name, tree in modules().items() if wanted & set(called(tree))]


def test_no_module_is_imported_by_name() -> None:
    assert set(_that_call(DYNAMIC)) <= set(MAY_IMPORT_BY_NAME)


def test_nothing_is_printed_past_the_console() -> None:
    assert _that_call({"print", "sys.stdout.write", "pprint.pprint", "breakpoint"}) == []


def test_only_engines_import_a_driver() -> None:
    assert _that_import(DRIVERS, "smartstart.vault.engines") == []


def test_only_opendata_speaks_to_a_network() -> None:
    assert set(_that_import(NETWORK, "smartstart.opendata")) == set(ON_THIS_MACHINE)


def test_the_engines_do_import_a_driver() -> None:
    """Guards the tests above: they look at something that is really there."""
    users = [name for name, tree in modules().items() if "duckdb" in set(imported(tree))]
    assert users
    assert all(name.startswith("smartstart.vault.engines") for name in users)
