"""An own figure is declared before it is used: the name and the words must be of a figure, and not of a person."""

import pytest

from smartstart.workspace.data.rules.known_figures import catalogue, declaration_mistakes
from smartstart.workspace.data.rules.limits import OWN_INDICATORS
from smartstart.workspace.data.rules.units import UNITS, unit_named


def _columns(name: str, label: str = "Kinderen met een zwemdiploma", unit: str = "%") -> set[str]:
    return {mistake.column for mistake in declaration_mistakes(name, label, unit, catalogue())}


@pytest.mark.parametrize("name", ["zwemdiploma-b", "kinderen-0-15", "leeftijd-65-plus", "tevreden", "groep-8-advies"])
def test_names_of_figures_are_taken(name: str) -> None:
    assert _columns(name) == set()


@pytest.mark.parametrize(
    "name",
    [
        "", "a", "abc", "12", "Zwemmen", "zwem diploma", "zwem_diploma", "-zwemmen", "zwemmen-", "zwem--diploma",
        "z" * 41, "client-12", "jan-de-vries", "fatima", "bakker-2", "bsn", "casus-noord", "p00123",
        "zwemmen-123456782", "k9-zwemmen",
        "een-te-lange-naam-voor-een-cijfer-x", "naam-moeder", "jeugdhulp",
    ],
)  # fmt: skip
def test_other_names_are_not(name: str) -> None:
    assert "naam" in _columns(name)


def test_a_list_of_numbered_names_is_a_list_of_persons() -> None:
    others = [f"groep-{number}-noord" for number in range(1, 5)]
    assert declaration_mistakes("groep-5-noord", "Groep in het noorden", "%", others[:3]) == ()
    (mistake,) = declaration_mistakes("groep-5-noord", "Groep in het noorden", "%", others)
    assert mistake.personal
    lettered = [f"groep-{letter}" for letter in "abcd"]
    assert declaration_mistakes("groep-e", "Groep in het noorden", "%", lettered)
    assert declaration_mistakes("groep-e", "Groep in het noorden", "%", lettered[:3]) == ()
    ages = [f"leeftijd-{low}-{low + 5}" for low in range(0, 60, 5)]
    assert declaration_mistakes("leeftijd-60-65", "Mensen van 60 tot 65 jaar", "%", ages) == ()


@pytest.mark.parametrize(
    "label", ["", "x", "12", "J. de Vries", "bel 06-12345678", "a\nb kinderen", "k" * 200, "5038 AB 12"]
)
def test_the_words_are_plain_and_about_nobody(label: str) -> None:
    assert _columns("zwemdiploma-b", label) == {"omschrijving"}


def test_the_unit_is_one_of_a_closed_list() -> None:
    assert _columns("zwemdiploma-b", unit="kilo") == {"eenheid"}
    assert all(unit_named(name) is unit for name, unit in UNITS.items())
    assert unit_named(" Procent ") is UNITS["%"]
    assert unit_named("kilo") is None


def test_every_figure_of_the_catalogue_has_a_known_unit() -> None:
    assert set(catalogue().values()) <= set(UNITS)


def test_there_is_an_end_to_it() -> None:
    others = [f"cijfer-{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(OWN_INDICATORS)]
    assert any("veel" in m.what for m in declaration_mistakes("zwemdiploma-b", "Kinderen die zwemmen", "%", others))
