"""Serving the workplace: its files collected, its port free, its server started."""

import errno
import hashlib
import socketserver
from collections.abc import Callable
from pathlib import Path

from smartstart.vocabulary.errors import UsageError

_STAMP = ".verzameld"
_THREADS = 8  # per process; each may hold a connection to the database
_REASONS = {
    errno.EADDRINUSE: ("is al in gebruik", "stop wat daar draait, of kies een andere poort met --port"),
    errno.EACCES: ("is niet voor gewone gebruikers", "kies een poort boven 1024 met --port"),
    errno.EADDRNOTAVAIL: ("hoort bij een adres dat deze computer niet heeft", "kies een ander adres met --host"),
}


def need_look() -> None:
    """Refuse to serve pages without their look.

    Raises:
        UsageError: the style sheet was never built.
    """
    from django.contrib.staticfiles import finders

    if not finders.find("look/look.css"):
        raise UsageError(
            "Het uiterlijk van de werkplek is nog niet gebouwd: look.css ontbreekt.",
            mend="geef in de map van de broncode: python -m tools.look",
        )


def need_port(host: str, port: int) -> None:
    """See whether a port is free. The server itself would share it with another one of its kind, and say nothing.

    Raises:
        UsageError: the port is taken, or cannot be used here.
    """
    if ":" in host:
        return  # IPv6: the server finds out itself
    try:
        _Port((host, port), socketserver.BaseRequestHandler).server_close()
    except (OSError, OverflowError) as problem:
        code = problem.errno if isinstance(problem, OSError) else None
        what, mend = _REASONS.get(code or 0, ("kan niet worden gebruikt", "kies een ander adres of een andere poort"))
        raise UsageError(f"Poort {port} op {host} {what}.", mend=mend) from None


class _Port(socketserver.TCPServer):
    allow_reuse_address = True  # a server that just stopped does not count


def collect() -> bool:
    """Put style sheets and scripts where they are served from; return whether there was anything to do."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / _STAMP
    now = _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now, encoding="ascii")
    return True


def prepare() -> int:
    """Work out what the pages on releases show, where an update left them old; return of how many releases."""
    from smartstart.workspace.insight.actions.preparing import prepare_again

    return prepare_again()


def _fingerprint() -> str:
    from django.contrib.staticfiles import finders

    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def serve(host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a signal to stop.

    Raises:
        UsageError: the server cannot listen there.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "smartstart.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    )
    server.on_startup(ready)
    try:
        server.serve()
    except RuntimeError:
        raise UsageError(f"De server kan niet luisteren op {host}, poort {port}.", mend="kies iets anders") from None
