"""`smartstart review`: a person decides on a release that is on trial."""

from pathlib import Path
from typing import Annotated

import typer

from smartstart.vocabulary.errors import UsageError


def review(
    release: Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave op proef: een map of zip-bestand.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom. De reden blijft in de beveiligde omgeving.")],
    key: Annotated[Path, typer.Option("--key", help="Geheime sleutel (.key) van wie besluit.")],
    approve: Annotated[str, typer.Option("--approve", help="Naam en rol van wie de vrijgave doorlaat.")] = "",
    refuse: Annotated[str, typer.Option("--refuse", help="Naam en rol van wie de vrijgave tegenhoudt.")] = "",
    maker: Annotated[
        list[Path] | None,
        typer.Option("--maker", help="Openbare sleutel (.pub) van wie de vrijgave maakte, als dat een andere is."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Map voor de goedgekeurde vrijgave; anders 'goedgekeurd' ernaast.")
    ] = None,
) -> None:
    """Besluit over een vrijgave op proef: laat haar door, of houd haar tegen. Lees eerst inside/checker.html."""
    from smartstart.cli.release import software
    from smartstart.disclosure import review as reviews
    from smartstart.disclosure.door import release_day
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_private_key, load_public_key

    if bool(approve.strip()) == bool(refuse.strip()):
        raise UsageError("Laat de vrijgave door, of houd haar tegen.", expected="--approve NAAM of --refuse NAAM")
    own = load_private_key(key)
    trusted = [own.public_key(), *(load_public_key(path) for path in maker or [])]
    if refuse.strip():
        told = reviews.refuse(release, trusted=trusted, name=refuse, reason=reason, key=own, day=release_day())
        typer.echo(f"Tegengehouden. Het besluit staat in {told}; het stempel blijft 'proef'.")
        return
    paths = reviews.approve(
        release,
        trusted=trusted,
        name=approve,
        reason=reason,
        key=own,
        day=release_day(),
        software=software(),
        render=render_report,
        out=out or release.parent / "goedgekeurd",
    )
    typer.echo(f"Doorgelaten. De goedgekeurde vrijgave staat in {paths.folder} en in {paths.archive}.")
    typer.echo(f"Het besluit met de reden staat in {reviews.decision_path(release)} en blijft binnen.")
