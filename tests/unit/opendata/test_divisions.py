"""Codes of different division years are never mixed silently."""

import pytest

from smartstart.opendata.division import Division, DivisionArea, clean_name, comparable, same_name


def area(code: str, name: str, hectares: float | None, change: str = "") -> DivisionArea:
    return DivisionArea(code, name, hectares, 1000.0, change)


def known(before: DivisionArea, after: DivisionArea | None) -> dict[int, Division]:
    later = {} if after is None else {after.code: after}
    return {2020: Division(2020, {before.code: before}), 2022: Division(2022, later)}


KORVEL = area("WK085517", "Korvel", 80.0, "1")


def test_the_same_place_may_be_compared() -> None:
    assert comparable(known(KORVEL, area("WK085517", "Korvel", 80.0)), "WK085517", 2020, 2022)


def test_the_order_of_the_years_does_not_matter() -> None:
    both = known(KORVEL, area("WK085517", "Korvel", 84.0))
    assert comparable(both, "WK085517", 2022, 2020) is comparable(both, "WK085517", 2020, 2022) is False


def test_a_code_that_is_gone_may_not_be_compared() -> None:
    assert not comparable(known(KORVEL, None), "WK085517", 2020, 2022)


def test_a_year_we_know_nothing_of_may_not_be_compared() -> None:
    assert not comparable(known(KORVEL, KORVEL), "WK085517", 2019, 2022)


@pytest.mark.parametrize(("hectares", "same"), [(81.0, True), (82.0, False), (79.0, True), (78.5, False)])
def test_a_small_area_may_differ_by_one_hectare(hectares: float, same: bool) -> None:
    assert comparable(known(KORVEL, area("WK085517", "Korvel", hectares)), "WK085517", 2020, 2022) is same


@pytest.mark.parametrize(("hectares", "same"), [(1004.0, True), (1006.0, False)])
def test_a_large_area_may_differ_by_half_a_per_cent(hectares: float, same: bool) -> None:
    before = area("WK082404", "Buitengebied", 1000.0)
    assert comparable(known(before, area("WK082404", "Buitengebied", hectares)), "WK082404", 2020, 2022) is same


def test_an_unknown_surface_is_not_taken_for_the_same() -> None:
    assert not comparable(known(KORVEL, area("WK085517", "Korvel", None)), "WK085517", 2020, 2022)


@pytest.mark.parametrize(("mark", "same"), [("1", True), ("2", False), ("3", False), (".", True), ("", True)])
def test_a_mark_of_change_in_the_later_year_is_believed(mark: str, same: bool) -> None:
    both = known(KORVEL, area("WK085517", "Korvel", 80.0, mark))
    assert comparable(both, "WK085517", 2020, 2022) is same


def test_a_mark_of_change_in_the_first_year_is_about_the_year_before_it() -> None:
    before = area("WK085517", "Korvel", 80.0, "3")
    assert comparable(known(before, area("WK085517", "Korvel", 80.0)), "WK085517", 2020, 2022)


def test_the_same_code_and_size_with_another_name_is_another_place() -> None:
    both = known(area("WK078401", "Gilze", 80.0), area("WK078401", "Rijen", 80.0))
    assert not comparable(both, "WK078401", 2020, 2022)


def test_names_are_compared_without_number_and_accents() -> None:
    assert clean_name("Wijk 03 Zeebuurt") == "Zeebuurt"
    assert same_name("Wijk 12 Mariënheem", "Marienheem")
    assert same_name("Omgeving Industrieterrein", "Omgeving Industrieterrein Kerckhoven Laarakkers")
    assert not same_name("Wijk 01 Gilze", "Wijk 01 Rijen")
