"""Commands of the protected room: check, approve, run, and the invented population."""

import datetime as dt
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartstart.cli.progress import Steps
from smartstart.vocabulary.errors import StudyError, UsageError

if TYPE_CHECKING:
    from smartstart.disclosure.gate import Judged
    from smartstart.vault.engines.spark_place import SparkPlace
    from smartstart.vault.run import Result

StudyFile = Annotated[Path, typer.Argument(metavar="STUDIE", help="Het bestand met de vraag (TOML).")]
DataFolder = Annotated[Path, typer.Option("--data", metavar="MAP", help="De map met gegevens.")]
OutFolder = Annotated[Path, typer.Option("--out", metavar="MAP", help="De map voor de uitkomsten.")]


class Size(StrEnum):
    """How many invented persons."""

    SMALL = "small"
    REGION = "region"
    NATIONAL = "national"


class Machine(StrEnum):
    """What builds the cohort."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Format(StrEnum):
    """In which form the invented files are written."""

    PARQUET = "parquet"
    CSV = "csv"
    SAV = "sav"


def run(
    study: StudyFile,
    data: DataFolder,
    out: OutFolder,
    key: Annotated[
        Path | None, typer.Option("--key", envvar="SMARTSTART_KEY", help="Sleutel om mee te ondertekenen.")
    ] = None,
    approver: Annotated[
        list[Path] | None,
        typer.Option("--approver", envvar="SMARTSTART_APPROVERS", help="Openbare sleutel van wie mag goedkeuren."),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", envvar="SMARTSTART_LEDGER", help="Het grootboek van deze beveiligde omgeving."),
    ] = None,
    borders: Annotated[Path | None, typer.Option("--borders", help="GeoJSON met grenzen voor de kaart.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Een concept: zonder goedkeuring, niet ondertekend.")] = False,
    memory: Annotated[str, typer.Option("--memory", help="Geheugen voor de rekenmachine.")] = "3GB",
    threads: Annotated[int | None, typer.Option("--threads", min=1, help="Aantal rekenkernen.")] = None,
    engine: Annotated[
        Machine, typer.Option("--engine", help="Wat de onderzoeksgroep samenstelt; de uitkomst is dezelfde.")
    ] = Machine.DUCKDB,
    spark_master: Annotated[
        str | None, typer.Option("--spark-master", help="Waar Spark draait, bijvoorbeeld local[2] of yarn.")
    ] = None,
) -> None:
    """Van vraag naar vrijgave: voer een studie uit."""
    from smartstart.vault.study.reading import read_study

    asked = read_study(study)
    if asked.data.source == "open":
        _run_open(study, data, out)
        return
    from smartstart.disclosure.door import release_day
    from smartstart.release import keys
    from smartstart.vault.run import Order
    from smartstart.vault.run import run as run_study

    order = Order(
        study=study,
        data=data,
        out=out,
        key=keys.load_private_key(key) if key is not None and not draft else None,
        approvers=tuple(keys.load_public_key(path) for path in approver or []),
        ledger=_ledger(ledger, draft=draft),
        draft=draft,
        day=release_day(),
        today=today(),
        borders=borders,
        memory=_memory(memory),
        threads=threads,
        spark=_spark(engine, spark_master, _memory(memory)),
    )
    steps = Steps()
    tell(steps, run_study(order, steps.step))


def today() -> dt.date:
    """Return the real day, on which it is judged whether an approval still holds."""
    return dt.datetime.now(tz=dt.UTC).date()


def _ledger(named: Path | None, *, draft: bool) -> Path:
    if named is None and not draft:
        raise UsageError(
            "Zonder grootboek van eerdere vrijgaven mag er niets naar buiten.",
            expected="--ledger met het grootboek van deze beveiligde omgeving, of de variabele SMARTSTART_LEDGER",
            mend="begin het één keer met 'smartstart ledger new BESTAND', of gebruik --draft",
        )
    return named or Path()


def _memory(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*(\.[0-9]+)?\s?(MB|GB|MiB|GiB)", text.strip(), re.IGNORECASE):
        raise UsageError("Deze hoeveelheid geheugen begrijpen we niet.", where="--memory", expected="bijvoorbeeld 3GB")
    return text.strip()


def _spark(engine: Machine, master: str | None, memory: str) -> "SparkPlace | None":
    from smartstart.vault.engines.spark_place import LOCAL, SparkPlace

    if engine is Machine.DUCKDB:
        if master is not None:
            raise UsageError(
                "Met --spark-master alleen gebeurt er niets.", where="--spark-master", mend="geef ook --engine spark"
            )
        return None
    return SparkPlace(master or LOCAL, memory)


def tell(steps: Steps, result: "Result") -> None:
    """Tell what came out: the first finding in a sentence, what was released and withheld, and where it stands."""
    from smartstart.presentation.report import plain_nothing, plain_sentence

    outline = result.contents.outline
    subject = _first(result)
    steps.say()
    if subject:
        steps.say(plain_sentence(result.contents, subject))
    else:
        steps.say(plain_nothing(result.contents))
    steps.say()
    steps.say(f"{outline.asked} uitspraken gevraagd, {outline.released} vrijgegeven, {outline.withheld} niet.")
    told = reasons(result.judged)
    for reason, count in told:
        steps.say(f"  niet getoond, {reason}: {count}")
    if sum(count for _, count in told) > outline.withheld:
        steps.say("  (van sommige uitspraken is er meer dan één reden)")
    steps.say()
    steps.say(f"Verslag:   {result.paths.folder / 'report.html'}")
    steps.say(f"Vrijgave:  {result.paths.archive} ({result.contents.stamp.value})")
    steps.say(f"Binnen:    {result.inside} (exacte cijfers; blijft in de beveiligde omgeving)")


def reasons(judged: "Judged") -> list[tuple[str, int]]:
    """Return why statements were withheld, in Dutch, with how many: for inside the room. One can have more reasons."""
    from smartstart.disclosure.deciding import kind_of

    return [(kind_of(rule), count) for rule, count in judged.by_reason.items()]


def _first(result: "Result") -> str:
    """Return the finding to tell first: the best confirmed one that is shown, else the best; empty without any."""
    found = [s for s in result.contents.statements if s.kind == "model" and s.role == "risk"]
    ranked = sorted(found, key=lambda s: (s.value is None, not s.confirmed, int(s.subject[1:])))
    return ranked[0].subject if ranked else ""


def _run_open(study: Path, data: Path, out: Path) -> None:
    from smartstart.cli import opendata

    opendata.run_study(study, data, out, Steps())


def check(study: StudyFile, data: DataFolder) -> None:
    """Kijk of een studie kan draaien, zonder haar te draaien."""
    from smartstart.vault.run.checking import check_study

    steps = Steps()
    verdict = check_study(study, data)
    for line in verdict.lines:
        steps.say(line)
    if verdict.problems:
        raise verdict.problems[0]


def approve(
    study: StudyFile,
    approver: Annotated[str, typer.Option("--as", help="Naam en rol van wie goedkeurt.")],
    until: Annotated[dt.datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="Laatste dag van geldigheid.")],
    key: Annotated[Path, typer.Option("--key", help="Sleutel van wie goedkeurt.")],
) -> None:
    """Keur een studie goed: onderteken precies deze inhoud."""
    from smartstart.release import keys
    from smartstart.vault.study import approval
    from smartstart.vault.study.reading import read_study

    name, _, role = approver.partition(",")
    if not name.strip() or not role.strip():
        raise UsageError("Noem naam én rol van wie goedkeurt.", expected='--as "J. de Vries, privacyfunctionaris"')
    if until.date() < today():
        raise StudyError("De goedkeuring zou al verlopen zijn.", where="--until", expected="vandaag of later")
    signed = approval.approve(read_study(study), approver=approver, until=until.date(), key=keys.load_private_key(key))
    target = approval.approval_path(study)
    approval.write_approval(target, signed)
    Steps().say(f"Goedgekeurd tot en met {until:%d-%m-%Y}: {target}\nElke wijziging van de studie maakt dit ongeldig.")


def twin(
    out: OutFolder,
    size: Annotated[Size, typer.Option("--size", help="Hoe groot: 50 duizend, 470 duizend of 18 miljoen.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Zelfde getal, zelfde bestanden.")] = 1,
    form: Annotated[Format, typer.Option("--format", help="Soort bestanden.")] = Format.PARQUET,
    null: Annotated[bool, typer.Option("--null", help="Een wereld waarin geen enkele factor ertoe doet.")] = False,
    memory: Annotated[str, typer.Option("--memory", help="Geheugen voor de rekenmachine.")] = "3GB",
    threads: Annotated[int | None, typer.Option("--threads", min=1, help="Aantal rekenkernen.")] = None,
) -> None:
    """Maak een verzonnen bevolking in de vorm van de bestanden van het CBS."""
    make_twin(Steps(), out, size=size, seed=seed, form=form, null=null, memory=memory, threads=threads)


def make_twin(
    steps: Steps,
    out: Path,
    *,
    size: Size,
    seed: int,
    form: Format = Format.PARQUET,
    null: bool = False,
    memory: str = "3GB",
    threads: int | None = None,
) -> None:
    """Write an invented population and tell about it."""
    from smartstart.vault.twin import write_twin

    with steps.step("Tweeling: een verzonnen bevolking schrijven") as note:
        write_twin(
            out,
            size=size.value,
            seed=seed,
            fmt=form.value,
            null=null,
            memory=memory,
            threads=threads,
            progress=lambda text, share: note(f"{text} ({share:.0%})"),
        )
