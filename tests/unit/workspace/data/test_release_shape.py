"""Signed releases with something in them that points at one person, each rule by itself."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from smartstart.release.contents import (
    Condition,
    Counted,
    Dimension,
    Level,
    ModelStatement,
    OpenStatement,
    Predicate,
    ReleaseContents,
    Statistic,
    TableStatement,
)
from smartstart.release.reader import Release, read_packed
from smartstart.workspace.data.rules.map_shape import codes_on_map, map_problem
from smartstart.workspace.data.rules.release_shape import MOST_ALONE, release_mistakes
from smartstart.workspace.data.rules.rows_in_words import holds_rows, persons_in
from tests.support.doors import TRUSTED
from tests.support.hostile_material import material
from tests.support.invented_persons import bsn
from tests.support.release_example import borders, count, estimate, example_release, predicate

Change = Callable[[ReleaseContents], ReleaseContents]


@pytest.fixture(scope="module")
def good() -> Release:
    return read_packed(material().archive, TRUSTED)


def _found(good: Release, contents: ReleaseContents) -> list[str]:
    return [mistake.what for mistake in release_mistakes(replace(good, contents=contents))]


def _with(*statements: Any) -> ReleaseContents:
    example = example_release()
    return replace(example, statements=(*example.statements, *statements))


def _sheet(**changes: Any) -> ReleaseContents:
    example = example_release()
    return replace(example, sheet=example.sheet.model_copy(update=changes))


def _levels(name: str, *labels: str, codes: tuple[str, ...] = ()) -> ReleaseContents:
    levels = tuple(
        Level(code=code, label=label)
        for code, label in zip(codes or [f"k{place}" for place in range(len(labels))], labels, strict=True)
    )
    dimensions = (*example_release().sheet.dimensions, Dimension(name=name, title=name, levels=levels))
    return _sheet(dimensions=dimensions)


def test_the_example_has_nothing_of_the_kind(good: Release) -> None:
    assert release_mistakes(good) == ()


@pytest.mark.parametrize(("value", "refused"), [(0, True), (5, True), (9, True), (10, False), (15, False)])
def test_a_count_under_ten_is_refused(good: Release, value: int, refused: bool) -> None:
    group = predicate(Condition(factor="woning", levels=("koop",)), Condition(factor="verhuisd", levels=("1",)))
    contents = _with(count("risk_groups", "g9", "size", group, value, Counted.ROWS))
    assert any("kleiner dan 10" in what for what in _found(good, contents)) is refused


def test_one_group_has_one_size(good: Release) -> None:
    group = predicate(Condition(factor="woning", levels=("koop",)), Condition(factor="verhuisd", levels=("1",)))
    same = [count("a", f"s{i}", "size", group, 100, Counted.ROWS) for i in range(3)]
    assert _found(good, _with(*same)) == []
    other = count("a", "s9", "size", group, 105, Counted.ROWS)
    assert "ook een ander aantal" in _found(good, _with(*same, other))[0]
    assert _found(good, _with(*same, other.model_copy(update={"counted": Counted.PERSONS}))) == []
    assert _found(good, _with(*same, other.model_copy(update={"period": "2024"}))) == []


def _alone(number: int) -> list[ModelStatement]:
    return [
        estimate(f"x{i}", "risk", predicate(Condition(factor="woning", levels=("koop",)),
                 Condition(factor="gemeente", levels=(f"GM99{i:02d}",))), "risk_per_1000", (20.0, 10.0, 30.0))
        for i in range(1, number + 1)
    ]  # fmt: skip


def test_an_estimate_needs_a_group_with_a_size(good: Release) -> None:
    assert _found(good, _with(*_alone(MOST_ALONE))) == []
    assert "hoe groot" in _found(good, _with(*_alone(MOST_ALONE + 1)))[0]


def test_a_withheld_size_is_a_size_that_was_asked(good: Release) -> None:
    estimates = _alone(9)
    sizes = [count("risk_groups", s.subject, "size", s.predicate, None, Counted.ROWS) for s in estimates]
    assert _found(good, _with(*estimates, *sizes)) == []


def test_a_group_has_no_ten_conditions(good: Release) -> None:
    conditions = tuple(Condition(factor=f"f{i}", levels=("ja",)) for i in range(10))
    statement = TableStatement(
        **count("a", "s", "size", Predicate(), 100, Counted.ROWS).model_dump(exclude={"predicate"}),
        predicate=Predicate(conditions=conditions),
    )
    assert "zo veel kenmerken" in _found(good, _with(statement))[0]


@pytest.mark.parametrize(
    "subject", ["123456782", "p123456782", "19870312", "client-4711", "dossier_12", "jan_de_vries", "9f86d081884c7d65"]
)
def test_a_subject_is_no_key_of_a_person(good: Release, subject: str) -> None:
    statement = count(
        "a", subject, "size", predicate(Condition(factor="woning", levels=("koop",))), 240_000, Counted.ROWS
    )
    assert "De naam van dit onderwerp" in _found(good, _with(statement))[0]


@pytest.mark.parametrize("subject", ["g12", "gm9901", "wk990101", "bu99010101", "population", "h3", "tot_25", "2023"])
def test_a_subject_of_ours_is_none(good: Release, subject: str) -> None:
    statement = count(
        "a", subject, "size", predicate(Condition(factor="woning", levels=("koop",))), 240_000, Counted.ROWS
    )
    assert _found(good, _with(statement)) == []


@pytest.mark.parametrize(
    "label",
    ["123456782", "12-03-1987", "5038 AB 12", "jan@voorbeeld.nl", "06-12345678", "Kerkstraat 12", "dossier 4711"],
)
def test_a_level_is_nothing_of_a_person(good: Release, label: str) -> None:
    assert _found(good, _levels("soort", "ja", label))
    assert _found(good, _levels("soort", "ja", "nee")) == []


def test_several_names_are_persons_and_one_is_a_word(good: Release) -> None:
    assert _found(good, _levels("soort", "Roos", "Tulp", "Jan de Vries")) == []
    assert "namen van personen" in _found(good, _levels("soort", "Jan de Vries", "Fatima Yilmaz"))[0]


def test_areas_and_dates_may_be_called_after_people_and_days(good: Release) -> None:
    assert _found(good, _levels("wijk", "Jan van Riebeeck", "Zandpad 2", codes=("WK990101", "WK990102"))) == []
    assert _found(good, _levels("peildatum", "1 januari 2018", codes=("2018-01-01",))) == []
    assert _found(good, _levels("buurt", "123456782", codes=("BU99010101",)))


def test_levels_are_no_rows_of_a_table(good: Release) -> None:
    rows = [f"WK9901{i:02d}; jeugdhulp; 2023; {i}" for i in range(8)]
    assert "rijen van een tabel" in _found(good, _levels("soort", *rows))[0]


@pytest.mark.parametrize("field", ["caveats", "methods"])
def test_free_text_holds_no_table(good: Release, field: str) -> None:
    rows = tuple(f"GM9901|stress|2023|{i}|CBS" for i in range(6))
    assert "een tabel" in _found(good, _sheet(**{field: rows}))[0]
    assert "een tabel" in _found(good, _sheet(**{field: tuple(f"Zin nummer {i}." for i in range(80))}))[0]
    persons = ("Jan de Vries; 12-03-1987", "Fatima Yilmaz; 3-4-1991", "J. Smit; 06-12345678")
    assert "In de teksten staat" in _found(good, _sheet(**{field: persons}))[0]
    assert _found(good, _sheet(**{field: ("Gemaakt op 21 november 2026.", "Zie de wet van 1 januari 2015.")})) == []


def test_a_number_of_a_person_stands_nowhere(good: Release) -> None:
    assert _found(good, _sheet(purpose="Over 123456782 en anderen."))
    assert _found(good, replace(example_release(), subset_reason="zie 123456782"))


def test_a_report_with_a_list_of_numbers_stays_out(good: Release) -> None:
    numbers = [bsn(random.Random(seed)) for seed in range(3)]  # noqa: S311
    report = good.report + "".join(f"<td>{number}</td>" for number in numbers).encode()
    assert "rapport" in release_mistakes(replace(good, report=report))[0].what
    assert release_mistakes(replace(good, report=good.report + numbers[0].encode())) == ()
    assert release_mistakes(replace(good, report=b"\xff\xfe")) == ()


def test_the_phrase_of_a_level_may_name_its_factor(good: Release) -> None:
    level = Level(code="20_25", label="20 tot 25", phrase="met moeder_eerste_kind: 20 tot 25")
    dimensions = (*example_release().sheet.dimensions, Dimension(name="leeftijd", title="Leeftijd", levels=(level,)))
    assert _found(good, _sheet(dimensions=dimensions)) == []
    spoken = level.model_copy(update={"phrase": "bel 06-12345678"})
    wrong = (*dimensions[:-1], Dimension(name="leeftijd", title="Leeftijd", levels=(spoken,)))
    assert _found(good, _sheet(dimensions=wrong))


def _open(area: str, indicator: str = "jeugdhulp", value: float = 9.5, period: str = "2023") -> OpenStatement:
    return OpenStatement(
        id=f"open/{area.lower()}/{indicator}",
        area=area,
        indicator=indicator,
        period=period,
        value=value,
        unit="%",
        reliability="geteld",
        source="kwb-2022",
    )


def test_public_figures_in_a_release_have_the_shape_of_figures(good: Release) -> None:
    honest = [_open(f"WK9901{i:02d}", value=9.5 + i) for i in range(12)]
    assert _found(good, _with(*honest)) == []
    assert _found(good, _with(*honest, _open("123456782")))
    assert _found(good, _with(*honest, _open("WK990150", period="1987")))
    assert _found(good, _with(*(_open(f"WK9901{i:02d}", value=1) for i in range(12))))
    assert _found(good, _with(_open("WK990101", indicator="jan-de-vries")))


def _spoiled(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    found = borders()
    change(found)
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b.update(lijst=[1]),
        lambda b: b.update(features="x"),
        lambda b: b["features"].append(b["features"][0]),
        lambda b: b["features"][0].update(id=4711),
        lambda b: b["features"][0]["properties"].update(bewoner="x"),
        lambda b: b["features"][0]["properties"].update(statcode="123456782"),
        lambda b: b["features"][0]["properties"].update(statnaam=5),
        lambda b: b["features"][0]["properties"].update(statnaam="a\nb"),
        lambda b: b["features"][0]["properties"].update(statnaam="x" * 500),
        lambda b: b["features"][0].update(geometry={"type": "Point", "coordinates": [5.1, 51.6]}),
        lambda b: b["features"][0]["geometry"].update(coordinates=[[[5.1, 51.6, 123]]]),
        lambda b: b["features"][0]["geometry"].update(coordinates=[[[123456782, 51.6]]]),
        lambda b: b["features"][0]["geometry"].update(coordinates=[[["x", 51.6]]]),
        lambda b: b["features"][0]["geometry"].update(coordinates=[]),
        lambda b: b["features"][0]["geometry"].update(naam="x"),
    ],
)
def test_a_map_holds_borders_and_nothing_else(good: Release, change: Callable[[dict[str, Any]], object]) -> None:
    spoiled = _spoiled(change)
    assert map_problem(spoiled)
    assert _found(good, replace(example_release(), borders=spoiled))


def test_a_map_of_any_form_gives_codes_or_nothing() -> None:
    assert len(codes_on_map(borders())) == 9
    for odd in (None, {}, {"features": None}, {"features": [1, {"properties": None}, {"properties": {}}]}):
        assert codes_on_map(odd) == ()


def test_sentences_with_commas_are_no_rows() -> None:
    sentences = (
        "We keken naar kinderen, hun ouders, en het huis waarin zij op de peildatum samen woonden.",
        "Wie verhuisde, telt mee in de gemeente van herkomst, omdat de hulp daar begon.",
        "De cijfers zijn afgerond, en verhoudingen zijn berekend met de afgeronde cijfers.",
        "Landbouw, bosbouw en visserij",
        "Een groep met een hoger risico is geen oorzaak.",
        "Aantallen onder de tien laten we weg.",
    )
    assert not holds_rows(sentences)
    assert persons_in(sentences) is None


def test_statistics_other_than_counts_are_left_alone(good: Release) -> None:
    small = [s for s in good.contents.statements if isinstance(s, TableStatement) and s.statistic is Statistic.RATE]
    assert any(s.value is not None and s.value < 10 for s in small)
