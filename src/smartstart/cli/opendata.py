"""`smartstart open-data`: fetch public figures, and make the colour of the neighbourhood from them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.cli.progress import Steps
from smartstart.vocabulary.errors import StudyError

if TYPE_CHECKING:
    from smartstart.presentation.colour_page import About

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def _split(given: list[str] | None) -> list[str]:
    """Return values that were given apart or with commas between them."""
    return [part.strip() for text in given or [] for part in text.split(",") if part.strip()]


@group.command("get")
def get(
    table: Annotated[str, typer.Argument(metavar="TABEL", help="Nummer van de tabel in StatLine, zoals 84799NED.")],
    out: Annotated[Path, typer.Option("--out", help="Map waarin de tabel komt.")],
    areas: Annotated[
        list[str] | None,
        typer.Option("--areas", help="Gebieden, zoals GM0855. Een gemeente neemt haar wijken en buurten mee."),
    ] = None,
    columns: Annotated[list[str] | None, typer.Option("--columns", help="Alleen deze kolommen.")] = None,
    version: Annotated[int, typer.Option("--odata", help="Vorm van OData: 3 of 4.")] = 3,
    server: Annotated[
        str | None,
        typer.Option("--server", envvar="SMARTSTART_STATLINE", help="Een andere server dan die van het CBS."),
    ] = None,
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Map voor pagina's die al binnen zijn; anders naast de tabel.")
    ] = None,
) -> None:
    """Haal een tabel van het CBS op, als CSV, Parquet en beschrijving."""
    from smartstart.opendata.odata import download
    from smartstart.presentation import dutch

    steps = Steps()
    with steps.step(f"Tabel {table} ophalen") as note:
        found = download(
            table,
            out,
            areas=_split(areas),
            columns=_split(columns),
            version=version,
            server=server,
            cache=cache,
            progress=lambda rows: note(f"{dutch.number(rows)} regels"),
        )
    steps.say(f"{found.table.title}: {dutch.number(len(found.table.rows))} regels")
    steps.say(f"  {found.csv}\n  {found.parquet}\n  {found.description}")
    steps.say(found.table.attribution)


@group.command("colour")
def colour(
    municipality: Annotated[str, typer.Argument(metavar="GEMEENTE", help="Code van de gemeente, zoals GM0855.")],
    folder: Annotated[Path, typer.Option("--open", help="Map met openbare cijfers en grenzen.")],
    out: Annotated[Path, typer.Option("--out", help="Map waarin de bladzijden komen.")],
) -> None:
    """Maak de kleur van de wijk: bladzijden per wijk, en alle cijfers als CSV en JSON."""
    from smartstart.disclosure.door import release_day
    from smartstart.opendata.colour import municipality_code
    from smartstart.presentation.colour_page import About

    _make(folder, municipality_code(municipality), out, About(release_day()), Steps())


def run_study(study: Path, folder: Path, out: Path, steps: Steps) -> None:
    """Make the pages that a study on open figures asks for.

    Raises:
        StudyError: the study is wrong, or is not about open figures.
        DataError: the figures are missing or broken.
    """
    from smartstart.disclosure.door import release_day
    from smartstart.opendata.colour import municipality_code
    from smartstart.presentation.colour_page import About
    from smartstart.vault.study.reading import read_study

    read = read_study(study)
    if read.data.source != "open":
        raise StudyError(
            "Deze studie gaat niet over openbare cijfers.",
            where=f"{study}, veld data.source",
            expected='source = "open"',
            mend="gebruik een studie met openbare cijfers, of pas dit veld aan",
        )
    about = About(release_day(), read.question.title, read.question.owner, tuple(read.data.highlight))
    _make(folder, municipality_code(read.data.municipality), out, about, steps)


def _make(folder: Path, municipality: str, out: Path, about: "About", steps: Steps) -> None:
    from smartstart.opendata.colour import colour as made_of
    from smartstart.opendata.folder import OpenFolder
    from smartstart.presentation.colour_page import write_colour

    with steps.step("Openbare cijfers lezen"):
        found = made_of(OpenFolder.at(folder), municipality)
    with steps.step(f"Bladzijden maken voor {found.municipality.name}"):
        written = write_colour(out, found, about)
    if found.invented:
        steps.say("Let op: dit zijn verzonnen gegevens.")
    steps.say(f"Bladzijden: {written.index}")
    for source in found.sources:
        steps.say(f"  {source.attribution}")
