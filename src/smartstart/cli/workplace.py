"""What the commands on a workplace share: which one, who acts, and how a refusal becomes a message."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.vocabulary.errors import DataError, SmartStartError, TrustError, UsageError

if TYPE_CHECKING:
    from smartstart.web.accounts.models import Municipality
    from smartstart.web.accounts.rules.viewer import Actor
    from smartstart.workspace.data.rules.refusals import Refusal

Home = Annotated[
    Path, typer.Option("--home", envvar="SMARTSTART_HOME", help="De map van de werkplek; zo nodig wordt ze gemaakt.")
]
Where = Annotated[str, typer.Option("--municipality", help="De code van de gemeente, bijvoorbeeld GM0855.")]
HERE = Path("werkplek")
_BROKEN_TRUST = {"unsigned", "untrusted-key", "altered"}


def workplace() -> ModuleType:
    """Return the module that opens a workplace; the room of the vault does without all this."""
    try:
        from smartstart.site import workplace
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"De onderdelen voor de werkplek zijn niet geïnstalleerd ({missing.name} ontbreekt).",
            mend="installeer ze met: pip install 'smartstart[workspace]'",
        ) from None
    return workplace


@contextmanager
def acting(home: Path) -> "Iterator[Actor]":
    """Open the workplace and act as whoever runs the machine; a refusal becomes one clear message."""
    workplace().opened(home)
    from smartstart.web.accounts.made import Conflict
    from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused
    from smartstart.workspace.data.actions.releases import NotAccepted

    try:
        yield Actor(NOBODY, "opdracht", system=True)
    except NotAccepted as problem:
        raise _as_error(problem.refusal) from None
    except (Refused, Conflict) as problem:
        raise UsageError(str(problem)) from None


def _as_error(refusal: "Refusal") -> SmartStartError:
    """Return a refused file as an error: 6 when it cannot be trusted, 4 when what it holds is wrong."""
    kind = TrustError if refusal.ground.value in _BROKEN_TRUST else DataError
    more = [f"{mistake.where}: {mistake.what}" for mistake in refusal.mistakes]
    where = "; ".join(filter(None, (refusal.where, *more)))
    return kind(f"{refusal.title}. {refusal.what}", where=where, expected=refusal.expected, mend=refusal.mend)


def read(file: Path) -> bytes:
    """Return the bytes of a file, and no more of it than shows that it is too large."""
    from smartstart.workspace.data.rules.limits import UPLOAD_LIMIT

    try:
        with file.open("rb") as opened:
            return opened.read(UPLOAD_LIMIT + 1)
    except OSError as problem:
        raise DataError(
            f"Dit bestand kan niet worden gelezen ({problem.strerror or 'onbekende reden'}).",
            where=str(file),
            mend="kijk of het bestand bestaat en of u het mag lezen",
        ) from None


def municipality(code: str) -> "Municipality":
    """Return the municipality with this code; one that does not work here is a mistake of the user."""
    from smartstart.web.accounts.models import Municipality

    found: Municipality | None = Municipality.objects.filter(code=code.strip().upper()).first()
    if found is None:
        known = ", ".join(Municipality.objects.values_list("code", flat=True)) or "nog geen enkele"
        raise UsageError(
            f"De gemeente {code.strip()[:10]} is hier niet bekend.",
            expected=f"een van: {known}",
            mend="geef eerst: smartstart workspace municipality add CODE NAAM --region REGIO",
        )
    return found
