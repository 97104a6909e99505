"""Commands on the ledger: begin, show, verify, withdraw, hand over, and exchange with other rooms. Never a value."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartstart.storage import write_bytes
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError

if TYPE_CHECKING:
    from smartstart.disclosure.ledger import Ledger
    from smartstart.release.keys import PrivateKey

ledger = typer.Typer(no_args_is_help=True)

_Place = typer.Argument(metavar="GROOTBOEK", envvar="SMARTSTART_LEDGER", help="Het bestand met het grootboek.")
_File = Annotated[Path, _Place]
_Named = Annotated[
    Path, typer.Option("--ledger", envvar="SMARTSTART_LEDGER", help="Het grootboek van deze beveiligde omgeving.")
]
_Key = Annotated[
    Path, typer.Option("--key", envvar="SMARTSTART_KEY", help="Geheime sleutel (.key) van deze beveiligde omgeving.")
]
_Public = Annotated[
    Path | None, typer.Option("--key", help="Openbare sleutel (.pub) die het grootboek moet hebben ondertekend.")
]
_Json = Annotated[bool, typer.Option("--json", help="Voor een programma: als JSON.")]
_LARGEST = 256 * 1024 * 1024


@ledger.command("new")
def new(path: _File) -> None:
    """Begin het grootboek van deze beveiligde omgeving; dat doet u één keer."""
    from smartstart.disclosure.ledger import Ledger

    Ledger.create(path)
    typer.echo(f"Begonnen: {path}. Bewaar het goed: hierin staat straks alles wat ooit is vrijgegeven.")


@ledger.command("show")
def show(path: _File, as_json: _Json = False) -> None:
    """Toon wat er ooit is vrijgegeven, de oudste vrijgave eerst. Aantallen en verhoudingen staan er niet bij."""
    from smartstart.cli import ledger_lines

    rows = ledger_lines.rows(_opened(path))
    if as_json:
        _tell_json(rows)
        return
    if not rows:
        typer.echo("Er is nog niets vrijgegeven.")
    for row in rows:
        typer.echo(ledger_lines.told(row))


@ledger.command("verify")
def verify(
    path: _File,
    key: _Public = None,
    release: Annotated[
        list[Path] | None, typer.Option("--release", help="Vrijgave die erin moet staan; mag vaker.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Controleer of het grootboek heel is: geen regel veranderd, geen regel verdwenen, elke handtekening goed."""
    from smartstart.cli.ledger_lines import many

    try:
        found = _verified(path, key, release or [])
    except TrustError as problem:
        if not as_json:
            raise
        _tell_json({"whole": False, "what": problem.what, "where": problem.where})
        raise typer.Exit(problem.exit_code) from problem
    if as_json:
        _tell_json(found)
        return
    lines, unsigned = found["lines"], found["unsigned"]
    typer.echo(f"Het grootboek is heel: {many(lines, 'regel', 'regels')}, en elke regel sluit aan op de vorige.")
    if unsigned:
        typer.echo(f"  zonder handtekening: {many(unsigned, 'regel', 'regels')}, van voordat regels ondertekend werden")
    if found["decisions"]:
        typer.echo(f"  besluiten:           {found['decisions']}, van wie een vrijgave nakeek")
    if found["releases"]:
        typer.echo(f"  gevraagde vrijgaven: {found['releases']}, en het grootboek kent ze allemaal")
    if found["key"]:
        typer.echo(f"  ondertekend met:     {found['key']}")
    typer.echo(f"  laatste regel:       {found['last']}  (bewaar dit elders: zo ziet u of er ooit een regel wegvalt)")


def _verified(path: Path, trusted: Path | None, releases: list[Path]) -> dict[str, Any]:
    from smartstart.disclosure.ledger import Ledger
    from smartstart.disclosure.ledger.deciding import line_of
    from smartstart.release.archive import read_files
    from smartstart.release.keys import fingerprint, load_public_key, public_key_of
    from smartstart.release.reader import check_files

    key = load_public_key(trusted) if trusted is not None else None
    chain = Ledger.existing(path, key).chain()
    signer = public_key_of(chain.key) if chain.key else None
    for one in releases:
        line_of(chain.entries, check_files(read_files(one), None))
    return {
        "whole": True,
        "lines": len(chain.entries),
        "unsigned": sum(not entry.signed for entry in chain.entries),
        "key": fingerprint(signer) if signer is not None else "",
        "decisions": sum(entry.review is not None for entry in chain.entries),
        "releases": len(releases),
        "last": f"{chain.head.number} {chain.head.digest}",
    }


