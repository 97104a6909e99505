"""What stays in the room: the exact results for the researcher, and all that a checker of the output has to see."""

import csv
import dataclasses
import datetime as dt
import io
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from smartstart import storage
from smartstart.disclosure.judgement import Judgement
from smartstart.presentation.checker import checker_csv, render_checker
from smartstart.presentation.checker.facts import Checked
from smartstart.release.contents import ReleaseContents
from smartstart.vault.coded import DropOff
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.overlap import OVERLAP, Overlap

_README = """\
BINNEN DE BEVEILIGDE OMGEVING HOUDEN
Deze map bevat exacte aantallen. Zij hoort niet bij de vrijgave en mag de omgeving niet verlaten.

checker.html     voor wie de uitvoer controleert: wat naar buiten gaat, en alles wat erachter zit
checker.csv      hetzelfde als tabel
resultaten.json  de bevindingen, onafgerond
oordelen.csv     per niet getoonde uitspraak: welke regel, en waarom
uitval.csv       hoeveel er per stap en peildatum overbleven
bestanden.txt    welke bestanden zijn gelezen
"""
_OVERLAP_README = """\
overlap.csv      per bevinding: hoe vaak kenmerken die alleen vergeleken mogen worden (zoals herkomst) in de groep
                 voorkomen, naast iedereen. "strong" is waar: de groep valt sterk samen met dat kenmerk. Wie iets aan
                 die groep aanbiedt, maakt dan ook verschil naar dat kenmerk. Bespreek dat voordat u iets kiest.
"""


FILES = frozenset(
    (
        *("LEESMIJ.txt", "bestanden.txt", "checker.csv", "checker.html", "oordelen.csv", "overlap.csv"),
        *("resultaten.json", "uitval.csv"),
    )
)
"""All that may stand in the folder: what a later run may replace."""


@dataclasses.dataclass(frozen=True, slots=True)
class Checker:
    """The page and the table for who checks the output, made before anything leaves."""

    page: str
    table: str


def checker(contents: ReleaseContents, behind: Checked) -> Checker:
    """Return the page and the table for who checks the output."""
    return Checker(render_checker(contents, behind), checker_csv(contents, behind))


@dataclasses.dataclass(frozen=True, slots=True)
class Exact:
    """All that stays inside, unrounded.

    Attributes:
        further: kind and result of each analysis beside the risk groups.
        read: which files were read, in sentences.
    """

    groups: RiskGroups
    further: Sequence[tuple[str, object]]
    judgements: Sequence[Judgement]
    drop_off: Sequence[DropOff]
    read: Iterable[str]
    checker: Checker


def write(folder: Path, exact: Exact) -> None:
    """Write the folder `inside`, whole or not at all; only the user who ran it may read it."""
    with storage.writing_folder(folder) as beside:
        others = [{"kind": kind, "result": _plain(result)} for kind, result in exact.further]
        results = json.dumps(_plain(exact.groups) | {"further": others}, ensure_ascii=False, indent=2, sort_keys=True)
        overlap = [row for kind, result in exact.further if kind == OVERLAP for row in _rows(result)]
        readme = _README + (_OVERLAP_README if overlap else "")
        (beside / "LEESMIJ.txt").write_text(readme, encoding="utf-8")
        if overlap:
            (beside / "overlap.csv").write_text(_csv(Overlap, overlap), encoding="utf-8")
        (beside / "resultaten.json").write_text(results + "\n", encoding="utf-8")
        (beside / "oordelen.csv").write_text(_csv(Judgement, exact.judgements), encoding="utf-8")
        (beside / "uitval.csv").write_text(_csv(DropOff, exact.drop_off), encoding="utf-8")
        (beside / "checker.html").write_text(exact.checker.page, encoding="utf-8")
        (beside / "checker.csv").write_text(exact.checker.table, encoding="utf-8")
        (beside / "bestanden.txt").write_text("".join(f"{line}\n" for line in exact.read), encoding="utf-8")
        for file in beside.iterdir():
            file.chmod(0o600)
    folder.chmod(0o700)


def _rows(result: object) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else ()


def _csv(kind: type[Any], rows: Sequence[Any]) -> str:
    names = [field.name for field in dataclasses.fields(kind)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    writer.writerows([getattr(row, name) for name in names] for row in rows)
    return text.getvalue()


def _plain(value: Any) -> Any:
    """Return a result as plain JSON; an infinite or undefined number becomes null."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, dt.date) else value
