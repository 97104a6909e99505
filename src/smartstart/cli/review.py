"""`smartstart review`: a person decides on a release that is on trial."""

from pathlib import Path
from typing import Annotated

import typer

from smartstart.vocabulary.errors import UsageError


def review(
    release: Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave op proef: een map of zip-bestand.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom. De reden blijft in de beveiligde omgeving.")],
    key: Annotated[Path, typer.Option("--key", help="Geheime sleutel (.key) van wie besluit.")],
    ledger: Annotated[
        Path, typer.Option("--ledger", envvar="SMARTSTART_LEDGER", help="Het grootboek van deze beveiligde omgeving.")
    ],
    room_key: Annotated[
        Path | None,
        typer.Option("--room-key", envvar="SMARTSTART_KEY", help="Sleutel van deze omgeving, als dat een andere is."),
    ] = None,
    approve: Annotated[str, typer.Option("--approve", help="Naam en rol van wie de vrijgave doorlaat.")] = "",
    refuse: Annotated[str, typer.Option("--refuse", help="Naam en rol van wie de vrijgave tegenhoudt.")] = "",
    maker: Annotated[
        list[Path] | None,
        typer.Option("--maker", help="Openbare sleutel (.pub) van wie de vrijgave maakte, als dat een andere is."),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option("--apart", help="Eerdere vrijgave die niet meegerekend kon worden en die u nakeek; mag vaker."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Map voor de goedgekeurde vrijgave; anders 'goedgekeurd' ernaast.")
    ] = None,
) -> None:
    """Besluit over een vrijgave op proef: laat haar door, of houd haar tegen. Lees eerst inside/checker.html."""
    from smartstart.cli.release import software
    from smartstart.disclosure import review as reviews
    from smartstart.disclosure.door import release_day
    from smartstart.disclosure.ledger import Ledger
    from smartstart.disclosure.ledger.deciding import seen
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_private_key, load_public_key

    if bool(approve.strip()) == bool(refuse.strip()):
        raise UsageError("Laat de vrijgave door, of houd haar tegen.", expected="--approve NAAM of --refuse NAAM")
    own = load_private_key(key)
    trusted = [own.public_key(), *(load_public_key(path) for path in maker or [])]
    signer = load_private_key(room_key) if room_key is not None else own
    book = Ledger.existing(ledger, signer.public_key())
    register = reviews.Register(book, signer, seen(apart or []))
    if refuse.strip():
        told = reviews.refuse(
            release, trusted=trusted, name=refuse, reason=reason, key=own, day=release_day(), register=register
        )
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
        register=register,
    )
    typer.echo(f"Doorgelaten. De goedgekeurde vrijgave staat in {paths.folder} en in {paths.archive}.")
    typer.echo(f"Het besluit met de reden staat in {reviews.decision_path(release)} en blijft binnen.")
