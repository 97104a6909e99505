"""The machine: what the environment says, who may read the folder, where the data are."""

import os
import stat
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from smartstart.site.fitness.finding import Finding, Weight, look
from smartstart.site.settings.environment import HOME, PRODUCTION, env

_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]", ""})
_SHORTEST_SECRET = 50


def of_machine() -> Iterator[Finding]:
    """Look at the machine."""
    yield look(
        PRODUCTION and not settings.DEBUG,
        "De stand 'productie' staat aan.",
        "De stand 'productie' staat uit: dit is een proefopstelling.",
        "zet SMARTSTART_PRODUCTION=1",
    )
    yield _secret()
    yield from _addresses()
    yield look(
        bool(settings.SMARTSTART_SECOND_STEP),
        "Iedereen logt in met een tweede stap.",
        "Inloggen kan zonder tweede stap.",
        "zet SMARTSTART_SECOND_STEP=1",
    )
    yield from _database()
    yield look(
        finders.find("look/look.css") is not None,
        "Het uiterlijk is gebouwd.",
        "Het uiterlijk is nog niet gebouwd.",
        "geef in de map van de broncode: 'python -m tools.look'",
    )
    yield _folder()
    yield from _framework()


def only_here() -> bool:
    """Tell whether the workplace answers to the names of this very machine only."""
    return set(settings.ALLOWED_HOSTS) <= _LOCAL


def is_up_to_date() -> bool:
    """Tell whether the tables are those of this program."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _secret() -> Finding:
    given = env.str("SMARTSTART_SECRET_KEY", default="")
    return look(
        len(given) >= _SHORTEST_SECRET,
        "Het geheim van de werkplek komt uit de omgeving en is lang genoeg.",
        "Het geheim van de werkplek is te kort." if given else "Het geheim van de werkplek staat in een bestand.",
        "zet SMARTSTART_SECRET_KEY op minstens 50 willekeurige tekens",
    )


def _addresses() -> Iterator[Finding]:
    hosts = set(settings.ALLOWED_HOSTS)
    yield look(
        not only_here() and "*" not in hosts,
        "De werkplek weet onder welke naam mensen haar bereiken.",
        "De werkplek neemt elke naam aan." if "*" in hosts else "De werkplek is alleen op deze computer te bereiken.",
        "zet SMARTSTART_HOSTS op de naam, bijvoorbeeld werkplek.voorbeeld.nl",
    )
    yield look(
        all(origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS),
        "Formulieren komen alleen van veilige adressen.",
        "In SMARTSTART_ORIGINS staat een adres zonder https.",
        "laat elk adres met https:// beginnen",
    )
    yield look(
        bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None)),
        "Een eigen server ervoor (proxy) zorgt voor https.",
        "Er is geen server ervoor (proxy) die voor https zorgt. De werkplek zelf spreekt alleen http.",
        "zet er een proxy voor die `X-Forwarded-Proto` zet, en zet SMARTSTART_BEHIND_PROXY=1",
    )


def _database() -> Iterator[Finding]:
    yield look(
        connection.vendor == "postgresql",
        "De gegevens staan in PostgreSQL.",
        "De gegevens staan in SQLite, in één bestand. Dat is genoeg voor een kleine gemeente.",
        "kies bij meer dan ongeveer dertig gebruikers PostgreSQL, met DATABASE_URL",
        Weight.ADVICE,
    )
    yield look(
        is_up_to_date(),
        "De database past bij dit programma.",
        "De database is nog niet bijgewerkt voor dit programma.",
        "geef: 'smartstart manage migrate'",
    )


def _folder() -> Finding:
    """Say who may read the folder; where there are no such rights (Windows) its owner must guard it otherwise."""
    closed = os.name == "nt" or not HOME.is_dir() or not HOME.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return look(
        closed,
        "De map van de werkplek is alleen voor haar eigenaar.",
        "Anderen op deze computer kunnen in de map van de werkplek kijken.",
        f"geef: chmod 700 {HOME}",
    )


def _framework() -> Iterator[Finding]:
    """Yield what the framework itself finds; on trial it would only repeat that this is no production."""
    for message in checks.run_checks(include_deployment_checks=True):
        name = str(message.id)
        if PRODUCTION or not name.startswith("security."):
            yield Finding(Weight.MUST, f"Het raamwerk meldt {name}.", "geef: 'smartstart manage check --deploy'")
