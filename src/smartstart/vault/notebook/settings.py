"""Settings of one's own in a notebook: checked as a question file is, and told apart from those of the question."""

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import Study
from smartstart.vault.study.parts import Part
from smartstart.vault.study.reading import study_of

Settings = Mapping[str, Any]
Plan = TypeVar("Plan", bound=Part)


def plan_with(study: Study, kind: type[Plan], asked: Plan | None, settings: Settings) -> Plan:
    """Return a plan of a question with other settings.

    Args:
        kind: of which analysis; asked: the question's own plan of it, None where it has none.

    Raises:
        StudyError: a setting does not exist or does not fit.
    """
    name = _kind(kind)
    raw = study.model_dump(by_alias=True)
    before = asked.model_dump(by_alias=True) if asked is not None else {"kind": name}
    groups = [one for one in raw["analyses"] if one["kind"] == _kind(RiskGroupPlan) != name]
    raw["analyses"] = [*groups, before | dict(settings)]
    return study_of(raw, f"de instellingen van {name}").plans(kind)[0]


def written(settings: Settings) -> list[str]:
    """Return settings as they stand in a call: "max_conditions=2"."""
    return [f"{name}={_plain(value)!r}" for name, value in settings.items()]


def _plain(value: Any) -> Any:
    """Return a setting as who copies the call can type it: an array or a column of a data frame as a list."""
    if isinstance(value, Mapping):
        return {_plain(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_plain(inner) for inner in value)
    for listed in ("tolist", "to_list"):  # numpy and pandas; polars
        if hasattr(value, listed):
            return _plain(getattr(value, listed)())
    return value


def differing(asked: Part | None, plan: Part, settings: Settings) -> tuple[str, ...]:
    """Return the settings that are not those of the question, as they stand in the call."""
    before = asked.model_dump() if asked is not None else {}
    after = plan.model_dump()
    return tuple(
        one for one, name in zip(written(settings), settings, strict=True) if before.get(name) != after.get(name)
    )


def _kind(plan: type[Part]) -> str:
    """Return what a question file calls an analysis: "risk_groups"."""
    return str(get_args(plan.model_fields["kind"].annotation)[0])
