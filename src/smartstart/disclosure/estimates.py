"""What the gate can judge of an estimate: a measure it knows, limits that are numbers, evidence that hangs together."""

import math
from itertools import pairwise

from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.precision import MEASURES
from smartstart.disclosure.predicates import Levels, problem_with
from smartstart.disclosure.rounding import to_digits

_NEVER = {
    "residual": "een residu",
    "random_effect": "een random effect",
    "fitted_value": "een aangepaste waarde per groep",
}
_CLOSE = 1e-6
_DIGITS = 2
_CLASSED = "smoothed"


def problem(model: ModelCandidate, known: Levels) -> str:
    """Return in Dutch why an estimate cannot be judged, or an empty text when it can."""
    statement = model.statement
    if statement.measure in _NEVER:
        return f"{_NEVER[statement.measure]} gaat over één groep of persoon in het model, en gaat niet naar buiten"
    if statement.measure not in MEASURES:
        return f"de maat '{statement.measure}' kent de poort niet"
    return (
        _number_problem(model)
        or problem_with(statement.predicate, known)
        or problem_with(statement.reference, known)
        or next((p for p in map(evidence_problem, (model.group, model.reference, *model.levels)) if p), "")
        or _smoothing_problem(model)
        or _expected_problem(model)
        or _class_problem(model)
    )


def evidence_problem(e: Evidence) -> str:
    """Return in Dutch what is wrong with the counts of a group, or an empty text."""
    numbers = (e.rows, e.persons, e.households, e.events, e.event_persons, e.event_households)
    if any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in numbers):
        return "een telling is negatief of geen heel getal"
    fits = (
        max(e.persons, e.households, e.events) <= e.rows
        and e.event_persons <= min(e.events, e.persons)
        and e.event_households <= min(e.events, e.households)
    )
    return "" if fits else "de tellingen van deze groep spreken elkaar tegen"


def _number_problem(model: ModelCandidate) -> str:
    if not all(math.isfinite(n) for n in (model.lower, model.value, model.upper)):
        return "de schatting heeft geen eindige grenzen"
    if not (math.isfinite(model.sensitivity) and model.sensitivity >= 0):
        return "hoeveel één gebeurtenis de schatting verschuift, is niet opgegeven"
    if not model.lower <= model.value <= model.upper:
        return "de schatting ligt niet binnen haar eigen grenzen"
    return ""


def _smoothing_problem(model: ModelCandidate) -> str:
    if not 0 < model.own <= 1:
        return "het eigen aandeel in een gladgestreken schatting ligt niet tussen 0 en 1"
    return ""


def _expected_problem(model: ModelCandidate) -> str:
    """An observed/expected ratio that was not smoothed is what it says: observed over expected."""
    if model.statement.measure != "adjusted_ratio":
        return ""
    if not (math.isfinite(model.expected) and model.expected > 0):
        return "het verwachte aantal bij de verhouding ontbreekt"
    plain = model.group.events / model.expected
    if model.own == 1 and not math.isclose(model.value, plain, rel_tol=_CLOSE):
        return "de verhouding is niet het waargenomen aantal gedeeld door het verwachte"
    return ""


def _class_problem(model: ModelCandidate) -> str:
    if not model.classes:
        return ""
    if model.statement.measure != _CLASSED:
        return "alleen een gladgestreken schatting kan als klasse getoond worden"
    limits = model.classes
    rising = all(a < b for a, b in pairwise(limits))
    if len(limits) < 2 or not all(math.isfinite(n) for n in limits) or not rising:
        return "de grenzen van de klassen lopen niet op"
    if any(to_digits(float(n), _DIGITS) != n for n in limits):
        return "de grenzen van de klassen zijn geen ronde getallen"
    return "" if limits[0] <= model.value < limits[-1] else "de schatting ligt buiten alle klassen"
