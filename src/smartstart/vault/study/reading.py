"""Read a question file and say, in plain Dutch, what is wrong with it: every mistake, with its line."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from smartstart.vault.study import fairness
from smartstart.vault.study.explaining import explained, place
from smartstart.vault.study.lines import line_numbers, line_of
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import StudyError

_LIMIT = 1024 * 1024  # a question file of a megabyte is not a question file


@dataclass
class StudyMistakesError(StudyError):
    """All mistakes of one question file together."""

    mistakes: tuple[StudyError, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.what, *(f"- {mistake}" for mistake in self.mistakes)])


def read_study(path: FilePath) -> Study:
    """Read and check a question file.

    Raises:
        StudyError: the file is missing or is not TOML.
        StudyMistakesError: fields are wrong; every mistake has its line, field and what was expected.
    """
    text = _text(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        spot = _spot(str(problem), text)
        raise StudyError(
            "Dit bestand is geen geldige TOML.",
            where=f"{path.name}, {spot}",
            mend=f"kijk op de genoemde regel naar {_suspect(spot, text)}",
        ) from problem
    return study_of(raw, path.name, text)


def study_of(raw: dict[str, Any], name: str, text: str = "") -> Study:
    """Check a question that is read already, or was made in code.

    Args:
        raw: the parts by name.
        name: what to call it in an error; text: of its file, for the lines.

    Raises:
        StudyMistakesError: fields are wrong; every mistake has its field, what was expected, and its line if known.
    """
    lines = line_numbers(text)
    try:
        study = Study.model_validate(raw)
    except ValidationError as problem:
        mistakes = tuple(explained(name, raw, lines, detail) for detail in problem.errors())
        raise StudyMistakesError(_title(name, len(mistakes)), mistakes=mistakes) from problem
    unfair = tuple(
        StudyError(one.what, where=place(name, lines, one.where), expected=one.expected, mend=one.mend)
        for one in fairness.mistakes(study)
    )
    if unfair:
        raise StudyMistakesError(_title(name, len(unfair)), mistakes=unfair)
    return study


def _spot(problem: str, text: str) -> str:
    """Return the line that the parser complains about; it speaks of the end where a quote was never closed."""
    spot = re.search(r"at line (\d+), column (\d+)", problem)
    if spot:
        return f"regel {spot.group(1)}, kolom {spot.group(2)}"
    return f"regel {len(text.splitlines())} (het einde van het bestand)"


def _suspect(spot: str, text: str) -> str:
    """Return what to look for on a line: a date that no calendar has, where one stands there."""
    number = int(re.findall(r"\d+", spot)[0])
    line = text.splitlines()[number - 1] if number else ""
    if re.search(r"=[^\"'#]*\d-\d{1,2}-\d", line):
        return "de datum: schrijf een dag die bestaat, zoals 2020-01-31, met een jaar van vier cijfers"
    return "een vergeten aanhalingsteken, haakje of '='"


@contextmanager
def located(path: FilePath) -> Iterator[None]:
    """Give a mistake in the study that another room finds its file and line; its place is the name of a field."""
    try:
        yield
    except StudyMistakesError:
        raise
    except StudyError as problem:
        field = tuple(int(part) - 1 if part.isdigit() else part for part in problem.where.split("."))
        line = line_of(line_numbers(_text(path)), field) if problem.where else None
        if line is not None:
            problem.where = f"{path.name}, regel {line}, {problem.where}"
        raise


def _text(path: FilePath) -> str:
    try:
        if path.stat().st_size > _LIMIT:
            raise StudyError("Dit bestand is te groot voor een vraag.", where=str(path), expected="hoogstens 1 MB")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        near = difflib.get_close_matches(path.name, _neighbours(path), n=1)
        raise StudyError(
            "De studie is niet gevonden.",
            where=str(path),
            mend=f"bedoelde u '{near[0]}'?" if near else "controleer de map en de naam",
        ) from problem
    except UnicodeDecodeError as problem:
        raise StudyError(
            "Dit bestand is geen leesbare tekst.", where=str(path), expected="een TOML-bestand in UTF-8"
        ) from problem
    except OSError as problem:
        raise StudyError("De studie is niet te lezen.", where=str(path), mend="controleer map en rechten") from problem


def _neighbours(path: FilePath) -> list[str]:
    return [entry.name for entry in path.parent.glob("*.toml")] if path.parent.is_dir() else []


def _title(name: str, count: int) -> str:
    return f"{name}: er {'klopt één ding' if count == 1 else f'kloppen {count} dingen'} niet."
