"""Whether a signed release has the shape of statements on groups, and not of rows of persons under another name.

A signature says who made a release, not that its maker was careful. The gate of the protected room never shows a count
under ten, an estimate of a group whose size nobody may know, or a level that is a number of a person. A release that
does so was not made by the gate, or by a gate that is broken; either way it stays out.

What cannot be told apart: a trusted maker who writes invented sizes of ten and more beside each value. That is a false
release, and the remedy is to trust the key no longer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from smartstart.release.contents import (
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
from smartstart.workspace.data.rules.limits import CELL_LIMIT, MISTAKES_SHOWN, SMALLEST_COUNT
from smartstart.workspace.data.rules.refusals import Mistake
from smartstart.workspace.data.rules.units import UNITS

MOST_CONDITIONS = 8
"""Conditions of one group: four that were searched for, with a place, a date and two to spare."""

UNSUPPORTED = 4
"""Groups with an estimate whose size is not shown. The gate may withhold a size for the sake of another; rarely."""

_PLACES = frozenset({"gemeente", "wijk", "buurt", "gebied"})
_DATES = frozenset({"peildatum"})
_SHAPES = frozenset({"Polygon", "MultiPolygon"})
_MAP_FIELDS = frozenset({"statcode", "statnaam"})
_HALF_ROUND = 180
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
    return tuple(found[:MISTAKES_SHOWN])


def codes_on_map(borders: dict[str, Any] | None) -> tuple[str, ...]:
    """Return the area codes on a map; nothing for what has no code."""
    features = (borders or {}).get("features")
    properties = [f.get("properties") for f in features if isinstance(f, dict)] if isinstance(features, list) else []
    return tuple(str(p["statcode"]) for p in properties if isinstance(p, dict) and "statcode" in p)


def _mark(where: str, what: str, expected: str = "uitspraken over groepen") -> Mistake:
    return Mistake(None, ascii(where)[1:-1][:80], what, expected, personal=True)


def _judged(contents: ReleaseContents) -> Iterator[TableStatement | ModelStatement]:
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
    sized = {_group(s) for s in _judged(contents) if _is_count(s) and s.value is not None}
    unsupported = {}
    estimated = set()
    for statement in _judged(contents):
        if isinstance(statement, ModelStatement) and statement.state is State.SHOWN:
            estimated.add((_group(statement), statement.subject))
            if _group(statement) not in sized:
                unsupported[(_group(statement), statement.subject)] = statement.id
    if len(unsupported) > UNSUPPORTED and 2 * len(unsupported) > len(estimated):
        yield _mark(
            min(unsupported.values()),
            "Er staan schattingen in van groepen waarvan nergens staat hoe groot ze zijn.",
            "bij elke schatting de grootte van de groep",
        )
    values = defaultdict(set)
    for statement in _judged(contents):
        if isinstance(statement, ModelStatement) and statement.value is not None:
            values[(_group(statement), statement.reference, statement.measure, statement.method)].add(statement.value)
    if any(len(found) > UNSUPPORTED for found in values.values()):
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
        signals = {_signal(text) for text in (level.code, level.label, level.phrase)} - {None}
        if dimension.name in _PLACES:
            signals &= {Signal.BSN, Signal.LONG_NUMBER, Signal.EMAIL, Signal.PHONE, Signal.BANK}
        elif not _AREA.fullmatch(level.code.lower()) and _LONG_NUMBER.search(level.code):
            signals.add(Signal.LONG_NUMBER)
        names += Signal.NAME in signals
        signals.discard(Signal.NAME)
        for signal in sorted(filter(None, signals)):
            yield _mark(where, f"Bij een waarde van dit kenmerk staat {signal.value}.")
    if names > 1:
        yield _mark(where, "De waarden van dit kenmerk lijken op namen van personen.")


def _signal(text: str) -> Signal | None:
    return signal_in(text[:600])


def _words(contents: ReleaseContents) -> Iterator[Mistake]:
    """Free text may hold a date or the address of an office, but no number or address of a person."""
    sheet = contents.sheet
    texts = [sheet.title, sheet.owner, sheet.purpose, sheet.legal_basis, sheet.controller, sheet.dpia, sheet.outcome]
    texts += [*sheet.methods, *sheet.caveats, contents.subset_reason, *contents.outline.reasons]
    texts += [hunch.text for hunch in sheet.hunches] + [step.text for step in sheet.drop_off]
    texts += [text for source in sheet.sources for text in (source.name, source.what, source.attribution)]
    for text in texts:
        if any(is_bsn(found) for found in _NINE.findall(text)):
            yield _mark("study.json", f"In de tekst staat {Signal.BSN.value}.")


def _map(contents: ReleaseContents) -> Iterator[Mistake]:
    if contents.borders is None:
        return
    features = contents.borders.get("features")
    whole = set(contents.borders) == {"type", "features"} and isinstance(features, list)
    if not whole or not all(map(_is_border, features if isinstance(features, list) else [])):
        yield _mark(
            "borders.geojson", "Op de kaart staat iets anders dan grenzen van gebieden.", "vlakken met hun naam"
        )
    elif len(set(codes_on_map(contents.borders))) != len(features or ()):
        yield _mark("borders.geojson", "Een gebied staat twee keer op de kaart.", "elk gebied één keer")


def _is_border(feature: Any) -> bool:
    if not isinstance(feature, dict) or set(feature) != {"type", "properties", "geometry"}:
        return False
    properties, geometry = feature.get("properties"), feature.get("geometry")
    return (
        isinstance(properties, dict)
        and set(properties) == _MAP_FIELDS
        and isinstance(properties["statcode"], str)
        and _AREA.fullmatch(properties["statcode"].lower()) is not None
        and isinstance(properties["statnaam"], str)
        and properties["statnaam"].isprintable()
        and len(properties["statnaam"]) <= CELL_LIMIT
        and isinstance(geometry, dict)
        and set(geometry) <= {"type", "coordinates"}
        and geometry.get("type") in _SHAPES
        and _are_places(geometry.get("coordinates"))
    )


def _are_places(coordinates: Any) -> bool:
    """Nested lists with, at the bottom, pairs of degrees; a number beyond those is not a place."""
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if all(isinstance(part, int | float) and not isinstance(part, bool) for part in coordinates):
        return len(coordinates) == 2 and all(-_HALF_ROUND <= part <= _HALF_ROUND for part in coordinates)
    return all(map(_are_places, coordinates))


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
