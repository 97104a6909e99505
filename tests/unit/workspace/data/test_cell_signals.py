"""What in one cell points at a person, and what only looks a little like it."""

import random

import pytest

from smartstart.workspace.data.rules.cell_signals import Signal, is_bsn, is_day, signal_in
from smartstart.workspace.data.rules.person_names import is_person_name
from tests.support.invented_persons import bsn
from tests.support.release_example import GEMEENTE

# 111222333 and 123456782 are the numbers that the government itself uses in examples.
BSN = ("111222333", "123456782")


@pytest.mark.parametrize("number", BSN)
def test_numbers_that_pass_the_check(number: str) -> None:
    assert is_bsn(number)
    assert not is_bsn(str(int(number) + 1))


def test_leading_noughts_that_a_spreadsheet_took_away() -> None:
    assert is_bsn("012345672") == is_bsn("12345672")
    assert not is_bsn("000000000")
    assert not is_bsn("1234567")
    assert not is_bsn("١٢٣٤٥٦٧٨٢")


def test_one_number_in_eleven_passes() -> None:
    passing = sum(is_bsn(f"{number:09d}") for number in range(200_000_000, 200_011_000))
    assert 990 <= passing <= 1010
    assert all(is_bsn(bsn(random.Random(seed))) for seed in range(200))  # noqa: S311


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("123456782", Signal.BSN),
        (" 123456782 ", Signal.BSN),
        ("1234.56.782", Signal.BSN),
        ("123 456 782", Signal.BSN),
        ("bsn 123456782", Signal.BSN),
        ("1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8\u200b2", Signal.BSN),
        ("１２３４５６７８２", Signal.BSN),
        ("123456789", Signal.LONG_NUMBER),
        ("12345678901234", Signal.LONG_NUMBER),
        ("NL91ABNA0417164300", Signal.BANK),
        ("NL91 ABNA 0417 1643 00", Signal.BANK),
        ("jan@voorbeeld.nl", Signal.EMAIL),
        ("jan (at) voorbeeld.nl", Signal.EMAIL),
        ("06-12345678", Signal.PHONE),
        ("06 12 34 56 78", Signal.PHONE),
        ("+31 6 12345678", Signal.PHONE),
        ("013-5428111", Signal.PHONE),
        ("12-03-1987", Signal.DATE),
        ("12/3/87", Signal.DATE),
        ("1987-03-12", Signal.DATE),
        ("19870312", Signal.DATE),
        ("12031987", Signal.DATE),
        ("12 maart 1987", Signal.DATE),
        ("3 okt '91", Signal.DATE),
        ("5038 AB", Signal.POSTCODE),
        ("5038AB 12", Signal.ADDRESS),
        ("Kerkstraat 12", Signal.ADDRESS),
        ("molenweg 3a", Signal.ADDRESS),
        ("P00123", Signal.KEY),
        ("dossier 4711", Signal.KEY),
        ("cliënt-12", Signal.KEY),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", Signal.KEY),
        ("9f86d081884c7d65", Signal.KEY),
        ("Jan de Vries", Signal.NAME),
        ("J. de Vries", Signal.NAME),
        ("Vries, J. de", Signal.NAME),
        ("mevr. Bakker", Signal.NAME),
        ("Fatima El Amrani", Signal.NAME),
        ("Smit-de Vries", Signal.NAME),
        ("Timmermans", Signal.NAME),
    ],
)
def test_each_signal_is_known(text: str, signal: Signal) -> None:
    assert signal_in(text) is signal


def test_digits_apart_are_one_number() -> None:
    assert signal_in("1 2 3 4 5 6 7 8 2") is Signal.BSN


@pytest.mark.parametrize(
    "text",
    [
        "9,5", "1234567", "-12,25", "2023", "GM0855", "WK085517", "BU01062001", "bu08551001", "jeugdhulp",
        "hbo-of-universiteit",
        "CBS", "CBS, Kerncijfers wijken en buurten 2022", "CBS 85039NED", "RIVM 50090NED", "kwb-2022", "KWB2022",
        "GGD Hart voor Brabant", "Jeugdmonitor 2019-2021", "2015-2019", "Waarstaatjegemeente.nl", "CBS 2022 NL",
        "Veilig Thuis Midden-Brabant", "Leger des Heils", "Bureau Jansen & Janssen", "Gemeente Tilburg, BRP",
        "Onderzoek en Statistiek", "De Staat van de Wijk", "per 1.000", "x 1.000 euro", "30_plus", "tot 25 jaar",
        "p90", "kind: 20_25", "gezin: 2",
    ],
)  # fmt: skip
def test_honest_cells_have_no_signal(text: str) -> None:
    assert signal_in(text) is None


def test_names_of_municipalities_are_no_names_of_persons() -> None:
    assert not any(is_person_name(level.label) for level in GEMEENTE.levels)


def test_a_day_is_one_on_which_somebody_can_be_born() -> None:
    assert is_day("29022000")
    assert not is_day("29022001")
    assert not is_day("45123456")
    assert not is_day("18990101")


def test_a_long_text_takes_no_time() -> None:
    """A pattern that goes back on itself would stand still on these; each is as long as a text of a release."""
    for text in ("1" * 6000 + "a", "A" * 6000, "a@" * 3000, "Van " * 1500, "12-" * 2000, "A." * 3000, "weg " * 1500):
        signal_in(text)
