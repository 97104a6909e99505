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
from pydantic_core import ErrorDetails

from smartstart.vault.study import fairness
from smartstart.vault.study.analyses import Breakdown, RiskGroupPlan
from smartstart.vault.study.lines import Path, line_numbers, line_of
from smartstart.vault.study.model import (
    Bin,
    CohortPlan,
    Dpia,
    Hunch,
    OpenData,
    Question,
    RegisterData,
    ReleasePlan,
    Study,
    TableData,
    TableFactor,
    TableOutcome,
)
from smartstart.vault.study.parts import Part
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import PairPlan, ReinforcingPlan
from smartstart.vocabulary.errors import StudyError

_LIMIT = 1024 * 1024  # a question file of a megabyte is not a question file

_SENTENCES = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld bestaat niet.",
    "literal_error": "Deze waarde kennen we niet.",
    "union_tag_invalid": "Deze soort kennen we niet.",
    "union_tag_not_found": "Het veld 'source' of 'kind' ontbreekt.",
    "string_pattern_mismatch": "Deze naam heeft niet de goede vorm.",
    "string_too_short": "Dit veld is leeg.",
    "string_too_long": "Deze tekst is te lang.",
    "too_short": "Hier is minstens één waarde nodig.",
    "too_long": "Hier staan te veel waarden.",
    "greater_than_equal": "Dit getal is te klein.",
    "less_than_equal": "Dit getal is te groot.",
    "greater_than": "Dit getal is te klein.",
    "int_parsing": "Dit is geen heel getal.",
    "int_type": "Dit is geen heel getal.",
    "int_from_float": "Dit is geen heel getal.",
    "float_type": "Dit is geen getal.",
    "string_type": "Dit is geen tekst.",
    "bool_type": "Dit is geen ja of nee (true of false).",
    "date_type": "Dit is geen datum.",
    "date_from_datetime_parsing": "Dit is geen datum.",
    "date_from_datetime_inexact": "Dit is een tijdstip, geen datum.",
    "tuple_type": "Hier hoort een lijst.",
    "dict_type": "Hier hoort een tabel met velden.",
    "model_type": "Hier hoort een tabel met velden.",
    "model_attributes_type": "Hier hoort een tabel met velden.",
}

_EXPECTED = {
    "string_pattern_mismatch": "kleine letters, cijfers, streepjes; beginnend met een letter",
    "date_type": "een datum zonder aanhalingstekens, zoals 2026-11-21",
    "date_from_datetime_parsing": "een datum zonder aanhalingstekens, zoals 2026-11-21",
    "int_type": "een heel getal zonder aanhalingstekens, zoals 12",
    "string_type": "tekst tussen aanhalingstekens",
    "tuple_type": 'een lijst tussen rechte haken, zoals ["a", "b"]',
}


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
        raise StudyError(
            "Dit bestand is geen geldige TOML.",
            where=f"{path.name}, {_place(str(problem), text)}",
            mend="kijk op de genoemde regel naar een vergeten aanhalingsteken, haakje of '='",
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
        mistakes = tuple(_mistake(name, raw, lines, detail) for detail in problem.errors())
        raise StudyMistakesError(_title(name, len(mistakes)), mistakes=mistakes) from problem
    unfair = tuple(
        StudyError(one.what, where=_where(name, lines, one.where), expected=one.expected, mend=one.mend)
        for one in fairness.mistakes(study)
    )
    if unfair:
        raise StudyMistakesError(_title(name, len(unfair)), mistakes=unfair)
    return study


def _place(problem: str, text: str) -> str:
    """Return the line that the parser complains about; it speaks of the end where a quote was never closed."""
    spot = re.search(r"at line (\d+), column (\d+)", problem)
    if spot:
        return f"regel {spot.group(1)}, kolom {spot.group(2)}"
    return f"regel {len(text.splitlines())} (het einde van het bestand)"


@contextmanager
def located(path: FilePath) -> Iterator[None]:
    """Give a mistake in the study that another room finds its file and line; its place is the name of a field."""
    try:
        yield
    except StudyMistakesError:
        raise
    except StudyError as problem:
        field = tuple(problem.where.split("."))
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


def _mistake(name: str, raw: dict[str, Any], lines: dict[Path, int], detail: ErrorDetails) -> StudyError:
    field = _field(raw, detail["loc"])
    return StudyError(
        _what(detail),
        where=_where(name, lines, field),
        expected=_expected(detail),
        mend=_mend(raw, field, detail),
    )


def _where(name: str, lines: dict[Path, int], field: Path) -> str:
    """Return file, line and field, counted from 1: "vraag.toml, regel 12, data.factors.2.name"."""
    line = line_of(lines, field)
    dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in field) or "(hele bestand)"
    return f"{name}, {f'regel {line}, ' if line else ''}{dotted}"


