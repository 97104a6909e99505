"""What a machine may say about itself, read once from the environment. docs/how-to/run-the-workspace.md lists it all.

`SMARTSTART_HOME` is the folder of this workplace (database of its own, secret for trials). `DATABASE_URL` takes the
place of that database with a server. `SMARTSTART_PRODUCTION=1` switches on all that only makes sense behind TLS.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import environ

from smartstart.vocabulary.errors import UsageError

env = environ.Env()

VARIABLES: Mapping[str, tuple[str, str]] = {
    "SMARTSTART_HOME": ("werkplek", "the folder of this workplace"),
    "SMARTSTART_PRODUCTION": ("0", "1: only over TLS, secure cookies, a second step for everybody"),
    "SMARTSTART_SECRET_KEY": ("made for a trial", "50 random characters or more; needed in production"),
    "SMARTSTART_HOSTS": ("127.0.0.1,localhost,[::1]", "the names under which the workplace is reached"),
    "SMARTSTART_ORIGINS": ("", "other origins that may post here, with https://; seldom needed"),
    "SMARTSTART_BEHIND_PROXY": ("0", "1: a proxy of your own ends TLS and sets X-Forwarded-Proto"),
    "SMARTSTART_SECOND_STEP": ("as SMARTSTART_PRODUCTION", "1: everybody logs in with a second step"),
    "SMARTSTART_STATIC": ("static in the folder", "where style sheets and scripts are collected"),
    "SMARTSTART_THEME_CSS": ("", "a file with the design tokens of your municipality"),
    "SMARTSTART_INVENTED": ("0", "1: every page says that all data are invented"),
    "SMARTSTART_CONTACT": ("", "an e-mail address for citizens"),
    "SMARTSTART_TEST_REPORT": ("", "the folder with the signed report of this build"),
    "SMARTSTART_BUILD_KEY": ("", "the public key of whoever builds"),
    "SMARTSTART_LOG": ("json in production, else text", "json or text: how lines of the log look"),
    "DATABASE_URL": ("SQLite in the folder", "postgres://user:password@host/name"),
}
"""Every variable, with what holds when it is not set, and what it is for."""

_YES = frozenset({"1", "true", "yes", "on", "ja"})
_NO = frozenset({"0", "false", "no", "off", "nee", ""})
_SERVERS = ("postgres://", "postgresql://")


def flag(name: str, default: bool) -> bool:
    """Return yes or no; a word that we do not know is a mistake, for a lock must not stay open by a slip."""
    given = env.str(name, default="1" if default else "0").strip().lower()
    if given not in _YES | _NO:
        raise UsageError(f"De omgevingsvariabele {name} klopt niet.", expected="1 (ja) of 0 (nee)")
    return given in _YES


HOME = Path(env.str("SMARTSTART_HOME", default="werkplek")).absolute()
PRODUCTION = flag("SMARTSTART_PRODUCTION", default=False)
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
    url = env.str("DATABASE_URL", default="")
    if url:
        if not url.startswith(_SERVERS):
            raise UsageError(
                "De omgevingsvariabele DATABASE_URL klopt niet.",
                expected="postgres://gebruiker:wachtwoord@server/naam",
                mend="laat de variabele weg voor een eigen database in de map van de werkplek",
            )
        server = env.db("DATABASE_URL")
        # A folder in the place of a host (%2Frun%2Fpostgresql) is where the socket is.
        return {**server, "HOST": unquote(server["HOST"]), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
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
