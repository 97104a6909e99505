"""`smartstart workspace backup` and `… restore`: keeping what the workplace holds."""

from pathlib import Path
from typing import Annotated

import typer

from smartstart.cli.progress import Steps
from smartstart.cli.workplace import HERE, Home, acting


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="BESTAND", help="Waar de reservekopie komt; een oude wordt vervangen.")
    ],
    home: Home = HERE,
) -> None:
    """Maak een reservekopie van alles, in één bestand. Bewaar het veilig: er staan geheimen in."""
    with acting(home) as actor:
        from smartstart.site import keeping

        with Steps().step("Reservekopie maken"):
            made = keeping.backup(actor=actor, target=file)
        typer.echo(f"Bewaard: {file} ({made.rows} rijen). Leg het op een andere plek, versleuteld.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De reservekopie.")],
    replace: Annotated[bool, typer.Option("--replace", help="Vervang alles wat er nu is.")] = False,
    home: Home = HERE,
) -> None:
    """Zet een reservekopie terug: helemaal, of helemaal niet."""
    with acting(home) as actor:
        from smartstart.site import keeping

        with Steps().step("Reservekopie terugzetten"):
            found = keeping.restore(actor=actor, source=file, replace=replace)
        typer.echo(
            f"Teruggezet: {found.rows} rijen, van {found.made_at:%d-%m-%Y %H:%M} (UTC). Iedereen logt opnieuw in."
        )
