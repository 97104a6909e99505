"""Whether a signed release has the shape of statements on groups, and not of rows of persons under another name.

A signature says who made a release, not that its maker was careful. The gate of the protected room never shows a count
under ten, an estimate of a group whose size nobody may know, or a level that is a number of a person. A release that
does so was not made by the gate, or by a gate that is broken; either way it stays out.

What cannot be told apart: a trusted maker who writes an invented size of ten or more beside each value, or up to thirty
values with a size that is withheld. That is a false release, and the remedy is to trust the key no longer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from smartstart.release.contents import (
    AmountStatement,
    Counted,
    Dimension,
    ModelStatement,
    OpenStatement,
    Predicate,
    ReleaseContents,
    State,
    Statement,
    Statistic,
    TableStatement,
)
from smartstart.release.reader import Release
from smartstart.workspace.data.rules.cell_signals import Signal, is_bsn, signal_in
from smartstart.workspace.data.rules.figure_rows import read_rows
from smartstart.workspace.data.rules.grid import grid_mistakes
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.limits import MISTAKES_SHOWN, SMALLEST_COUNT
from smartstart.workspace.data.rules.map_shape import map_problem
from smartstart.workspace.data.rules.refusals import Mistake
from smartstart.workspace.data.rules.rows_in_words import holds_rows, persons_in
from smartstart.workspace.data.rules.units import UNITS

MOST_CONDITIONS = 8
"""Conditions of one group: four that were searched for, with a place, a date and two to spare."""

MOST_ALONE = 4
"""Groups with an estimate and no count at all. The gate is asked for both; a checker may have left a few counts out."""

MOST_UNSIZED = 30
"""Groups with an estimate whose size is withheld for the sake of another; a study shows twenty and its hunches."""

MOST_ESTIMATES = 4
"""Different estimates of one kind of one group."""

MOST_CHANCE = 2
"""Numbers in a report that pass the check on eleven; one in eleven numbers of nine digits does."""

MOST_TEXTS = 60
"""Sentences of one kind (methods, caveats, hunches); a study of ours has about ten."""

_PLACES = frozenset({"gemeente", "wijk", "buurt", "gebied"})
_DATES = frozenset({"peildatum"})
_NEVER = frozenset({Signal.BSN, Signal.LONG_NUMBER, Signal.EMAIL, Signal.PHONE, Signal.BANK})
_LONG_NUMBER = re.compile(r"(?<![0-9a-f])[0-9]{7,}(?![0-9a-f])")
_AREA = re.compile(r"(?:nl[0-9]{2}|gm[0-9]{4}|wk[0-9]{6}|bu[0-9]{8})")
_NINE = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

Group = tuple[str, str, Predicate]


def release_mistakes(release: Release) -> tuple[Mistake, ...]:
    """Return what in a release points at one person; the place is the id of a statement or the name of a member."""
    found: list[Mistake] = []
    for look in (_counts, _contradictions, _estimates, _predicates, _subjects, _levels, _words, _map, _open_figures):
        found += look(release.contents)
        if len(found) >= MISTAKES_SHOWN:
            break
    found += _report(release.report)
    return tuple(found[:MISTAKES_SHOWN])


def _report(content: bytes) -> Iterator[Mistake]:
    """The report is made from the rest, but a friend may have signed another; it may be kept, so it is looked at."""
    numbers = {found for found in _NINE.findall(content.decode("utf-8", errors="replace")) if is_bsn(found)}
    if len(numbers) > MOST_CHANCE:
        yield _mark("report.html", f"In het rapport staat meer dan eens {Signal.BSN.value}.")


def _mark(where: str, what: str, expected: str = "uitspraken over groepen") -> Mistake:
    return Mistake(None, ascii(where)[1:-1][:80], what, expected, personal=True)


def _judged(contents: ReleaseContents) -> Iterator[TableStatement | ModelStatement | AmountStatement]:
    return (s for s in contents.statements if not isinstance(s, OpenStatement))


def _is_count(statement: Statement) -> bool:
    return isinstance(statement, TableStatement) and statement.statistic is Statistic.COUNT


def _counts(contents: ReleaseContents) -> Iterator[Mistake]:
    for statement in _judged(contents):
        if _is_count(statement) and statement.value is not None and statement.value < SMALLEST_COUNT:
            yield _mark(statement.id, f"Deze telling is kleiner dan {SMALLEST_COUNT}.", f"{SMALLEST_COUNT} of meer")


def _contradictions(contents: ReleaseContents) -> Iterator[Mistake]:
    """One group has one size. Persons with the same circumstances each have their own number."""
    seen: dict[tuple[Group, Counted | None], float] = {}
    for statement in _judged(contents):
        if isinstance(statement, TableStatement) and _is_count(statement) and statement.value is not None:
            first = seen.setdefault((_group(statement), statement.counted), statement.value)
            if first != statement.value:
                yield _mark(
                    statement.id, "Van deze zelfde groep staat er ook een ander aantal.", "één aantal per groep"
                )


def _estimates(contents: ReleaseContents) -> Iterator[Mistake]:
    counted = {_group(s) for s in _judged(contents) if _is_count(s)}
    sized = {_group(s) for s in _judged(contents) if _is_count(s) and s.value is not None}
    estimates = [s for s in _judged(contents) if isinstance(s, ModelStatement) and s.state is State.SHOWN]
    alone = {(_group(s), s.subject): s.id for s in estimates if _group(s) not in counted}
    unsized = {(_group(s), s.subject): s.id for s in estimates if _group(s) not in sized}
    if len(alone) > MOST_ALONE or len(unsized) > MOST_UNSIZED:
        yield _mark(
            min(unsized.values()),
            "Er staan schattingen in van groepen waarvan nergens staat hoe groot ze zijn.",
            "bij elke schatting de grootte van de groep",
        )
    values = defaultdict(set)
    for statement in _judged(contents):
        if isinstance(statement, ModelStatement) and statement.value is not None:
            values[(_group(statement), statement.reference, statement.measure, statement.method)].add(statement.value)
    if any(len(found) > MOST_ESTIMATES for found in values.values()):
        yield _mark(
            "statements.json", "Van één groep staan er veel schattingen van hetzelfde.", "één schatting per groep"
        )


def _group(statement: Statement) -> Group:
    return statement.population, statement.period, statement.predicate


def _predicates(contents: ReleaseContents) -> Iterator[Mistake]:
    for statement in _judged(contents):
        if len(statement.predicate.conditions) > MOST_CONDITIONS:
            yield _mark(
                statement.id,
                "Deze groep heeft zo veel kenmerken dat er maar één persoon in kan zitten.",
                f"hoogstens {MOST_CONDITIONS} kenmerken",
            )


def _subjects(contents: ReleaseContents) -> Iterator[Mistake]:
    names = {(s.id, part) for s in _judged(contents) for part in (s.subject, s.role, s.analysis)}
    names |= {(step.id, step.id) for step in contents.sheet.drop_off}
    for where, name in sorted(names):
        if _AREA.fullmatch(name) is None and (_LONG_NUMBER.search(name) or _signal(name.replace("_", " "))):
            yield _mark(where, "De naam van dit onderwerp lijkt op een nummer of naam van een persoon.")


def _levels(contents: ReleaseContents) -> Iterator[Mistake]:
    for dimension in contents.sheet.dimensions:
        yield from _levels_of(dimension)


def _levels_of(dimension: Dimension) -> Iterator[Mistake]:
    if dimension.name in _DATES:
        return
    where = f"study.json, {dimension.name}"
    names = 0
    for level in dimension.levels:
        signals = {_signal(level.code), _signal(level.label)} - {None}
        if dimension.name in _PLACES:  # a wijk may be called after somebody, or "Zandpad 2"
            signals &= _NEVER
        elif not _AREA.fullmatch(level.code.lower()) and _LONG_NUMBER.search(level.code):
            signals.add(Signal.LONG_NUMBER)
        signals |= {_signal(level.phrase)} & _NEVER
        names += Signal.NAME in signals
        signals.discard(Signal.NAME)
        for signal in sorted(filter(None, signals)):
            yield _mark(where, f"Bij een waarde van dit kenmerk staat {signal.value}.")
    if dimension.name not in _PLACES and holds_rows([level.label for level in dimension.levels]):
        yield _mark(where, "De waarden van dit kenmerk lijken op rijen van een tabel.")
    if names > 1:
        yield _mark(where, "De waarden van dit kenmerk lijken op namen van personen.")


def _signal(text: str) -> Signal | None:
    return signal_in(text[:600])


def _words(contents: ReleaseContents) -> Iterator[Mistake]:
    """Free text may hold a date or the address of an office, but no row of a table and no number of a person."""
    sheet = contents.sheet
    lists = (
        sheet.methods,
        sheet.caveats,
        sheet.recoded,
        contents.outline.reasons,
        tuple(hunch.text for hunch in sheet.hunches),
        tuple(step.text for step in sheet.drop_off),
        tuple(text for source in sheet.sources for text in (source.name, source.what, source.attribution)),
    )
    lines = (sheet.title, sheet.owner, sheet.purpose, sheet.legal_basis, sheet.controller, sheet.dpia, sheet.outcome)
    for texts in lists:
        signal = persons_in(texts)
        if len(texts) > MOST_TEXTS or holds_rows(texts):
            yield _mark("study.json", "In de teksten lijkt een tabel te staan.", "zinnen")
        if signal is not None:
            yield _mark("study.json", f"In de teksten staat {signal.value}.", "zinnen")
    if any(is_bsn(found) for text in (*lines, contents.subset_reason) for found in _NINE.findall(text)):
        yield _mark("study.json", f"In de tekst staat {Signal.BSN.value}.")


def _map(contents: ReleaseContents) -> Iterator[Mistake]:
    problem = map_problem(contents.borders)
    if problem:
        yield _mark("borders.geojson", problem, "vlakken met hun naam")


def _open_figures(contents: ReleaseContents) -> Sequence[Mistake]:
    """Public figures in a release have the same shape as in a file."""
    figures = [s for s in contents.statements if isinstance(s, OpenStatement)]
    if not figures:
        return ()
    rows = [(number, _cells(s)) for number, s in enumerate(figures, start=1)]
    header = ("gebied", "indicator", "jaar", "waarde", "bron", "eenheid")
    units = {**{s.indicator: s.unit for s in figures if s.unit in UNITS}, **catalogue()}
    places = frozenset("GM" + s.area[2:6] for s in figures)
    read, mistakes = read_rows(header, rows, Vocabulary(units, places), date.max)
    mistakes += grid_mistakes(read, contents.day)
    return [_mark(m.where, f"Bij de openbare cijfers: {m.what}", m.expected) for m in mistakes]


def _cells(statement: OpenStatement) -> tuple[str, ...]:
    year = _YEAR.search(statement.period)
    value = "" if statement.value is None else f"{statement.value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    source = statement.source.replace("/", " ")
    return statement.area, statement.indicator, year[0] if year else "", value, source, statement.unit
