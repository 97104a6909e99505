"""The command itself: sub-commands, and the one place where an error becomes a message and an exit code."""

import os
import re
import signal
import sys
import traceback
from typing import Annotated, NoReturn

import typer

import smartstart.cli.attack as attack
import smartstart.cli.demo as demo
import smartstart.cli.ledger as ledger
import smartstart.cli.opendata as opendata
import smartstart.cli.release as release
import smartstart.cli.review as review
import smartstart.cli.serve as serve
import smartstart.cli.vault as vault
import smartstart.cli.workspace as workspace
from smartstart import __version__
from smartstart.cli.dutch_help import speak_dutch
from smartstart.cli.misunderstood import explained
from smartstart.vocabulary.errors import SmartStartError, UsageError

_OUR_BUG = 70
_INTERRUPTED = 130
_PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

app = typer.Typer(
    name="smartstart",
    help="Van een vraag naar een uitspraak over groepen en plekken. Nooit over één gezin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_debug = False


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"smartstart {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook waar het in de code gebeurde.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    """Van een vraag naar een uitspraak over groepen en plekken. Nooit over één gezin."""
    global _debug
    _debug = debug


def _wire() -> None:
    app.command("run")(vault.run)
    app.command("check")(vault.check)
    app.command("approve")(vault.approve)
    app.command("twin")(vault.twin)
    app.command("verify")(release.verify)
    app.command("subset")(release.subset)
    app.command("review")(review.review)
    app.command("attack")(attack.attack)
    app.command("demo")(demo.demo)
    app.command("serve")(serve.serve)
    app.command("manage", context_settings=_PASS_ON)(serve.manage)
    for name, group, text in (
        ("keys", release.keys, "Sleutels om mee te ondertekenen."),
        ("ledger", ledger.ledger, "Het grootboek van alles wat ooit is vrijgegeven."),
        ("open-data", opendata.group, "Openbare cijfers ophalen."),
        ("workspace", workspace.group, "De werkplek van een gemeente bijhouden."),
    ):
        app.add_typer(group, name=name, help=text)
    speak_dutch(app)


_wire()


def main() -> NoReturn:
    """Run the command line; a mistake of the user gives one message, and the exit code of its kind."""
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        _check_epoch()
        ended = app(standalone_mode=False)  # typer turns Ctrl-C into a code of its own, and gives codes back
    except SmartStartError as problem:
        _tell(str(problem))
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        ended = _INTERRUPTED
    except typer.Exit as stopped:
        ended = stopped.exit_code
    except Exception as problem:  # noqa: BLE001 - the last stop: a user never sees a traceback unasked
        _click_or_bug(problem)
    if ended == _INTERRUPTED:
        _tell("Gestopt. Er is niets half geschreven; dezelfde opdracht begint gewoon opnieuw.")
    sys.exit(ended if isinstance(ended, int) else 0)


def _check_epoch() -> None:
    """Refuse a day that is none, before a library trips over it."""
    if not re.fullmatch(r"[0-9]{0,11}", os.environ.get("SOURCE_DATE_EPOCH", "")):
        raise UsageError(
            "De omgevingsvariabele SOURCE_DATE_EPOCH klopt niet.", expected="een aantal seconden sinds 1970"
        )


def _as_interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _click_or_bug(problem: Exception) -> NoReturn:
    """Tell a usage mistake in our own words, anything else as a mistake of ours, without values."""
    if type(problem).__name__ == "NoArgsIsHelpError":
        typer.echo(str(problem), err=True)
        sys.exit(UsageError.exit_code)
    if hasattr(problem, "show"):
        _tell(str(explained(problem)))
        sys.exit(UsageError.exit_code)
    if type(problem).__name__ == "Abort":
        sys.exit(_INTERRUPTED)
    _tell(
        f"Dit is een fout van ons ({type(problem).__name__}). Er is niets half geschreven.\n"
        "  oplossing: geef dezelfde opdracht met 'smartstart --debug …' en meld ons wat er staat"
    )
    sys.exit(_OUR_BUG)


def _tell(message: str) -> None:
    typer.echo(message, err=True)
    if _debug:
        traceback.print_exc()
