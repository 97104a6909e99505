"""Policies: thresholds with their sources, from one commented file. No threshold can be switched off."""

import hashlib
import tomllib
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from smartstart.vocabulary.errors import StudyError


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Threshold(_Part):
    """A whole number of at least one, and where it comes from."""

    value: Annotated[int, Field(ge=1, le=1_000_000)]
    status: Literal["verified", "memory", "own"]
    source: Annotated[str, Field(min_length=5)]


class Share(_Part):
    """A share above which a group, or an amount, is (nearly) all of one kind: a half or more, below one."""

    value: Annotated[float, Field(ge=0.5, lt=1.0)]
    status: Literal["verified", "memory", "own"]
    source: Annotated[str, Field(min_length=5)]


class Review(_Part):
    """Of which releases a person must approve before they may be used: of real data, or of all. Never of none."""

    value: Literal["real", "always"]
    status: Literal["verified", "memory", "own"]
    source: Annotated[str, Field(min_length=5)]


class Policy(_Part):
    """One set of thresholds.

    Attributes:
        persons, events, complement, households: least number in a cell that is shown.
        difference: least number of persons by which two nested groups differ, unless they are the same.
        group_share: highest share of a sensitive category in a group that is shown.
        residual_df: least residual degrees of freedom of a model.
        contributors: least number of each kind of contributor to an amount.
        dominance, dominance_two: share of an amount that the largest, and the two largest, contributors stay under.
        p_percent: an amount without its two largest contributors is at least so many per cent of the largest.
        quantile: least number of units on each side of a quantile, and between two of them.
        estimate: so many whole numbers of events fit one shown estimate at least.
        rounding: base to which counts are rounded after withholding.
        decimals: decimals of ratios that are computed from shown counts.
        review: when a person has to approve a release.
    """

    name: str
    title: str
    persons: Threshold
    events: Threshold
    complement: Threshold
    households: Threshold
    difference: Threshold
    group_share: Share
    residual_df: Threshold
    contributors: Threshold
    dominance: Share
    dominance_two: Share
    p_percent: Threshold
    quantile: Threshold
    estimate: Threshold
    rounding: Threshold
    decimals: Threshold
    review: Review

    @property
    def fingerprint(self) -> str:
        """Sha256 of the thresholds, hexadecimal: the same policy under the same name."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def line(self) -> str:
        """Name and short fingerprint, as a manifest and a ledger write it."""
        return f"{self.name} {self.fingerprint[:12]}"


def parse_policies(text: str) -> dict[str, Policy]:
    """Return the policies of a TOML text by name.

    Raises:
        StudyError: it is not TOML, a threshold is missing, unknown, nought or negative, or has no source.
    """
    try:
        tables: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise StudyError("Het bestand met drempels is geen geldig TOML.", where=str(problem)) from problem
    found = {}
    for name, table in tables.items():
        try:
            found[name] = Policy.model_validate({"name": name, **table})
        except (ValidationError, TypeError) as problem:
            raise _explain(name, problem) from problem
    return found


def _explain(name: str, problem: ValidationError | TypeError) -> StudyError:
    where = name
    if isinstance(problem, ValidationError):
        where = ".".join([name, *(str(part) for part in problem.errors()[0]["loc"])])
    return StudyError(
        "Een drempel van het uitvoerbeleid klopt niet.",
        where=f"policies.toml, {where}",
        expected="een getal groter dan 0, met 'status' (verified, memory of own) en 'source'",
        mend="een drempel kan niet uit: geef de waarde die de bron noemt",
    )


def load_policy(name: str) -> Policy:
    """Return one of the policies that come with Smart Start.

    Raises:
        StudyError: there is no policy of that name.
    """
    text = resources.files("smartstart.disclosure").joinpath("policies.toml").read_text(encoding="utf-8")
    policies = parse_policies(text)
    if name not in policies:
        raise StudyError(
            f"Er is geen uitvoerbeleid met de naam '{name}'.",
            where="release.policy",
            expected=" of ".join(sorted(policies)),
        )
    return policies[name]
