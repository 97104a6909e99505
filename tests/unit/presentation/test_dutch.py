"""Dutch notation, checked against how Dutch is written."""

from datetime import date

import pytest

from smartstart.presentation import dutch


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234.5, 1, "1.234,5"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-0.2, 0, "0"),
        (-1234.56, 1, "−1.234,6"),
        (1_000_000, 0, "1.000.000"),
        (1.005, 2, "1,01"),
    ],
)
def test_numbers(value: float, decimals: int, expected: str) -> None:
    assert dutch.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(35, "35"), (34.782, "35"), (8.3, "8,3"), (8.0, "8"), (0.42, "0,42"), (9.96, "10"), (0, "0"), (0.4, "0,4")],
)
def test_a_rate_shows_as_many_decimals_as_matter(value: float, expected: str) -> None:
    assert dutch.rate(value) == expected


def test_percentages_and_thousands() -> None:
    assert dutch.percent(79.6) == "80\u00a0%"
    assert dutch.percent_words(80) == "80\u00a0procent"
    assert dutch.per_thousand(35) == "35 van elke 1.000"


@pytest.mark.parametrize(("value", "expected"), [(3, "+3"), (-3, "−3"), (0.2, "0"), (0, "0")])
def test_differences_carry_their_sign(value: float, expected: str) -> None:
    assert dutch.difference(value) == expected


def test_dates_and_periods() -> None:
    assert dutch.day(date(2026, 11, 21)) == "21 november 2026"
    assert dutch.period("2018-01-01/2022-12-31") == "1 januari 2018 tot en met 31 december 2022"
    assert dutch.period("2020-01-01") == "1 januari 2020"
    assert dutch.period("2020") == "2020"


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_lists(items: list[str], expected: str) -> None:
    assert dutch.listing(items) == expected


def test_a_list_can_end_with_another_word() -> None:
    assert dutch.listing(["a", "b"], last="of") == "a of b"


def test_sentences_start_and_end_well() -> None:
    assert dutch.sentence("dit is waar") == "Dit is waar."
    assert dutch.sentence("echt waar?") == "Echt waar?"
    assert dutch.sentence(" ") == ""


def test_small_numbers_are_words() -> None:
    assert [dutch.spelled(n) for n in (1, 12, 13)] == ["één", "twaalf", "13"]