def _field(raw: Any, location: tuple[int | str, ...]) -> Path:
    """Return the path in the file: without the names that the checker puts in for a kind of union."""
    path: Path = ()
    here = raw
    for position, part in enumerate(location):
        last = position == len(location) - 1
        known = (isinstance(here, dict) and part in here) or (isinstance(here, list) and isinstance(part, int))
        if known:
            here = here[part]
            path = (*path, part)
        elif last and part != "[key]":
            path = (*path, part)
    return path


def _what(detail: ErrorDetails) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"]).rstrip(".") + "."
    return _SENTENCES.get(detail["type"], "Deze waarde past hier niet.")


def _expected(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] in ("literal_error", "union_tag_invalid"):
        text = str(context.get("expected") or context.get("expected_tags", ""))
        return text.replace(" or ", " of ")
    if detail["type"] == "greater_than_equal":
        return f"minstens {context['ge']}"
    if detail["type"] == "less_than_equal":
        return f"hoogstens {context['le']}"
    if detail["type"] in ("too_long", "string_too_long"):
        return f"hoogstens {context['max_length']}"
    return _EXPECTED.get(detail["type"], "")


def _mend(raw: dict[str, Any], field: Path, detail: ErrorDetails) -> str:
    if detail["type"] == "missing":
        return f"zet er '{field[-1]} = …' bij"
    if detail["type"] == "extra_forbidden":
        return nearest(str(field[-1]), _fields_at(raw, field[:-1]))
    if detail["type"] == "literal_error":
        return nearest(str(detail["input"]), [p.strip(" '") for p in _expected(detail).replace(" of ", ",").split(",")])
    return ""


def nearest(name: str, valid: list[str]) -> str:
    """Return the advice that goes with an unknown name: the nearest valid one, or all of them."""
    near = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    return f"bedoelde u '{near[0]}'?" if near else f"kies uit: {', '.join(sorted(valid))}"


_BY_NAME: dict[str, type[Part]] = {
    "question": Question,
    "dpia": Dpia,
    "hunches": Hunch,
    "cohort": CohortPlan,
    "pairs": PairPlan,
    "breakdowns": Breakdown,
    "release": ReleasePlan,
    "outcome": TableOutcome,
    "factors": TableFactor,
    "bins": Bin,
}
_BY_SOURCE: dict[str, type[Part]] = {"registers": RegisterData, "table": TableData, "open": OpenData}
_BY_KIND: dict[str, type[Part]] = {
    "risk_groups": RiskGroupPlan,
    "regression": RegressionPlan,
    "reinforcing": ReinforcingPlan,
}


def _fields_at(raw: dict[str, Any], path: Path) -> list[str]:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return list(Study.model_fields)
    model = _BY_NAME.get(names[-1])
    if names[-1] == "data":
        model = _BY_SOURCE.get(str(raw.get("data", {}).get("source")), RegisterData)
    if names[-1] == "analyses":
        model = _BY_KIND.get(_kind_at(raw, path), RiskGroupPlan)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _kind_at(raw: dict[str, Any], path: Path) -> str:
    """Return the kind of the analysis that a path lies in."""
    places = [part for part in path if isinstance(part, int)]
    plans = raw.get("analyses")
    plan = plans[places[0]] if isinstance(plans, list) and places and places[0] < len(plans) else None
    return str(plan.get("kind")) if isinstance(plan, dict) else ""
