"""`smartstart serve` and `smartstart manage`: the workplace, for whoever runs the machine."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.cli.progress import Steps
from smartstart.cli.workplace import HERE, Home, workplace

if TYPE_CHECKING:
    from smartstart.site.fitness import Finding

_MOST_WORKERS = 4


def serve(
    home: Home = HERE,
    host: Annotated[str, typer.Option("--host", help="Op welk adres van deze computer.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Op welke poort.")] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Hoeveel processen; zonder keuze: een per rekenkern.")
    ] = min(os.cpu_count() or 1, _MOST_WORKERS),
    check: Annotated[
        bool, typer.Option("--check", help="Start niet, maar zeg of deze werkplek klaar is voor echt werk.")
    ] = False,
) -> None:
    """Start de werkplek, of kijk met --check of ze klaar is voor echt werk."""
    workplace().opened(home, update=not check)
    if check:
        _check()
        return
    from smartstart.site import serving

    serving.need_look()
    serving.need_port(host, port)
    steps = Steps()
    with steps.step("Bladzijden klaarzetten"):
        serving.collect()
        serving.prepare()
    _advise(steps, host)
    serving.serve(
        host, port, workers, lambda: steps.say(f"De werkplek staat op http://{host}:{port}  (stoppen: Ctrl-C)")
    )
    steps.say("De werkplek is gestopt.")


def manage(context: typer.Context) -> None:
    """Geef een opdracht aan het raamwerk (Django), bijvoorbeeld: smartstart manage check --deploy."""
    workplace().started(Path(os.environ.get("SMARTSTART_HOME", str(HERE))))
    workplace().manage(["smartstart manage", *context.args])


def _advise(steps: Steps, host: str) -> None:
    """Say what a newcomer needs to know, and what does not work yet."""
    from smartstart.site.fitness.contents import is_empty
    from smartstart.site.fitness.machine import only_here

    if is_empty():
        steps.say("Deze werkplek is nog leeg. Begin in een ander venster met, bijvoorbeeld:")
        steps.say("  smartstart workspace municipality add GM0855 Tilburg --region Brabant")
        steps.say("  smartstart workspace person add NAAM --role beheerder --municipality GM0855")
    if only_here() and host not in {"127.0.0.1", "localhost", "::1"}:
        steps.say("Let op: andere computers krijgen geen antwoord, zolang SMARTSTART_HOSTS niet is gezet.")


def _check() -> None:
    from smartstart.site.fitness import findings, is_fit

    found = findings()
    for finding in found:
        _show(finding)
    fit = is_fit(found)
    typer.echo(
        "\nDeze werkplek is klaar voor echt werk." if fit else "\nDeze werkplek is nog niet klaar voor echt werk."
    )
    if not fit:
        raise typer.Exit(2)


def _show(finding: "Finding") -> None:
    typer.echo(f"{finding.weight.value:7} {finding.what}")
    if finding.mend:
        typer.echo(f"{'':7}   oplossing: {finding.mend}")
