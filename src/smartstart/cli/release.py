"""Commands on releases: keys, verify, subset, and the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart import __version__

if TYPE_CHECKING:
    from smartstart.disclosure.ledger import Ledger

keys = typer.Typer(no_args_is_help=True)
ledger = typer.Typer(no_args_is_help=True)

_Release = Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave: een map of een zip-bestand.")]
_Trusted = Annotated[
    list[Path], typer.Option("--key", help="Openbare sleutel (.pub) die je vertrouwt; mag vaker.", show_default=False)
]
_LedgerFile = Annotated[Path, typer.Argument(metavar="GROOTBOEK", help="Het bestand met het grootboek.")]


@keys.command("new")
def keys_new(
    out: Annotated[Path, typer.Option("--out", help="Map voor de sleutels.")] = Path(),
    name: Annotated[str, typer.Option("--name", help="Naam van de sleutel.")] = "smartstart",
) -> None:
    """Maak een geheime sleutel (NAAM.key) en een openbare (NAAM.pub)."""
    from smartstart.release.keys import PASSPHRASE_VARIABLE, fingerprint, load_public_key, new_keys

    private, public = new_keys(out, name)
    typer.echo(f"Geheime sleutel:  {private}  (deel hem met niemand)")
    typer.echo(f"Openbare sleutel: {public}  (geef deze aan wie je vrijgaven leest)")
    typer.echo(f"Vingerafdruk:     {fingerprint(load_public_key(public))}")
    typer.echo(f"Met een wachtzin in {PASSPHRASE_VARIABLE} wordt een volgende sleutel versleuteld bewaard.")


def verify(release: _Release, key: _Trusted) -> None:
    """Controleer of een vrijgave echt is: ondertekend met een van deze sleutels, en daarna niet veranderd."""
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_public_key
    from smartstart.release.reader import check_report, read_release

    found = read_release(release, [load_public_key(path) for path in key])
    manifest, outline = found.manifest, found.contents.outline
    same_version = manifest.software == software()
    if same_version:
        check_report(found, render_report)
    typer.echo("De vrijgave klopt: ondertekend met een sleutel die je vertrouwt, en daarna niet veranderd.")
    typer.echo(f"  studie:      {manifest.study}")
    typer.echo(f"  dag:         {manifest.day.isoformat()}")
    typer.echo(f"  gegevens:    {manifest.origin.value}")
    typer.echo(f"  stempel:     {manifest.stamp.value}")
    typer.echo(f"  beleid:      {manifest.policy}")
    typer.echo(f"  uitspraken:  {outline.released} getoond van {outline.asked} gevraagd")
    typer.echo(f"  sleutel:     {manifest.key}")
    if found.contents.review:
        typer.echo(f"  nagekeken:   door {found.contents.review.name}, op {found.contents.review.day.isoformat()}")
        typer.echo(f"  maker:       {found.maker}" + (" (dezelfde sleutel)" if found.maker == manifest.key else ""))
    if manifest.subset_of:
        typer.echo(f"  deel van:    {manifest.subset_of[:16]}, omdat: {manifest.subset_reason}")
    if same_version:
        typer.echo("  rapport:     opnieuw gemaakt uit de cijfers; het is hetzelfde")
    else:
        typer.echo(f"  rapport:     niet opnieuw gemaakt, want het komt van een andere versie ({manifest.software})")


def subset(
    release: _Release,
    key: _Trusted,
    keep: Annotated[list[str], typer.Option("--keep", help="Uitspraak die door mag; '*' staat voor alles. Mag vaker.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom de rest achterblijft.")],
    sign: Annotated[Path, typer.Option("--sign", help="Geheime sleutel (.key) van wie controleerde.")],
    out: Annotated[Path, typer.Option("--out", help="Map voor het deel dat door mag.")],
) -> None:
    """Onderteken alleen het deel van een vrijgave dat door de controle kwam."""
    from smartstart.disclosure.subset import subset as write_subset
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_private_key, load_public_key

    paths = write_subset(
        release,
        trusted=[load_public_key(path) for path in key],
        keep=keep,
        reason=reason,
        key=load_private_key(sign),
        out=out,
        render=render_report,
    )
    typer.echo(f"Het deel staat in {paths.folder} en in {paths.archive}.")


@ledger.command("new")
def ledger_new(path: _LedgerFile) -> None:
    """Begin het grootboek van deze beveiligde omgeving; dat doet u één keer."""
    from smartstart.disclosure.ledger import Ledger

    Ledger.create(path)
    typer.echo(f"Begonnen: {path}. Bewaar het goed: hierin staat straks alles wat ooit is vrijgegeven.")


@ledger.command("show")
def ledger_show(path: _LedgerFile) -> None:
    """Toon wat er ooit is vrijgegeven, de oudste vrijgave eerst."""
    entries = _opened(path).entries()
    if not entries:
        typer.echo("Er is nog niets vrijgegeven.")
    for entry in entries:
        made = entry.release
        typer.echo(
            f"{entry.number}. {made.day.isoformat()}  {made.study}  ({made.stamp}, {made.policy})  "
            f"{len(made.shown)} getoonde cijfers" + (f", goedgekeurd door {made.approver}" if made.approver else "")
        )


@ledger.command("verify")
def ledger_verify(path: _LedgerFile) -> None:
    """Controleer of het grootboek heel is: geen regel veranderd, geen regel verdwenen."""
    entries = _opened(path).entries()
    typer.echo(f"Het grootboek is heel: {len(entries)} vrijgaven, en elke regel sluit aan op de vorige.")


def software() -> str:
    """Return the name and version that a manifest of this program holds."""
    return f"smartstart {__version__}"


def _opened(path: Path) -> "Ledger":
    """Return an existing ledger; looking must not make one."""
    from smartstart.disclosure.ledger import Ledger

    return Ledger.existing(path)
