"""What users read is spelled right; and the speller would notice when it is not."""

import pytest

from tools.spelling import is_dutch, is_right, mistakes, own_words, texts, words_of


def test_every_dutch_text_is_spelled_right() -> None:
    assert sorted(set(mistakes())) == []


def test_text_is_found_in_every_kind_of_place() -> None:
    places = [place for place, _ in texts()]
    assert len(places) > 200
    for part in ("errors", "cli/studies/", "templates/", "README.md", "GLOSSARY.md", "publiccode.yml", "LEESMIJ.txt"):
        found = [place for place in places if part in place] or part == "errors"
        assert found, part


WRONG = """
bestnad gegeevens gemeentte huishuodens kinderne oplosing poord statisitek verzonen vewacht vrijgegven
"""
RIGHT = """
foto's kinderen kolomnaam risicogroep StatLine wijkcijfers één vóór
"""


@pytest.mark.parametrize("wrong", WRONG.split())
def test_a_mistake_is_noticed(wrong: str) -> None:
    assert not is_right(wrong)


@pytest.mark.parametrize(
    "right", ["kinderen", "kolomnaam", "wijkcijfers", "één", "vóór", "foto's", "risicogroep", "StatLine"]
)
def test_words_names_stress_and_compounds_are_right(right: str) -> None:
    assert is_right(right)


def test_codes_commands_and_examples_are_passed_over() -> None:
    text = "Geef 'smartstart chck STUDIE' met --dtaa {map}, of zie `bestnad` in GM0855 en a/b.csv."
    assert list(words_of(text)) == ["Geef", "met", "of", "zie", "in", "en"]


def test_english_and_queries_are_no_dutch() -> None:
    assert is_dutch("Er is niets veranderd aan het bestand.")
    assert not is_dutch("The file must not be changed by two at once.")
    assert not is_dutch("SELECT de, het FROM een WHERE niet")


def test_the_list_holds_only_what_the_dictionary_lacks() -> None:
    from spellchecker import SpellChecker

    assert not SpellChecker(language="nl").known(own_words())
