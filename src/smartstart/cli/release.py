"""Commands on releases: keys, verify and subset."""

from pathlib import Path
from typing import Annotated

import typer

from smartstart import __version__

keys = typer.Typer(no_args_is_help=True)

_Release = Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave: een map of een zip-bestand.")]
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
