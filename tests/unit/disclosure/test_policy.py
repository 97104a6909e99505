"""Policies: no threshold can be switched off, each has a source."""

import pytest

from smartstart.disclosure.policy import load_policy, parse_policies
from smartstart.vocabulary.errors import StudyError

_NAMES = ("persons", "events", "complement", "households", "difference", "residual_df", "rounding", "decimals")
_NAMES += ("contributors", "p_percent", "quantile", "estimate")
_SHARES = ("group_share", "dominance", "dominance_two")


def _text(**changes: str) -> str:
    lines = ["[p]", 'title = "t"']
    for name in (*_NAMES, *_SHARES):
        value = changes.get(name, "0.9" if name in _SHARES else "5")
        if value:
            lines += [f"[p.{name}]", f"value = {value}", 'status = "own"', 'source = "a test"']
    review = changes.get("review", '"real"')
    return "\n".join([*lines, "[p.review]", f"value = {review}", 'status = "own"', 'source = "a test"'])


@pytest.mark.parametrize("name", ["cbs-ra", "strict"])
def test_the_policies_that_come_with_it(name: str) -> None:
    policy = load_policy(name)
    assert policy.name == name
    assert policy.persons.value >= 10
    assert policy.events.value == policy.complement.value == policy.difference.value == 10
    assert (policy.households.value, policy.households.status) == (5, "own")
    assert policy.group_share.value == 0.90
    assert policy.review.value == "real"
    assert (policy.rounding.value, policy.estimate.value) == ({"cbs-ra": 1, "strict": 5}[name], 5)
    assert (policy.contributors.value, policy.quantile.value, policy.p_percent.value) == (10, 10, 10)
    assert (policy.dominance.value, policy.dominance_two.value) == (0.50, 0.90)
    assert policy.line.startswith(f"{name} ")


def test_a_whole_policy_parses() -> None:
    assert parse_policies(_text())["p"].persons.value == 5


@pytest.mark.parametrize("value", ["0", "-1", "true", "2.5", '"10"', ""])
@pytest.mark.parametrize("name", _NAMES)
def test_a_threshold_of_nought_or_less_is_refused(name: str, value: str) -> None:
    with pytest.raises(StudyError) as problem:
        parse_policies(_text(**{name: value}))
    said = str(problem.value)
    assert f"p.{name}" in said
    assert "groter dan 0" in said
    assert "een drempel kan niet uit" in said


@pytest.mark.parametrize("value", ['"never"', '""', "true", "0"])
def test_no_policy_does_without_a_person(value: str) -> None:
    with pytest.raises(StudyError) as problem:
        parse_policies(_text(review=value))
    assert "p.review" in str(problem.value)


@pytest.mark.parametrize("value", ["0.0", "0.4", "1.0", "2.0"])
@pytest.mark.parametrize("name", _SHARES)
def test_a_share_that_never_speaks_is_refused(name: str, value: str) -> None:
    with pytest.raises(StudyError, match=f"p.{name}"):
        parse_policies(_text(**{name: value}))


def test_a_threshold_without_source_is_refused() -> None:
    with pytest.raises(StudyError):
        parse_policies(_text().replace('source = "a test"', "", 1))


@pytest.mark.parametrize("text", ["[p", "p = 3", _text() + "\n[p.extra]\nvalue = 1"])
def test_what_is_not_a_policy_is_refused(text: str) -> None:
    with pytest.raises(StudyError):
        parse_policies(text)


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(StudyError, match="cbs-ra of strict"):
        load_policy("losjes")
