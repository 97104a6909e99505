"""A draft release from a notebook: the same way, and the same gate, as `smartstart run --draft`."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from smartstart.presentation import dutch
from smartstart.presentation.report import plain_nothing, plain_sentence
from smartstart.release.contents import ReleaseContents
from smartstart.vault.notebook.bar import Step
from smartstart.vault.notebook.showing import again, block, page
from smartstart.vault.run import Order, run

_NOT_YET = (
    "Een concept: niet goedgekeurd en niet ondertekend. Naar buiten gaat alleen een vrijgave: laat de vraag goedkeuren "
    "('smartstart approve') en voer haar uit ('smartstart run')."
)


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What the gate would let through.

    Attributes:
        contents: what would be released, rounded and judged.
        folder: where the draft stands; report: the page in it; inside: exact results, which never leave.
        call: the exact call that makes this draft again.
    """

    contents: ReleaseContents
    folder: Path
    report: Path
    inside: Path
    call: str

    def __repr__(self) -> str:
        return block(self._title(), self._lines())

    def _repr_html_(self) -> str:
        return page(self._title(), self._lines())

    def _title(self) -> str:
        outline = self.contents.outline
        return (
            f"Concept ({self.contents.origin.value}): {dutch.number(outline.asked)} uitspraken gevraagd, "
            f"{dutch.number(outline.released)} getoond, {dutch.number(outline.withheld)} niet"
        )

    def _lines(self) -> list[str]:
        found = [s.subject for s in self.contents.statements if s.kind == "model" and s.role == "risk"]
        told = [plain_sentence(self.contents, name) for name in dict.fromkeys(found)]
        return [*(told or [plain_nothing(self.contents)]), f"Verslag: {self.report}", _NOT_YET, again(self.call)]


def drafted(study: Path, data: Path, out: Path, memory: str, threads: int | None, step: Step) -> Draft:
    """Run a question file to a draft; see `smartstart.vault.run`."""
    today = dt.datetime.now(tz=dt.UTC).date()
    order = Order(
        study=study,
        data=data.absolute(),
        out=out.absolute(),
        key=None,
        approvers=(),
        ledger=Path(),
        draft=True,
        day=today,
        today=today,
        memory=memory,
        threads=threads,
    )
    result = run(order, step)
    call = f"smartstart.read_study({str(study)!r}).draft({str(order.data)!r}, {str(order.out)!r})"
    return Draft(result.contents, result.paths.folder, result.paths.folder / "report.html", result.inside, call)
