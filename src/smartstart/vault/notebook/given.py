"""What a researcher hands over, looked at before anything is done with it: one clear error, not one from the depths."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.found import FoundRiskGroups
from smartstart.vocabulary.errors import UsageError

_MEMORY = re.compile(r"[1-9][0-9]*(\.[0-9]+)?\s?(MB|GB|MiB|GiB)", re.IGNORECASE)


def place(value: object, what: str) -> Path:
    """Return a file or folder in full.

    Args:
        value: what was given; what: what it is, "de map met gegevens".

    Raises:
        UsageError: it is no path.
    """
    if isinstance(value, str | Path) and str(value).strip():
        return Path(value).absolute()
    raise UsageError(
        f"Hier hoort {what}.", where=_shown(value), expected="een pad tussen aanhalingstekens, zoals 'map/naam'"
    )


def parts(question: object) -> dict[str, Any]:
    """Return a question in code as a mapping of our own.

    Raises:
        UsageError: it is something else, such as the name of a file.
    """
    if isinstance(question, Mapping):
        return dict(question)
    raise UsageError(
        "make_study maakt een vraag van haar delen.",
        where=_shown(question),
        expected='delen tussen accolades: {"question": {…}, "data": {…}, "cohort": {…}, "analyses": [{…}]}',
        mend="staat de vraag in een bestand? gebruik smartstart.read_study('vraag.toml')",
    )


def machine(memory: object, threads: object) -> None:
    """Refuse an amount of memory or a number of threads that the engine would not take.

    Raises:
        UsageError: "veel", 0, "twee".
    """
    if not isinstance(memory, str) or not _MEMORY.fullmatch(memory.strip()):
        raise UsageError(
            "Deze hoeveelheid geheugen begrijpen we niet.", where=f"memory={memory!r}", expected="zoals memory='3GB'"
        )
    if threads is not None and (not isinstance(threads, int) or isinstance(threads, bool) or threads < 1):
        raise UsageError(
            "Dit aantal rekenkernen kan niet.",
            where=f"threads={threads!r}",
            expected="een heel getal vanaf 1, of niets: dan kiest de rekenmachine zelf",
        )


def no_question(value: object) -> NoReturn:
    """Refuse what is no question: the name of its file, its parts, or a cohort.

    Raises:
        UsageError: always.
    """
    raise UsageError(
        "Hier hoort een vraag.",
        where=_shown(value),
        expected="wat smartstart.read_study('vraag.toml') of smartstart.make_study({…}) teruggeeft",
        mend="lees de vraag met smartstart.read_study('vraag.toml'), en geef haar mee",
    )


def a_cohort(value: object) -> Cohort:
    """Return the cohort that was given.

    Raises:
        UsageError: it is something else: a question, a folder, or the arrays inside a cohort.
    """
    if isinstance(value, Cohort):
        return value
    raise UsageError(
        "Hier hoort een onderzoeksgroep.",
        where=_shown(value),
        expected="wat study.coded_cohort('map met gegevens') teruggeeft",
        mend="cohort = study.coded_cohort('map met gegevens'), en geef dan die cohort mee",
    )


def groups_of(cohort: Cohort, value: object) -> None:
    """Refuse what is no search of this cohort; nothing at all is right, for then we search ourselves.

    Raises:
        UsageError: it is something else; or of another cohort, whose halves and conditions are others.
    """
    if value is None:
        return
    if not isinstance(value, FoundRiskGroups):
        raise UsageError(
            "Hier horen risicogroepen.",
            where=_shown(value),
            expected="wat smartstart.risk_groups(cohort) teruggeeft, of niets: dan zoeken wij ze zelf",
        )
    if value.result.rows != cohort.coded.rows or value.words.dimensions != cohort.coded.dimensions:
        raise UsageError(
            "Deze risicogroepen zijn van een andere onderzoeksgroep.",
            expected="wat smartstart.risk_groups(cohort) met dezelfde onderzoeksgroep teruggeeft",
            mend="laat de risicogroepen weg: dan zoeken wij ze zelf",
        )


def _shown(value: object) -> str:
    """Return what kind of thing was given; never what is in it, for that may be data."""
    return f"gegeven is een {type(value).__name__}"
