"""Commands on releases: keys, verify and subset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart import __version__

if TYPE_CHECKING:
    from smartstart.release.keys import PublicKey

keys = typer.Typer(no_args_is_help=True)

_Release = Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave: een map of een zip-bestand.")]
_ReleaseOrDecision = Annotated[
    Path,
    typer.Argument(
        metavar="VRIJGAVE", help="De vrijgave (een map of een zip-bestand), of het besluit daarover (.review.json)."
    ),
]
_Trusted = Annotated[
    list[Path], typer.Option("--key", help="Openbare sleutel (.pub) die u vertrouwt; mag vaker.", show_default=False)
]


@keys.command("new")
def keys_new(
    out: Annotated[Path, typer.Option("--out", help="Map voor de sleutels.")] = Path(),
    name: Annotated[str, typer.Option("--name", help="Naam van de sleutel.")] = "smartstart",
) -> None:
    """Maak een geheime sleutel (NAAM.key) en een openbare (NAAM.pub)."""
    from smartstart.release.keys import PASSPHRASE_VARIABLE, fingerprint, load_public_key, new_keys

    private, public = new_keys(out, name)
    typer.echo(f"Geheime sleutel:  {private}  (deel hem met niemand)")
    typer.echo(f"Openbare sleutel: {public}  (geef deze aan wie uw vrijgaven leest)")
    typer.echo(f"Vingerafdruk:     {fingerprint(load_public_key(public))}")
    typer.echo(f"Met een wachtzin in {PASSPHRASE_VARIABLE} wordt een volgende sleutel versleuteld bewaard.")


def verify(release: _ReleaseOrDecision, key: _Trusted) -> None:
    """Controleer of een vrijgave, of een besluit daarover, echt is: goed ondertekend en daarna niet veranderd."""
    from smartstart.disclosure.decisions import DECISION
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_public_key
    from smartstart.release.reader import check_report, read_release

    trusted = [load_public_key(path) for path in key]
    if release.name.endswith(DECISION):
        _tell_decision(release, trusted)
        return
    found = read_release(release, trusted)
    manifest, outline = found.manifest, found.contents.outline
    same_version = manifest.software == software()
    if same_version:
        check_report(found, render_report)
    typer.echo("De vrijgave klopt: ondertekend met een sleutel die u vertrouwt, en daarna niet veranderd.")
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


def _tell_decision(path: Path, trusted: "list[PublicKey]") -> None:
    """Tell what a person decided on a release: the file stays in the room, so this is for who works there."""
    from smartstart.disclosure.decisions import Outcome, read_decision
    from smartstart.presentation import dutch

    decision = read_decision(path, trusted)
    outcome = "doorgelaten" if decision.outcome is Outcome.APPROVED else "tegengehouden"
    typer.echo("Het besluit klopt: ondertekend met een sleutel die u vertrouwt, en daarna niet veranderd.")
    typer.echo(f"  studie:      {decision.study}")
    typer.echo(f"  besluit:     {outcome} op {dutch.day(decision.day)}, door {decision.name}")
    typer.echo(f"  reden:       {decision.reason}")
    typer.echo(f"  vrijgave:    {decision.release} (vingerafdruk van wat is nagekeken)")
    typer.echo(f"  sleutel:     {decision.key}")
    typer.echo("Het besluit blijft in de beveiligde omgeving.")


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


def software() -> str:
    """Return the name and version that a manifest of this program holds."""
    return f"smartstart {__version__}"
