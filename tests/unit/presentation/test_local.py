"""What a finding means in one municipality: computed and called so, with its other side, by name, never nought."""

from dataclasses import replace

from smartstart.presentation import insight
from smartstart.presentation.report import render_report
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.findings import view
from smartstart.presentation.report.reasons import PLAIN
from smartstart.release.contents import AnyStatement, Condition, Counted, ReleaseContents, Statistic, TableStatement
from tests.support.gate_world import decide, small_submission, small_world
from tests.support.release_example import count, example_release, predicate, ratio, withhold

LINDEDAL, RAVENHOEK = ("gm9901", "GM9901"), ("gm9902", "GM9902")


def _local(
    contents: ReleaseContents, place: tuple[str, str], finding: str, size: int, expected: float
) -> list[AnyStatement]:
    code, level = place
    here = Condition(factor="gemeente", levels=(level,))
    group = predicate(*Book(contents).predicate(finding).conditions, here)
    subject = f"{code}-{finding}"
    of = f"local/{subject}/size"
    likely = ratio(
        "local", subject, "expected", group, expected, Statistic.EXPECTED, (of, f"risk_groups/{finding}/risk")
    )
    return [
        count("local", subject, "size", group, size, Counted.ROWS),
        count("local", subject, "events", group, None, Counted.EVENTS),
        ratio("local", subject, "per-date", group, size / 5, Statistic.PER_DATE, (of,)),
        ratio("local", subject, "share", group, 4.0, Statistic.SHARE, (of, f"local/{code}/size")),
        likely.model_copy(update={"lower": max(0.0, expected - 2), "upper": expected + 2}),
    ]


def _contents(expected: float = 7.0) -> ReleaseContents:
    """The second by name has the larger numbers: an order by value would turn them around."""
    contents = example_release()
    first = Book(contents).findings()[0]
    more: list[AnyStatement] = []
    for place, size, number in ((LINDEDAL, 800, expected), (RAVENHOEK, 1600, 14.0)):
        here = predicate(Condition(factor="gemeente", levels=(place[1],)))
        more.append(count("local", place[0], "size", here, 20_000, Counted.ROWS))
        more += _local(contents, place, first, size, number)
    return replace(contents, statements=tuple(sorted((*contents.statements, *more), key=lambda s: s.id)))


def _said(contents: ReleaseContents, place: int = 0) -> str:
    return insight.municipalities(contents)[place].groups[0].sentence.text


def test_an_expected_number_is_called_computed_and_brings_its_interval_and_its_other_side() -> None:
    said = _said(_contents())
    assert "In Lindedal wonen ongeveer 160 kinderen in deze groep (4,0 van elke 100 kinderen)." in said
    assert "in 5 jaar samen ongeveer 7 dit mee (tussen 5 en 9): berekend, niet geteld" in said
    assert "maken ongeveer 965 dit niet mee" in said
    assert "In alle gemeenten van deze studie samen: ongeveer" in said  # the next step of the ladder


def test_municipalities_stand_by_name_and_cover_all_their_statements() -> None:
    contents = _contents()
    parts = insight.municipalities(contents)
    assert [part.title for part in parts] == ["Lindedal", "Ravenhoek"]
    told = {statement for part in parts for statement in part.statements}
    assert told == {s.id for s in contents.statements if s.id.startswith("local/")}
    assert not any(part.id == "other-local" for part in insight.other_statements(contents))


def test_a_withheld_size_is_never_nought() -> None:
    names = ("size", "per-date", "share", "expected")
    first = Book(example_release()).findings()[0]
    contents = withhold(_contents(), *(f"local/gm9901-{first}/{name}" for name in names))
    said = _said(contents)
    assert said.count("te weinig om iets te zeggen") == 3
    assert not any(word.strip(".,()") == "0" for word in said.split())


def test_an_expectation_below_one_is_small_and_no_nought() -> None:
    said = _said(_contents(expected=0.0))
    assert "in 5 jaar samen minder dan 1 dit mee" in said


def test_without_the_whole_finding_nothing_is_expected_of_a_part() -> None:
    first = Book(example_release()).findings()[0]
    contents = withhold(_contents(), f"risk_groups/{first}/share-outside")
    said = _said(contents)
    assert "naar verwachting meemaken: te weinig om iets te zeggen" in said
    assert "dit niet mee" not in said
    part = insight.municipalities(contents)[0]
    assert next(row for row in part.rows if row.statement.endswith("/expected")).number is None
    why = insight.why(contents, f"local/gm9901-{first}/expected")
    assert why is not None
    assert why.row.number is None


def test_the_report_tells_it_and_says_that_it_is_no_ranking() -> None:
    report = render_report(_contents())
    assert "Wat betekent dit voor elke gemeente?" in report
    assert report.index("Lindedal</summary>") < report.index("Ravenhoek</summary>")
    assert "Wat betekent dit voor elke gemeente?" not in render_report(example_release())


def test_the_staircase_ends_at_its_last_step_that_may_be_shown() -> None:
    contents = example_release()
    book = Book(contents)
    first = book.findings()[0]
    whole = view(book, first)
    assert not whole.stopped
    assert len(whole.stairs) > 3
    second = book.table(first, "peel-2-rate")
    assert isinstance(second, TableStatement)
    cut = view(Book(withhold(contents, second.id)), first)
    assert [stair.rate.role for stair in cut.stairs] == ["peel-0-rate", "peel-1-rate"]
    assert cut.stopped
    assert "tot de laatste stap" in cut.stairs_title
    assert "De trap stopt hier." in render_report(withhold(contents, second.id))


def _with_neighbours(contents: ReleaseContents, events: int | None) -> ReleaseContents:
    first = Book(contents).findings()[0]
    both = Condition(factor="gemeente", levels=("GM9901", "GM9902"))
    group = predicate(*Book(contents).predicate(first).conditions, both)
    near = count("neighbours", f"b1-{first}", "events", group, events, Counted.EVENTS)
    return replace(contents, statements=tuple(sorted((*contents.statements, near), key=lambda s: s.id)))


def test_what_may_not_be_counted_alone_is_told_with_the_neighbours_before_all_together() -> None:
    said = _said(_with_neighbours(_contents(), 25))
    assert "Wat er in Lindedal geteld is: te weinig om iets te zeggen." in said
    assert "Geteld in Lindedal en Ravenhoek samen, in 5 jaar samen: ongeveer 25 keer." in said
    assert "In alle gemeenten" not in said
    assert "In alle gemeenten van deze studie samen: ongeveer" in _said(_with_neighbours(_contents(), None))


def test_every_kind_says_what_was_asked_and_what_was_released() -> None:
    contents = _with_neighbours(_contents(), None)
    said = [str(sentence) for sentence in insight.outline(contents).sentences]
    because = "want met een van de cijfers kan een te kleine groep in zicht komen."
    assert f"Groepen in gemeenten met hun buren: geteld: 1 gevraagd, 0 vrijgegeven, 1 niet, {because}" in said
    assert "Groepen in één gemeente: aantal en verwachting: 2 gevraagd, 2 vrijgegeven." in said
    assert any(sentence.startswith("Gevonden groepen: ") for sentence in said)
    assert "Wat gevraagd is, en wat daarvan wel en niet is vrijgegeven" in render_report(contents)


def test_every_kind_of_reason_that_the_gate_knows_has_plain_words() -> None:
    kinds = decide(small_world(), small_submission(small_world())).outline.reasons
    assert len(kinds) > 10
    assert set(kinds) <= set(PLAIN)
