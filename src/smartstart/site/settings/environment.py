"""What a machine may say about itself, read once from the environment.

`SMARTSTART_HOME` is the folder of this workplace (database of its own, secret for trials). `DATABASE_URL` takes its
place with a server: `postgres://user:password@host/name`. `SMARTSTART_PRODUCTION=1` switches on all that only makes
sense behind TLS. docs/reference/settings.md lists them all.
"""

from pathlib import Path

import environ

env = environ.Env()

HOME = Path(env.str("SMARTSTART_HOME", default="werkplek")).absolute()
PRODUCTION = env.bool("SMARTSTART_PRODUCTION", default=False)
SECRET_FILE = "geheim.txt"  # noqa: S105 - the name of a file, not a secret


def secret() -> str:
    """Return the secret of this workplace: from the environment, else the one `smartstart serve` made for a trial."""
    given = env.str("SMARTSTART_SECRET_KEY", default="")
    kept = HOME / SECRET_FILE
    if given or PRODUCTION or not kept.is_file():
        return given
    return kept.read_text(encoding="utf-8").strip()


def database() -> dict[str, object]:
    """Return the database: SQLite in the home folder, or the server that `DATABASE_URL` names."""
    if env.str("DATABASE_URL", default=""):
        return {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "werkplek.sqlite3",
        # Writers wait for each other from their first statement on; a reader never waits.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        "TEST": {"NAME": HOME / "test.sqlite3"},  # a file: a browser and a test share it
    }
