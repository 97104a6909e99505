"""What is wrong with a question file, in plain Dutch: each mistake with line, what was expected, how to mend it."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic_core import ErrorDetails

from smartstart.vault.study.analyses import Breakdown, RiskGroupPlan
from smartstart.vault.study.lines import Path, line_of
from smartstart.vault.study.model import CohortPlan, Dpia, Hunch, OpenData, Question, RegisterData, ReleasePlan, Study
from smartstart.vault.study.parts import Part
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import PairPlan, ReinforcingPlan
from smartstart.vault.study.table import Bin, TableData, TableFactor, TableOutcome
from smartstart.vault.study.withheld import Withheld
from smartstart.vocabulary.errors import StudyError

_SENTENCES = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld bestaat niet.",
    "literal_error": "Deze waarde kennen we niet.",
    "union_tag_invalid": "Deze soort kennen we niet.",
    "union_tag_not_found": "Dit veld ontbreekt.",
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
    "float_parsing": "Dit is geen getal.",
    "string_type": "Dit is geen tekst.",
    "bool_type": "Dit is geen ja of nee.",
    "bool_parsing": "Dit is geen ja of nee.",
    "date_type": "Dit is geen datum.",
    "date_from_datetime_parsing": "Dit is geen datum.",
    "date_from_datetime_inexact": "Dit is een tijdstip, geen datum.",
    "tuple_type": "Hier hoort een lijst.",
    "dict_type": "Hier hoort een tabel met velden.",
    "model_type": "Hier hoort een tabel met velden.",
    "model_attributes_type": "Hier hoort een tabel met velden.",
}

_FIELDS = 'velden tussen accolades, zoals { naam = "waarde" }'
_LIMITS = {
    "greater_than_equal": ("minstens", "ge"),
    "less_than_equal": ("hoogstens", "le"),
    "greater_than": ("meer dan", "gt"),
    "too_long": ("hoogstens", "max_length"),
    "string_too_long": ("hoogstens", "max_length"),
}
_EXPECTED = {
    "finite_number": "een eindig getal",
    "string_pattern_mismatch": "kleine letters, cijfers, streepjes; beginnend met een letter",
    "date_type": "een datum zonder aanhalingstekens, zoals 2026-11-21",
    "date_from_datetime_parsing": "een datum zonder aanhalingstekens, zoals 2026-11-21",
    "int_type": "een heel getal zonder aanhalingstekens, zoals 12",
    "int_from_float": "een heel getal zonder aanhalingstekens, zoals 12",
    "int_parsing": "een heel getal zonder aanhalingstekens, zoals 12",
    "float_type": "een getal zonder aanhalingstekens, zoals 2.5",
    "float_parsing": "een getal zonder aanhalingstekens, zoals 2.5",
    "bool_type": "true of false, zonder aanhalingstekens",
    "bool_parsing": "true of false, zonder aanhalingstekens",
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "string_type": "tekst tussen aanhalingstekens",
    "tuple_type": 'een lijst tussen rechte haken, zoals ["a", "b"]',
}


def explained(name: str, raw: dict[str, Any], lines: dict[Path, int], detail: ErrorDetails) -> StudyError:
    """Return one mistake that the shape of a question found, with its line, what was expected and how to mend it.

    Args:
        name: of the file; raw: the file by its parts; lines: from `lines.line_numbers`.
    """
    field = _field(raw, detail)
    return StudyError(
        _what(detail),
        where=place(name, lines, field),
        expected=_expected(detail),
        mend=_mend(raw, field, detail),
    )


def place(name: str, lines: dict[Path, int], field: Path) -> str:
    """Return file, line and field, counted from 1: "vraag.toml, regel 12, data.factors.2.name"."""
    line = line_of(lines, field)
    dotted = ".".join(str(part + 1) if isinstance(part, int) else part for part in field) or "(hele bestand)"
    return f"{name}, {f'regel {line}, ' if line else ''}{dotted}"


def _field(raw: Any, detail: ErrorDetails) -> Path:
    """Return the path in the file: without the names that the checker puts in for a kind of union."""
    path: Path = ()
    here = raw
    location = detail["loc"]
    for position, part in enumerate(location):
        last = position == len(location) - 1
        known = (isinstance(here, dict) and part in here) or (isinstance(here, list) and isinstance(part, int))
        if known:
            here = here[part]
            path = (*path, part)
        elif last and part != "[key]" and not _is_kind(here, part):
            path = (*path, part)
    told_apart_by = detail.get("ctx", {}).get("discriminator")
    return (*path, told_apart_by.strip("'")) if told_apart_by else path


def _is_kind(here: Any, part: int | str) -> bool:
    return isinstance(here, dict) and part in (here.get("kind"), here.get("source"))


def _what(detail: ErrorDetails) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"]).rstrip(".") + "."
    return _SENTENCES.get(detail["type"], "Deze waarde past hier niet.")


def _expected(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return str(context["expected"]).replace(" or ", " of ")
    if detail["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return ", ".join(f"'{kind}'" for kind in _kinds(detail))
    if detail["type"] in _LIMITS:
        words, key = _LIMITS[detail["type"]]
        return f"{words} {_number(context[key])}"
    return _EXPECTED.get(detail["type"], "")


def _number(limit: float) -> str:
    """Return a limit as one writes it in a question file: 1000, 0.5."""
    return str(int(limit)) if limit == int(limit) else repr(limit)


_CLASSES = ("labels", "edges")


def _mend(raw: dict[str, Any], field: Path, detail: ErrorDetails) -> str:
    if detail["type"] in ("missing", "union_tag_not_found"):
        return f"zet er '{field[-1]} = …' bij"
    if detail["type"] == "extra_forbidden":
        return nearest(str(field[-1]), _fields_at(raw, field[:-1]))
    if detail["type"] == "union_tag_invalid":
        return nearest(str(detail["ctx"]["tag"]), list(_kinds(detail)))
    if detail["type"] == "too_long" and field[-1] in _CLASSES:
        return "maak minder, grovere klassen; bij 'labels' krijgt met other = true de rest één waarde: overig"
    if detail["type"] == "literal_error":
        return nearest(str(detail["input"]), [p.strip(" '") for p in _expected(detail).replace(" of ", ",").split(",")])
    return ""


def _kinds(detail: ErrorDetails) -> Iterable[str]:
    return _BY_KIND if detail["ctx"]["discriminator"] == "'kind'" else _BY_SOURCE


def nearest(name: str, valid: list[str]) -> str:
    """Return the advice that goes with an unknown name: the nearest valid one, or all of them."""
    near = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    return f"bedoelde u '{near[0]}'?" if near else f"kies uit: {', '.join(sorted(valid))}"


_BY_NAME: dict[str, type[Part]] = {
    "question": Question,
    "dpia": Dpia,
    "hunches": Hunch,
    "cohort": CohortPlan,
    "withheld": Withheld,
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
