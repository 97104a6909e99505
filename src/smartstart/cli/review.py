"""`smartstart review`: a person decides on a release that is on trial."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.vocabulary.errors import UsageError

if TYPE_CHECKING:
    from smartstart.disclosure.ledger import Ledger
    from smartstart.release.keys import PrivateKey


def review(
    release: Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave op proef: een map of zip-bestand.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom. De reden blijft in de beveiligde omgeving.")],
    key: Annotated[Path, typer.Option("--key", help="Geheime sleutel (.key) van wie besluit.")],
    ledger: Annotated[
        Path, typer.Option("--ledger", envvar="SMARTSTART_LEDGER", help="Het grootboek van deze beveiligde omgeving.")
    ],
    room_key: Annotated[
        Path | None,
        typer.Option(
            "--room-key",
            envvar="SMARTSTART_KEY",
            help="Geheime sleutel (.key) van deze omgeving, als dat een andere is.",
        ),
    ] = None,
    approve: Annotated[str, typer.Option("--approve", help="Naam en rol van wie de vrijgave doorlaat.")] = "",
    refuse: Annotated[str, typer.Option("--refuse", help="Naam en rol van wie de vrijgave tegenhoudt.")] = "",
    maker: Annotated[
        list[Path] | None,
        typer.Option(
            "--maker", help="Openbare sleutel (.pub) van wie de vrijgave maakte, als dat een ander is; mag vaker."
        ),
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
    from smartstart.disclosure.decisions import decision_path
    from smartstart.disclosure.door import release_day
    from smartstart.disclosure.ledger.deciding import seen
    from smartstart.presentation.report import render_report
    from smartstart.release.keys import load_private_key, load_public_key

    if bool(approve.strip()) == bool(refuse.strip()):
        raise UsageError(
            "Laat de vrijgave door, of houd haar tegen.",
            expected="--approve of --refuse, en niet allebei, met uw naam en rol",
            mend='typ bijvoorbeeld --approve "J. de Vries, outputcontroleur"',
        )
    own = load_private_key(key)
    trusted = [own.public_key(), *(load_public_key(path) for path in maker or [])]
    signer = load_private_key(room_key) if room_key is not None else own
    book = _book(ledger, signer, named=room_key is not None)
    register = reviews.Register(book, signer, seen(apart or []))
    with _asking_for_the_maker(missing=not maker):
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
    typer.echo(f"Het besluit met de reden staat in {decision_path(release)} en blijft binnen.")


def _book(path: Path, signer: "PrivateKey", *, named: bool) -> "Ledger":
    """Return the ledger of the room; who forgot the room's key is asked for it, and not to hand the ledger over."""
    from smartstart.disclosure.ledger import Ledger
    from smartstart.release.keys import public_hex

    if not named and Ledger.existing(path).chain().key not in ("", public_hex(signer.public_key())):
        raise UsageError(
            "Met uw eigen sleutel kan dit besluit niet in het grootboek.",
            where=path.name,
            expected="ook de geheime sleutel (.key) van deze beveiligde omgeving",
            mend="geef die met --room-key; uw eigen sleutel (--key) ondertekent uw besluit",
        )
    return Ledger.existing(path, signer.public_key())


@contextmanager
def _asking_for_the_maker(*, missing: bool) -> Iterator[None]:
    """Ask for the key of who made the release, where none was named and the own one does not fit."""
    from smartstart.release.refusals import Reason, ReleaseError

    try:
        yield
    except ReleaseError as problem:
        if not missing or problem.reason is not Reason.UNTRUSTED_KEY:
            raise
        raise replace(
            problem,
            expected="ook de openbare sleutel (.pub) van wie de vrijgave maakte",
            mend="geef die met --maker, en controleer langs een andere weg dat het de goede is",
        ) from problem
