"""`smartstart workspace`: the same actions as the pages, for whoever runs the machine."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from smartstart.cli import demo_workplace, keeping, people
from smartstart.cli.progress import Steps
from smartstart.cli.workplace import HERE, Home, Where, acting, municipality, read

group = typer.Typer(no_args_is_help=True)
group.command()(keeping.backup)
group.command()(keeping.restore)
group.command()(keeping.tidy)
group.add_typer(people.person, name="person", help="Mensen en hun rollen.")
group.command("demo", hidden=True)(demo_workplace.fill)
group.add_typer(people.place, name="municipality", help="De gemeenten die hier werken.")


@group.command("import")
def import_release(
    file: Annotated[Path, typer.Argument(metavar="VRIJGAVE", help="De vrijgave: een zip-bestand.")],
    where: Where,
    pilot: Annotated[
        UUID | None, typer.Option("--pilot", help="Het kenmerk van de pilot, als het bij één hoort.")
    ] = None,
    home: Home = HERE,
) -> None:
    """Lees een vrijgave in. Alleen wat echt is en van een vertrouwde sleutel komt, komt binnen."""
    with acting(home) as actor:
        from smartstart.workspace.insight.actions.taking_in import take_in

        place, content = municipality(where), read(file)
        taken = take_in(actor=actor, content=content, municipality=place.pk, pilot=pilot, name=file.name)
        typer.echo(
            "Deze vrijgave was er al; er is niets veranderd." if taken.already_there else f"Ingelezen: {taken.release}"
        )
        _tell(taken.notes)


@group.command()
def trust(
    file: Annotated[Path, typer.Argument(metavar="SLEUTEL", help="De openbare sleutel: een .pub-bestand.")],
    where: Where,
    name: Annotated[str, typer.Option("--name", help="Van wie deze sleutel is.")],
    home: Home = HERE,
) -> None:
    """Vertrouw een sleutel: vrijgaven die daarmee zijn ondertekend, mogen binnen."""
    with acting(home) as actor:
        from smartstart.workspace.data.actions.keys import trust_key

        key = trust_key(actor=actor, municipality=municipality(where).pk, content=read(file), name=name)
        typer.echo(f"Vertrouwd: {key.name}, vingerafdruk {key.fingerprint}.")


@group.command()
def figures(
    source: Annotated[
        Path, typer.Argument(metavar="CIJFERS", help="Een map van 'open-data get', of een eigen bestand.")
    ],
    where: Where,
    home: Home = HERE,
) -> None:
    """Lees openbare cijfers in: uit een map, of uit een bestand van de gemeente zelf."""
    with acting(home) as actor:
        from smartstart.workspace.data.actions.figures import load_folder
        from smartstart.workspace.data.actions.own_figures import load_file

        place = municipality(where)
        with Steps().step(f"Cijfers inlezen voor {place}"):
            if source.is_dir():
                loaded = load_folder(actor=actor, folder=source, municipality_code=place.code)
            else:
                loaded = load_file(actor=actor, content=read(source), municipality=place, name=source.name)
        _tell(loaded.notes)


def _tell(notes: tuple[str, ...]) -> None:
    for note in notes:
        typer.echo(f"  {note}")
