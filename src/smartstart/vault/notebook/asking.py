"""A question in a notebook: from a file or from code, to its coded cohort and to a draft."""

import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartstart.storage.whole import write_text
from smartstart.vault.engines import DuckEngine
from smartstart.vault.notebook import given
from smartstart.vault.notebook.bar import bar
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.drafting import Draft, drafted
from smartstart.vault.notebook.showing import block, page
from smartstart.vault.notebook.toml_text import toml_text
from smartstart.vault.run.answerable import require_answerable
from smartstart.vault.run.borders import borders_of, names_of
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study import model
from smartstart.vault.study.approval import fingerprint
from smartstart.vault.study.reading import located, study_of
from smartstart.vault.study.reading import read_study as read_file
from smartstart.vocabulary.errors import StudyError, UsageError

IN_CODE = "de vraag in uw code"
_STEPS = {"registers": 2, "table": 1}


@dataclass(frozen=True, slots=True, repr=False)
class Study:
    """One question, checked.

    Attributes:
        question: everything that a question file says.
        path: the file it came from; None for a question made in code.
    """

    question: model.Study
    path: Path | None = None

    @property
    def call(self) -> str:
        """The exact call that makes this question again."""
        if self.path is not None:
            return f"smartstart.read_study({str(self.path)!r})"
        return f"smartstart.make_study({_plain(self.question, 'json')!r})"

    def coded_cohort(
        self, data: Path | str, *, memory: str = "3GB", threads: int | None = None, progress: bool = True
    ) -> Cohort:
        """Return the coded cohort of this question; it stays in the room, and nothing is written but for a while.

        Args:
            data: the folder with data.
            memory, threads: for the engine; they never change a result. What does not fit is kept in a folder of its
                own among the temporary files (`TMPDIR` says where), which only you can read and which is taken away.
            progress: whether to show a bar.

        Raises:
            UsageError: the folder, the memory or the threads are of no use.
            StudyError: the question has no cohort, or does not fit the data.
            DataError: the data are wrong, or not there.
        """
        folder = given.place(data, "de map met gegevens")
        given.machine(memory, threads)
        with (
            _in_its_file(self),
            tempfile.TemporaryDirectory(prefix="smartstart-") as work,
            DuckEngine(Path(work), memory=memory, threads=threads) as engine,
            bar(_STEPS.get(self.question.data.source, 1), wanted=progress) as step,
        ):
            names = names_of(borders_of(self.question, folder, None)) if self.question.analyses else {}
            opened = open_cohort(engine, self.question, folder, Path(work), step, names)
        return Cohort(opened.cohort, self.question, opened.read, f"{self.call}.coded_cohort({str(folder)!r})")

    def draft(
        self,
        data: Path | str,
        out: Path | str,
        *,
        memory: str = "3GB",
        threads: int | None = None,
        progress: bool = True,
    ) -> Draft:
        """Run the whole way to a draft release in `out/concept`: judged by the gate, but not approved and not signed.

        Args:
            data: the folder with data.
            out: the folder for the results, inside the room.
            memory, threads, progress: as in `coded_cohort`.

        Raises:
            UsageError: the question is in no file yet; or the folder holds things that are not ours.
            StudyError, DataError: the question or the data are wrong.
            GateRefusal: the gate lets nothing through.
        """
        if self.path is None:
            raise UsageError(
                "Deze vraag staat nog niet in een bestand.",
                expected="een vraag uit een bestand: dat wordt goedgekeurd",
                mend="schrijf haar met study = study.write('vraag.toml')",
            )
        folders = given.place(data, "de map met gegevens"), given.place(out, "de map voor de uitkomsten")
        given.machine(memory, threads)
        with bar(len(self.question.analyses) + 5, wanted=progress) as step:
            return drafted(self.path, *folders, memory, threads, step)

    def write(self, path: Path | str) -> "Study":
        """Write this question to a file, whole or not at all, and return it as the question of that file.

        Raises:
            UsageError: the file is there already and says something else.
        """
        target = given.place(path, "het bestand voor de vraag")
        if target.exists() and _held(target) != self.question:
            raise UsageError(
                "Daar staat al iets anders dan deze vraag; dat vervangen wij niet.",
                where=str(target),
                mend="kies een andere naam, of haal het bestand daar weg",
            )
        write_text(target, toml_text(_plain(self.question, "python")))
        return read_study(target)

    def __repr__(self) -> str:
        return block(self._title(), self._lines())

    def _repr_html_(self) -> str:
        return page(self._title(), self._lines())

    def _title(self) -> str:
        return f"Vraag '{self.question.question.id}': {self.question.question.title}"

    def _lines(self) -> list[str]:
        kinds = ", ".join(analysis.kind for analysis in self.question.analyses) or "geen"
        return [
            f"Van: {self.question.question.owner}",
            f"Analyses: {kinds}; voorschrift voor vrijgave: {self.question.release.policy}",
            f"Vingerafdruk: {fingerprint(self.question)[:16]}",
        ]


def read_study(path: Path | str) -> Study:
    """Read and check a question file.

    Raises:
        StudyError: the file is missing, is not TOML, or fields are wrong, or a factor or level is not there; every
            mistake has its line.
    """
    file = given.place(path, "het bestand met de vraag")
    with located(file):
        return Study(_answerable(read_file(file)), file)


def make_study(question: Mapping[str, Any]) -> Study:
    """Check a question made in code: the parts of a question file as mappings.

    Args:
        question: `{"question": {…}, "data": {…}, "cohort": {…}, "analyses": [{…}], "release": {…}}`.

    Raises:
        UsageError: it is no mapping.
        StudyError: fields are wrong, or a factor or level is not there; every mistake has its field.
    """
    return Study(_answerable(study_of(given.parts(question), IN_CODE)))


def coded_cohort(study: Study, data: Path | str, *, progress: bool = True) -> Cohort:
    """Return the coded cohort of a question; see `Study.coded_cohort`.

    Raises:
        UsageError: it is no question, such as the name of a file.
    """
    if not isinstance(study, Study):
        given.no_question(study)
    return study.coded_cohort(data, progress=progress)


def _answerable(question: model.Study) -> model.Study:
    """Return a question of which the factors can answer what it asks; one on open figures has no factors."""
    if question.analyses:
        require_answerable(question)
    return question


def _held(file: Path) -> model.Study | None:
    """Return the question that a file holds; None where it holds something else."""
    try:
        return read_file(file)
    except StudyError:
        return None


def _in_its_file(study: Study) -> AbstractContextManager[None]:
    """Give mistakes found later their line, where the question came from a file."""
    return located(study.path) if study.path is not None else nullcontext()


def _plain(question: model.Study, mode: str) -> dict[str, Any]:
    return question.model_dump(mode=mode, by_alias=True, exclude_defaults=True)
