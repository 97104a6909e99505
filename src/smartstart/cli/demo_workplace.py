"""The workplace of the demo: filled with what was invented, and served. It runs in a process of its own.

The demo itself works in the protected room; the workplace never loads that. What passes between them is what passes in
real life: a signed release, a public key and a folder with open figures.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Annotated

import typer

from smartstart.cli.progress import Steps
from smartstart.vocabulary.errors import DataError

_PROGRAM = (sys.executable, "-c", "from smartstart.cli import main; main()")
_HOST, _PORT = "127.0.0.1", 8000
_PATIENCE = 60.0  # seconds until the start page must answer


def fill(
    home: Annotated[Path, typer.Option("--home", help="De map van de werkplek.")],
    archive: Annotated[Path, typer.Option("--archive", help="De vrijgave.")],
    key: Annotated[Path, typer.Option("--key", help="De openbare sleutel.")],
    figures: Annotated[Path, typer.Option("--figures", help="De map met verzonnen openbare cijfers.")],
) -> None:
    """Vul een werkplek met verzonnen gemeenten, pilots en collega's. De demo doet dit voor u."""
    from smartstart.cli.workplace import workplace

    workplace().opened(home)
    from smartstart.site import demonstration

    filled = demonstration.fill(archive=archive, key=key, figures=figures, say=Steps().say)
    typer.echo("Deze mensen kunnen inloggen; elk wachtwoord werkt één keer:")
    for account in filled.accounts:
        secret = account.password or "uw eigen wachtwoord"
        typer.echo(f"  {account.role:20} {account.login:15} {secret}")


def show(steps: Steps, out: Path, *, archive: Path, key: Path, figures: Path) -> None:
    """Fill the workplace of the demo and show it: until Ctrl-C in a terminal, else one look at the start page."""
    home, environment = out / "werkplek", _environment()
    steps.say()
    steps.say("De werkplek van een verzonnen gemeente wordt gevuld:")
    told = ["--home", home, "--archive", archive, "--key", key, "--figures", figures]
    _run(["workspace", "demo", *map(str, told)], environment)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _run(["serve", "--home", str(home), "--port", str(_free_port())], environment)
    else:
        _look(steps, home, environment)


def _environment() -> dict[str, str]:
    """Return the environment of the workplace: everything in it is invented, and it tells of its tests when it can."""
    found = dict(os.environ) | {"SMARTSTART_INVENTED": "1"}
    report = Path("build") / "tests"
    if (report / "report.json").is_file():
        found |= {"SMARTSTART_TEST_REPORT": str(report), "SMARTSTART_BUILD_KEY": str(report / "build.pub")}
    return found


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    ended = subprocess.run([*_PROGRAM, *arguments], env=environment, check=False).returncode  # noqa: S603
    if ended:
        raise typer.Exit(ended)


def _look(steps: Steps, home: Path, environment: dict[str, str]) -> None:
    port = _free_port()
    command = [*_PROGRAM, "serve", "--home", str(home), "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        try:
            _wait_for_page(f"http://{_HOST}:{port}/", server)
        finally:
            server.terminate()
    steps.say("De startbladzijde van de werkplek antwoordt. Er is hier geen scherm; daarom is ze weer gestopt.")
    steps.say(f"Zelf kijken:  {typed()} serve --home {home}   en dan http://{_HOST}:{_PORT}")


def typed() -> str:
    """Return the command as it works where the reader is: beside our own Python where it is not on the path."""
    if shutil.which("smartstart"):
        return "smartstart"
    return os.path.relpath(Path(sys.executable).parent / "smartstart")


def _wait_for_page(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own machine
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise DataError("De werkplek van de demo antwoordt niet.", mend="probeer: smartstart serve --home demo/werkplek")


def _free_port() -> int:
    """Return the port of the documents when it is free, else any."""
    for wanted in (_PORT, 0):
        with socket.socket() as tried:
            try:
                tried.bind((_HOST, wanted))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    return _PORT
