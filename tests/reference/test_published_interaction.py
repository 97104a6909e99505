"""Two factors together, as printed in the papers and books that measure them."""

import numpy as np
import pytest

from smartstart.statistics import Verdict, additive_interaction, additive_of_ratios, of_units, verdict

# Rothman and Keller 1972, J Chron Dis 25:711, oral cancer by alcohol (rows) and smoking (columns); the example of
# Hosmer and Lemeshow 1992, Epidemiology 3:452, and of Zou 2008, AJE 168:212.
CASES = np.array([[3, 8], [6, 225]])
CONTROLS = np.array([[20, 18], [12, 166]])


def oral_cancer():
    """Log odds ratios of alcohol only, smoking only and both, against neither, with their covariance."""
    log_odds = np.log(CASES / CONTROLS)
    variance = 1 / CASES + 1 / CONTROLS
    which = [(1, 0), (0, 1), (1, 1)]
    ratios = np.array([log_odds[place] - log_odds[0, 0] for place in which])
    return additive_of_ratios(ratios, np.diag([variance[place] for place in which]) + variance[0, 0])


def test_measures_of_oral_cancer():
    """Hosmer and Lemeshow 1992: RERI 3.74, AP 0.41, S 1.87. Tolerance: half of the last digit printed."""
    found = oral_cancer()
    measures = [found.reri.value, found.attributable.value, found.synergy.value]
    assert [float(value) for value in measures] == pytest.approx([3.74, 0.41, 1.87], abs=5e-3)


def test_mover_limits_of_oral_cancer():
    """Zou 2008: RERI from -11.43 to 21.87. Tolerance: half of the last digit printed."""
    found = oral_cancer().reri
    assert [float(found.lower), float(found.upper)] == pytest.approx([-11.43, 21.87], abs=5e-3)


def test_asbestos_and_smoking():
    """Hammond, Selikoff and Seidman 1979, Ann N Y Acad Sci 330:473, as in Gordis, Epidemiology, table 15.15.

    Deaths from lung cancer per 100,000: neither 11.3, asbestos 58.4, smoking 122.6, both 601.6. The sum would be
    58.4 + 122.6 - 11.3 = 169.7, so 431.9 per 100,000 come on top. The rates stand in for counts of ten million each;
    tolerance: rounding of floats.
    """
    deaths = np.array([[1_130, 12_260], [5_840, 60_160]])
    found = additive_interaction(of_units(np.full((2, 2), 10_000_000), deaths))
    assert found.contrast.value == pytest.approx(4.319, rel=1e-12)
    assert not found.flipped.any()
    assert found.additive.reri.value == pytest.approx(431.9 / 11.3, rel=1e-9)
    assert verdict(found.contrast, 0.5) == Verdict.MORE_THAN_THE_SUM
