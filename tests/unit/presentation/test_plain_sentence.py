"""The same finding, as plain text for a terminal."""

from dataclasses import replace

import pytest

from smartstart.presentation.report import plain_nothing, plain_sentence
from smartstart.vocabulary.errors import UsageError
from tests.support.release_example import example_release, withhold


def test_it_has_group_sentence_certainty_and_mark() -> None:
    text = plain_sentence(example_release(), "g1")
    assert text.startswith("Kinderen die bij een alleenstaande moeder wonen, van wie de moeder geen werk heeft,")
    assert "Het gaat om uithuisplaatsing of ondertoezichtstelling, binnen 12 maanden." in text
    assert "Ongeveer 965 niet." in text
    assert "hoort 81\u00a0procent niet bij deze groep." in text
    assert "vrijwel zeker" in text
    assert text.endswith("[verzonnen gegevens]")
    assert "<" not in text


def test_a_silent_group_is_silent() -> None:
    text = plain_sentence(withhold(example_release(), "risk_groups/g1/share-outside"), "g1")
    assert "te weinig om iets te zeggen" in text
    assert "35" not in text


def test_a_release_without_findings_says_so_honestly() -> None:
    whole = example_release()
    kept = tuple(s for s in whole.statements if not s.id.startswith("risk_groups/g"))
    text = plain_sentence(replace(whole, statements=kept), "g1")
    assert text.startswith("Geen enkele groep viel op.")
    assert text.endswith("[verzonnen gegevens]")
    assert plain_nothing(withhold(replace(whole, statements=kept), "risk_groups/population/events")).startswith(
        "We konden niet kijken of er groepen opvallen: te weinig om iets te zeggen."
    )


def test_an_unknown_finding_is_a_clear_mistake() -> None:
    with pytest.raises(UsageError, match="g1, g2, g3 of g4"):
        plain_sentence(example_release(), "g9")
