"""A workplace on this machine: its folder, its secret, its database; made on first use, opened ever after.

Nothing here may import a model or the settings before `opened` has said where the workplace is.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import django

from smartstart.storage import write_text
from smartstart.vocabulary.errors import DataError, UsageError

SETTINGS = "smartstart.site.settings.workspace"
_SECRET_LENGTH = 48  # bytes; 64 characters


def opened(home: Path, *, update: bool = True) -> None:
    """Open the workplace in a folder: make what is missing, start Django, bring the database up to date.

    Args:
        home: the folder.
        update: whether the database may be brought up to date; who only looks leaves it as it is.

    Raises:
        UsageError: a variable of the environment is wrong or missing.
        DataError: the database does not answer, or is newer than this program.
        StorageError: the folder cannot be made or written.
    """
    started(home)
    _reach()
    if update:
        _migrate()


def started(home: Path) -> None:
    """Start Django for the workplace in a folder, without touching the database."""
    os.environ["SMARTSTART_HOME"] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _make(home.absolute())
    django.setup()


def _make(home: Path) -> None:
    """Make the folder and, for a trial, the secret: readable by their owner only."""
    from smartstart.site.settings.environment import PRODUCTION, SECRET_FILE, env

    if not home.is_dir():
        _make_folder(home)
    if env.str("SMARTSTART_SECRET_KEY", default=""):
        return
    if PRODUCTION:
        raise UsageError(
            "De omgevingsvariabele SMARTSTART_SECRET_KEY ontbreekt. In productie is die nodig.",
            expected="minstens 50 willekeurige tekens, die niemand anders kent",
            mend="maak er een met: python -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )
    if not (home / SECRET_FILE).is_file():
        write_text(home / SECRET_FILE, secrets.token_urlsafe(_SECRET_LENGTH) + "\n", mode=0o600)


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, mode=0o700)
    except OSError as problem:
        raise UsageError(
            f"De map voor de werkplek kan niet worden gemaakt ({problem.strerror or 'onbekende reden'}).",
            where=str(home),
            mend="kies een andere map met --home",
        ) from None


def _reach() -> None:
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        raise DataError(
            "De database antwoordt niet, of is geen database.",
            where=_where(connection.settings_dict),
            mend="kijk of de database aan staat en of DATABASE_URL klopt",
        ) from None


def _where(database: dict[str, object]) -> str:
    """Say which database, without its password."""
    server = f"{database.get('HOST') or 'deze computer'}, database " if database.get("HOST") else ""
    return f"{server}{database['NAME']}"


def _migrate() -> None:
    """Bring the tables up to date when they are not."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    ahead = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if any(app.startswith(("web_", "workspace_")) for app, _ in ahead):
        raise DataError(
            "De database is van een nieuwere versie van Smart Start dan dit programma.",
            where=_where(connection.settings_dict),
            mend="installeer de nieuwste versie, of zet een reservekopie van deze versie terug",
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    _need_tables()


def _need_tables() -> None:
    """Refuse a database in which something is missing that this program asks for; else pages would break one by one."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        missing = sorted(
            model._meta.db_table
            for model in apps.get_models()
            if model._meta.managed and (model._meta.db_table not in there or not _whole(cursor, model))
        )
    if missing:
        raise DataError(
            f"De database past niet bij dit programma. Er ontbreekt iets in: {', '.join(missing)}.",
            where=_where(connection.settings_dict),
            mend="begin met een lege map (geef een andere met --home), of zet een reservekopie van deze versie terug",
        )


def _whole(cursor: Any, model: Any) -> bool:
    """Tell whether the table of a model has all its columns."""
    from django.db import connection

    columns = {one.name for one in connection.introspection.get_table_description(cursor, model._meta.db_table)}
    return all(field.column in columns for field in model._meta.local_concrete_fields)


def manage(arguments: list[str]) -> None:
    """Give a command to the framework."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)
