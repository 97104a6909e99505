"""`smartstart workspace backup`, `… restore` and `… tidy`: keeping what there is, as long as it may."""

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
            keeping.tidy(actor=actor)  # what was removed since the copy was made must not come back to stay
        typer.echo(
            f"Teruggezet: {found.rows} rijen, van {found.made_at:%d-%m-%Y %H:%M} (UTC). Iedereen logt opnieuw in."
        )


def tidy(home: Home = HERE) -> None:
    """Verwijder wat lang genoeg is bewaard. Laat deze computer dit elke nacht doen."""
    with acting(home) as actor:
        from smartstart.site import keeping

        kinds = keeping.tidy(actor=actor)
        typer.echo("Alle bewaartermijnen zijn nagelopen.")
        if kinds:
            typer.echo(f"Verwijderd, omdat het lang genoeg is bewaard: {', '.join(kinds)}.")
