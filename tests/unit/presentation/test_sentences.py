"""A risk sentence has its other side, or it does not exist."""

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from smartstart.presentation.sentences import (
    IncompleteSentenceError,
    RiskSentence,
    Verdict,
    caveat_for,
    certainty,
    certainty_passage,
    halved_word,
    risk_sentence,
    verdict,
)
from smartstart.release.contents import ModelStatement, Predicate, State, Statistic, TableStatement
from smartstart.vocabulary.certainty import Certainty
from tests.support.release_example import NO_WORK, SINGLE, estimate, predicate, ratio

GROUP = predicate(SINGLE, NO_WORK)
OF = ("risk_groups/g1/events", "risk_groups/population/events")


def risk(values: tuple[float, float, float] | None = (35.0, 28.0, 43.0)) -> ModelStatement:
    return estimate("g1", "risk", GROUP, "risk_per_1000", values)


def outside(value: float | None = 80.0, group: Predicate = GROUP) -> TableStatement:
    return ratio("risk_groups", "g1", "share-outside", group, value, Statistic.OUTSIDE, OF)


def sentence(**changes: Any) -> RiskSentence:
    parts: dict[str, Any] = {
        "units": "kinderen",
        "risk": risk(),
        "outside": outside(),
        "caveat": caveat_for("kind"),
    } | changes
    return RiskSentence(**parts)


def test_it_reads_as_the_design_asks() -> None:
    assert str(sentence()).replace("\u00a0", " ") == (
        "Van elke 1.000 kinderen in deze groep maakten ongeveer 35 dit mee (tussen 28 en 43). Ongeveer 965 niet. "
        "Van alle kinderen die dit meemaakten, hoort 80 procent niet bij deze groep. Dit zegt niets over één gezin, "
        "en niets over de oorzaak."
    )


def test_it_works_for_other_units() -> None:
    text = str(sentence(units="vrouwen", caveat=caveat_for("vrouw")))
    assert "1.000 vrouwen" in text
    assert "Van alle vrouwen die dit meemaakten" in text
    assert "niets over één vrouw, en" in text


@pytest.mark.parametrize(
    "broken",
    [
        {"risk": risk(None)},
        {"risk": risk().model_copy(update={"lower": None})},
        {"risk": risk().model_copy(update={"upper": None})},
        {"risk": risk().model_copy(update={"state": State.WITHHELD})},
        {"risk": risk().model_copy(update={"measure": "relative_risk"})},
        {"risk": risk((1035.0, 28.0, 1043.0))},
        {"outside": outside(None)},
        {"outside": outside().model_copy(update={"state": State.WITHHELD})},
        {"outside": outside().model_copy(update={"statistic": Statistic.SHARE})},
        {"outside": outside(group=predicate(SINGLE))},
        {"outside": None},
        {"risk": None},
        {"caveat": "  "},
        {"units": ""},
    ],
)
def test_it_cannot_be_made_without_its_other_side(broken: dict[str, Any]) -> None:
    with pytest.raises(IncompleteSentenceError):
        sentence(**broken)


@pytest.mark.parametrize(
    ("values", "precision", "said"),
    [
        ((3.5, 3.0, 4.0), "stappen van 0,5", "ongeveer 3,5 dit mee (tussen 3,0 en 4,0). Ongeveer 996,5 niet."),
        ((12.5, 10.5, 14.0), "stappen van 0,5", "ongeveer 12,5 dit mee (tussen 10,5 en 14). Ongeveer 987,5 niet."),
        ((4.0, 2.0, 6.0), "stappen van 2", "ongeveer 4 dit mee (tussen 2 en 6). Ongeveer 996 niet."),
        ((4.0, 3.0, 5.0), "whole number", "ongeveer 4 dit mee (tussen 3 en 5). Ongeveer 996 niet."),
        ((3.0, 2.5, 3.5), "2 significant digits", "ongeveer 3,0 dit mee (tussen 2,5 en 3,5). Ongeveer 997,0 niet."),
        ((23.0, 23.0, 23.0), "whole number", "ongeveer 23 dit mee. Ongeveer 977 niet."),
    ],
)
def test_numbers_have_the_decimals_of_their_statement(
    values: tuple[float, float, float], precision: str, said: str
) -> None:
    statement = risk(values).model_copy(update={"precision": precision})
    assert said in str(sentence(risk=statement))


def test_an_interval_that_reads_as_one_number_stays_in_the_data() -> None:
    statement = estimate("g1", "rr", GROUP, "relative_risk", (2.01, 2.004, 2.02), True)
    said = certainty_passage(statement, "kinderen")
    assert "tussen" not in str(said)
    assert 'data-lower="2.004" data-upper="2.02"' in said.__html__()


