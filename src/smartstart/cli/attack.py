"""`smartstart attack`: try to learn from released files what they should not tell."""

from pathlib import Path
from typing import Annotated

import typer

_LEARNED = 5


def attack(
    releases: Annotated[
        list[Path], typer.Argument(metavar="VRIJGAVE", help="Vrijgaven: mappen of zip-bestanden, de oudste eerst.")
    ],
    key: Annotated[
        list[Path],
        typer.Option("--key", help="Openbare sleutel (.pub) die u vertrouwt; mag vaker.", show_default=False),
    ],
    known: Annotated[
        Path | None,
        typer.Option("--known", help="CSV met cijfers die een buitenstaander al kent: groep;geteld;van;tot."),
    ] = None,
    sensitive: Annotated[
        list[str] | None, typer.Option("--sensitive", help="Gevoelig kenmerk, of kenmerk:waarde; mag vaker.")
    ] = None,
    inside: Annotated[
        list[Path] | None,
        typer.Option(
            "--inside",
            help="Alleen in de beveiligde ruimte: de map 'inside' van de uitvoering, per vrijgave één. Zoekt na of het "
            "geleerde over iemand gaat.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Alles wat is geleerd, als JSON.")] = False,
) -> None:
    """Val vrijgaven aan zoals een buitenstaander dat kan. Code 0: niets geleerd over iemand; code 5: misschien wel."""
    from smartstart.attack import report
    from smartstart.attack.assault import assault
    from smartstart.attack.known import read_known
    from smartstart.attack.marking import marked
    from smartstart.attack.opening import opened
    from smartstart.attack.reading import worlds
    from smartstart.attack.truth import about_nobody, read_inside
    from smartstart.presentation import dutch
    from smartstart.release.keys import load_public_key

    held = opened(releases, [load_public_key(path) for path in key])
    outside = read_known(known) if known is not None else ()
    outcome = assault(worlds(held, outside, marked(sensitive or (), held)))
    nobody = about_nobody(outcome.learned, outcome.worlds, read_inside(inside)) if inside else None
    if as_json:
        typer.echo(report.as_json(outcome, nobody))
    else:
        for name, contents in held:
            typer.echo(f"{name}: {contents.sheet.title} ({contents.sheet.id}, {dutch.day(contents.day)})")
        for line in report.lines(outcome, nobody):
            typer.echo(line)
    if any(one not in (nobody or ()) for one in outcome.learned):
        raise typer.Exit(_LEARNED)
