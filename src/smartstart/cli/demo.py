"""The demo: an invented region, the two bundled studies, and the workplace of a municipality."""

import datetime as dt
import shutil
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.cli import demo_workplace
from smartstart.cli.progress import Steps

if TYPE_CHECKING:
    from smartstart.release.keys import PrivateKey

_SEED = 2026
_APPROVER = "D. Emo, privacyfunctionaris (verzonnen)"
_LEAVE = dt.timedelta(days=365)
_REAL_MARK = Path("kwb") / "kwb_2020_nl.parquet"


def demo(
    out: Annotated[Path, typer.Option("--out", help="De map voor de demo.")] = Path("demo"),
    open_figures: Annotated[
        Path | None,
        typer.Option("--open", envvar="SMARTSTART_OPEN_DATA", help="Map met echte openbare cijfers, als u die heeft."),
    ] = None,
) -> None:
    """Maak een verzonnen regio, voer de twee voorbeeldstudies uit en open de werkplek van een gemeente."""
    from smartstart.cli.vault import Size, make_twin, tell, today
    from smartstart.disclosure.door import release_day
    from smartstart.disclosure.ledger import Ledger
    from smartstart.vault.run import Order, run

    steps = Steps()
    steps.say("Smart Start, de demo. Alle registers zijn verzonnen; geen enkel cijfer daaruit gaat over echte mensen.")
    data = out / "tweeling"
    make_twin(steps, data, size=Size.REGION, seed=_SEED)  # does nothing when it is there already
    study = _study(out, "uithuisplaatsing")
    key, approver = (_key(out / "sleutels", name) for name in ("demo", "goedkeuring"))
    _approve(study, approver, today())
    ledger = out / "grootboek.jsonl"
    if not ledger.exists():
        Ledger.create(ledger)
    steps.say("Studie 1: uithuisplaatsing (verzonnen registers)")
    result = run(
        Order(
            study=study,
            data=data,
            out=out / "uithuisplaatsing",
            key=key,
            approvers=(approver.public_key(),),
            ledger=ledger,
            draft=False,
            day=release_day(),
            today=today(),
        ),
        steps.step,
    )
    _colour(steps, out, data, open_figures)
    tell(steps, result)
    steps.say(f"Wijken:    {out / 'kleur-van-de-wijk' / 'index.html'}")
    public = out / "sleutels" / "demo.pub"
    command = demo_workplace.typed()
    steps.say(f"Nakijken:  {command} verify {result.paths.archive} --key {public}")
    steps.say(f"Aanvallen: {command} attack {result.paths.archive} --key {public} --inside {result.inside}")
    demo_workplace.show(steps, out, archive=result.paths.archive, key=public, figures=data / "open")


def _study(out: Path, name: str) -> Path:
    """Copy a bundled study into the demo, so that a user can change it and run it again."""
    target = out / "studies" / f"{name}.toml"
    target.parent.mkdir(parents=True, exist_ok=True)
    source = resources.files("smartstart.cli") / "studies" / f"{name}.toml"
    with resources.as_file(source) as path:
        shutil.copyfile(path, target)
    return target


def _key(folder: Path, name: str) -> "PrivateKey":
    """Return a key of the demo; it is made the first time."""
    from smartstart.release import keys

    if not (folder / f"{name}.key").is_file():
        keys.new_keys(folder, name)
    return keys.load_private_key(folder / f"{name}.key")


def _approve(study: Path, key: "PrivateKey", day: dt.date) -> None:
    from smartstart.vault.study import approval
    from smartstart.vault.study.reading import read_study

    signed = approval.approve(read_study(study), approver=_APPROVER, until=day + _LEAVE, key=key)
    approval.write_approval(approval.approval_path(study), signed)


def _colour(steps: Steps, out: Path, twin: Path, named: Path | None) -> None:
    from smartstart.cli import opendata

    real = next((folder for folder in _places(named) if (folder / _REAL_MARK).is_file()), None)
    steps.say()
    if real is not None:
        steps.say("Studie 2: de kleur van de wijk (echte openbare cijfers)")
        opendata.run_study(_study(out, "kleur-van-de-wijk"), real, out / "kleur-van-de-wijk", steps)
    else:
        steps.say("Studie 2: de kleur van de wijk (verzonnen cijfers)")
        opendata.run_study(_study(out, "kleur-verzonnen"), twin / "open", out / "kleur-van-de-wijk", steps)


def _places(named: Path | None) -> list[Path]:
    return [named] if named is not None else [Path("..") / "shared" / "data"]