def test_people_without_households_are_split_themselves() -> None:
    for confirmed in (True, False):
        statement = estimate("g1", "rr", GROUP, "relative_risk", (5.1, 4.0, 6.4), confirmed)
        text = str(certainty_passage(statement, "vrouwen", halved_word("vrouw", "vrouwen")))
        assert "helft van de vrouwen" in text
        assert "huishoud" not in text
    assert halved_word("kind", "kinderen") == "huishoudens"


@pytest.mark.parametrize("missing", ["units", "risk", "outside", "caveat"])
def test_no_part_has_a_default(missing: str) -> None:
    parts = {field.name: getattr(sentence(), field.name) for field in fields(RiskSentence) if field.name != missing}
    with pytest.raises(TypeError):
        RiskSentence(**parts)


def test_it_cannot_be_stripped_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        sentence().caveat = ""  # type: ignore[misc]


def test_withheld_numbers_give_silence_not_half_a_sentence() -> None:
    assert risk_sentence("kinderen", "kind", risk(), outside(None)) is None
    assert risk_sentence("kinderen", "kind", risk(None), outside()) is None
    assert risk_sentence("kinderen", "kind", None, outside()) is None
    assert risk_sentence("kinderen", "kind", risk(), None) is None
    assert risk_sentence("kinderen", "kind", risk(), outside()) is not None


@pytest.mark.parametrize(
    ("value", "affected", "rest"),
    [(34.5, "35", "965"), (8.3, "8,3", "991,7"), (0.42, "0,42", "999,58"), (0.0, "0", "1.000"), (999.6, "1.000", "0")],
)
def test_affected_and_not_affected_add_up_for_a_reader(value: float, affected: str, rest: str) -> None:
    said = sentence(risk=risk((value, value / 2, value)))
    assert (str(said.rate), str(said.not_affected)) == (affected, rest)


RATIOS = {
    Certainty.VERY: ((5.1, 4.0, 6.4), True),
    Certainty.LIKELY: ((1.9, 1.2, 2.9), False),
    Certainty.UNDECIDED: ((1.3, 0.9, 1.8), True),
}


@pytest.mark.parametrize("word", list(Certainty))
def test_certainty_is_a_word_with_the_interval_behind_it(word: Certainty) -> None:
    values, confirmed = RATIOS[word]
    statement = estimate("g1", "rr", GROUP, "relative_risk", values, confirmed)
    assert certainty(statement) is word
    text = str(certainty_passage(statement, "kinderen"))
    assert word.value in text
    assert "tussen" in text


def test_a_lower_risk_is_said_to_be_lower() -> None:
    statement = estimate("g1", "rr", GROUP, "relative_risk", (0.5, 0.4, 0.6), True)
    assert "minder vaak gebeurt" in str(certainty_passage(statement, "kinderen"))


@pytest.mark.parametrize(("value", "words"), [((1.5, 1.2, 1.9), "bovenuit komen"), ((0.5, 0.4, 0.6), "onder blijven")])
def test_what_confirming_asks_for_is_said_of_the_right_side(value: tuple[float, float, float], words: str) -> None:
    statement = estimate("g1", "rr", GROUP, "relative_risk", value, False)
    assert words in str(certainty_passage(statement, "kinderen"))


def test_withheld_certainty_shows_no_number() -> None:
    text = str(certainty_passage(estimate("g1", "rr", GROUP, "relative_risk", None), "kinderen"))
    assert "te weinig om iets te zeggen" in text
    assert not any(letter.isdigit() for letter in text)


@pytest.mark.parametrize(
    ("direction", "dated", "values", "expected"),
    [
        ("hoger", True, (3.0, 2.0, 4.0), Verdict.CONFIRMED),
        ("lager", True, (3.0, 2.0, 4.0), Verdict.CONTRADICTED),
        ("lager", True, (0.5, 0.4, 0.6), Verdict.CONFIRMED),
        ("hoger", True, (0.5, 0.4, 0.6), Verdict.CONTRADICTED),
        ("hoger", True, (1.1, 0.9, 1.3), Verdict.UNDECIDED),
        ("hoger", True, (1.1, 1.0, 1.3), Verdict.UNDECIDED),
        ("hoger", False, (3.0, 2.0, 4.0), Verdict.UNTESTABLE),
        ("hoger", True, None, Verdict.SILENT),
    ],
)
def test_verdicts(direction: Any, dated: bool, values: tuple[float, float, float] | None, expected: str) -> None:
    assert verdict(direction, dated, estimate("h1", "rr", GROUP, "relative_risk", values)) == expected


def test_a_hunch_without_a_figure_is_untestable() -> None:
    assert verdict("hoger", True, None) == Verdict.UNTESTABLE
