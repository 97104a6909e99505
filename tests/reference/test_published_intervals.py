"""Intervals as printed in the papers that introduced or compared them."""

import pytest

from smartstart.statistics import holm, koopman, newcombe, wilson

# Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10; printed to four decimals.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]

# Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (Wilson); printed to four decimals.
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("a", "n1", "b", "n2", "lower", "upper"), NEWCOMBE)
def test_risk_difference(a, n1, b, n2, lower, upper):
    result = newcombe(a, n1, b, n2)
    assert (result.lower, result.upper) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


@pytest.mark.parametrize(("a", "n", "lower", "upper"), WILSON)
def test_share(a, n, lower, upper):
    result = wilson(a, n)
    assert (result.lower, result.upper) == (pytest.approx(lower, abs=5e-5), pytest.approx(upper, abs=5e-5))


def test_relative_risk():
    """Koopman 1984, Biometrics 40:513-517, the example: 36 of 40 against 16 of 80; printed to two decimals."""
    result = koopman(36, 40, 16, 80)
    assert result.value == pytest.approx(4.5)
    assert (result.lower, result.upper) == (pytest.approx(2.94, abs=5e-3), pytest.approx(7.15, abs=5e-3))


def test_holm_by_hand():
    """Wright 1992, Biometrics 48:1005-1013, figure: 0.01, 0.04, 0.03, 0.005 give 0.03, 0.06, 0.06, 0.02."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