@ledger.command("withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(metavar="NUMMER", help="Het nummer uit 'smartstart ledger show'.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom; lezers van de vrijgave krijgen dit te zien.")],
    by: Annotated[str, typer.Option("--as", help="Naam en functie van wie dit besluit.")],
    path: _Named,
    key: _Key,
    out: Annotated[Path | None, typer.Option("--out", help="Het bericht van intrekking.")] = None,
    as_json: _Json = False,
) -> None:
    """Trek een vrijgave in. Wat erin stond, blijft meetellen: wat getoond is, blijft bekend."""
    from smartstart.cli.ledger_lines import day_of
    from smartstart.disclosure.ledger.withdrawing import withdraw as withdraw_release

    done = withdraw_release(_opened(path), number, reason=reason, by=by, day=_today(), key=_private(key))
    place = out or path.with_name(f"intrekking-{number}.json")
    try:
        write_bytes(place, done.notice)
    except StorageError as problem:
        raise StorageError(
            "De intrekking staat in het grootboek, maar het bericht erover kon niet worden geschreven.",
            where=problem.where,
            expected="een map waarin geschreven mag worden, op een schijf met genoeg ruimte",
            mend="geef dezelfde opdracht nog eens, zo nodig met --out op een andere plek",
        ) from problem
    if as_json:
        _tell_json({"number": number, "study": done.release.study, "notice": str(place)})
        return
    typer.echo(f"Ingetrokken: vrijgave {number}, {done.release.study} van {day_of(done.release.day.isoformat())}.")
    typer.echo(f"Het ondertekende bericht staat in {place}. Geef het aan iedereen die deze vrijgave heeft.")
    typer.echo("De cijfers blijven meetellen bij elke volgende vrijgave.")


@ledger.command("hand-over")
def hand_over(
    path: _Named,
    key: _Key,
    to: Annotated[Path, typer.Option("--to", help="Openbare sleutel (.pub) die voortaan ondertekent.")],
) -> None:
    """Laat voortaan een andere sleutel ondertekenen; de oude sleutel tekent daarvoor."""
    from smartstart.release.keys import fingerprint, load_public_key

    new_key = load_public_key(to)
    _opened(path).hand_over(_private(key), new_key)
    typer.echo(f"Overgegeven: voortaan ondertekent sleutel {fingerprint(new_key)[:16]} de regels van dit grootboek.")


@ledger.command("export")
def export(
    to: Annotated[Path, typer.Option("--to", help="Het bestand voor de andere omgeving.")],
    room: Annotated[str, typer.Option("--as", help="Hoe deze omgeving heet, steeds hetzelfde: 'kamer-noord'.")],
    path: _Named,
    key: _Key,
) -> None:
    """Schrijf wat deze omgeving heeft getoond, ondertekend, zodat een andere omgeving ermee rekening houdt."""
    from smartstart.disclosure.ledger.exchange import export as exported

    write_bytes(to, exported(_opened(path), room, _private(key)))
    typer.echo(f"Geschreven: {to}. Hierin staat alleen wat al is vrijgegeven.")


@ledger.command("take")
def take(
    file: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="Het bestand van 'smartstart ledger export' uit de andere omgeving."),
    ],
    trust: Annotated[list[Path], typer.Option("--trust", help="Openbare sleutel van de andere omgeving; mag vaker.")],
    path: _Named,
    key: _Key,
) -> None:
    """Onthoud wat een andere omgeving heeft getoond; het telt mee bij elke volgende vrijgave hier."""
    from smartstart.cli.ledger_lines import many
    from smartstart.disclosure.ledger.exchange import take as take_in
    from smartstart.release.keys import load_public_key

    new = take_in(_opened(path), _content(file), [load_public_key(one) for one in trust], _private(key), file.name)
    if new is None:
        typer.echo("Alles in dit bestand was al bekend. Er is niets veranderd.")
    else:
        told = (
            many(len(new.releases), "nieuwe vrijgave", "nieuwe vrijgaven") if new.releases else "wat er is ingetrokken"
        )
        typer.echo(f"Onthouden van {new.room}: {told}.")
        if new.withdrawn:
            typer.echo(f"Ingetrokken zijn daar: {', '.join(str(number) for number in new.withdrawn)}.")
        typer.echo("Alles wat die omgeving liet zien, telt mee bij elke volgende vrijgave hier.")


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except OSError as problem:
        raise UsageError(
            "Dit bestand kan niet worden gelezen.",
            where=str(file),
            expected="een bestand van 'smartstart ledger export' in de andere omgeving",
            mend="kijk of de naam klopt, en of u het bestand mag lezen",
        ) from problem
    if len(content) > _LARGEST:
        raise UsageError(
            "Dit bestand is te groot.", where=str(file), expected=f"hoogstens {_LARGEST // 1024**2} megabyte"
        )
    return content


def _private(path: Path) -> "PrivateKey":
    from smartstart.release.keys import load_private_key

    return load_private_key(path)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _tell_json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True))


def _opened(path: Path) -> "Ledger":
    """Return an existing ledger; looking must not make one."""
    from smartstart.disclosure.ledger import Ledger

    return Ledger.existing(path)
