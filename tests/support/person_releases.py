"""Rows of persons written as the statements of a release, well formed and signed by a key that is trusted.

Each encoding is one that somebody with the key could think of; the reader finds nothing wrong with any of them.
"""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from smartstart.release.contents import (
    AnyStatement,
    Condition,
    Counted,
    Dimension,
    Level,
    ModelStatement,
    OpenStatement,
    Outline,
    Predicate,
    ReleaseContents,
    State,
    Statistic,
    TableStatement,
)
from tests.support.hostile_material import Material, signed_release
from tests.support.person_rows import Shape
from tests.support.release_example import example_release

_EXAMPLE = example_release()
_ROWS = 60


def person_release(shape: Shape, seed: int) -> Material:
    """Return a signed release that holds the rows of a table."""
    chance = random.Random(seed)  # noqa: S311
    encodings = list(ENCODINGS.values())
    return signed_release(encodings[seed % len(encodings)](shape, chance))


def _contents(statements: list[AnyStatement], dimension: Dimension | None = None) -> ReleaseContents:
    """Return the example with statements beside some of its own, and an outline that adds up."""
    honest = (s for s in _EXAMPLE.statements if s.id.startswith("risk_groups/population/"))
    merged = {s.id: s for s in (*honest, *statements)}
    judged = [s for s in merged.values() if not isinstance(s, OpenStatement)]
    shown = sum(s.state is State.SHOWN for s in judged)
    outline = Outline(asked=len(judged), released=shown, withheld=len(judged) - shown)
    dimensions = (*_EXAMPLE.sheet.dimensions, *([dimension] if dimension else []))
    sheet = _EXAMPLE.sheet.model_copy(update={"dimensions": dimensions})
    ordered = tuple(sorted(merged.values(), key=lambda s: s.id))
    return replace(_EXAMPLE, sheet=sheet, statements=ordered, outline=outline)


def _slug(text: str, most: int = 30) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:most] or "x"


def _shared(subject: str, predicate: Predicate) -> dict[str, object]:
    return {
        "id": f"lijst/{subject}/waarde",
        "analysis": "lijst",
        "subject": subject,
        "role": "waarde",
        "unit": "kind",
        "period": "2024-01-01/2024-12-31",
        "population": "lijst",
        "predicate": predicate,
    }


def _number(row: tuple[str, ...]) -> float:
    for cell in row:
        if re.fullmatch(r"[0-9]{1,9}", cell):
            return float(cell)
    return 1.0


def _kinds(shape: Shape) -> tuple[Dimension, list[Predicate]]:
    """Return a dimension with a level for each row, and the predicate that picks it."""
    rows = shape.rows[:_ROWS]
    levels = tuple(Level(code=f"soort_{place}", label=f"Soort {place}") for place in range(len(rows)))
    conditions = [Condition(factor="soort", levels=(level.code,)) for level in levels]
    return Dimension(name="soort", title="Soort", levels=levels), [Predicate(conditions=(c,)) for c in conditions]


def _as_ones(shape: Shape, _: random.Random) -> ReleaseContents:
    """Each person a count of one, with the rest of the row in the words of a level."""
    dimension, groups = _kinds(shape)
    made: list[AnyStatement] = [
        TableStatement(**_shared(f"g{place}", group), value=1, statistic=Statistic.COUNT, counted=Counted.ROWS)
        for place, group in enumerate(groups)
    ]
    return _contents(made, dimension)


def _as_estimates(shape: Shape, _: random.Random) -> ReleaseContents:
    """Each person an estimate, which needs no count."""
    dimension, groups = _kinds(shape)
    made: list[AnyStatement] = [
        ModelStatement(
            **_shared(f"g{place}", group), value=_number(row), measure="risk_per_1000", method="geschat", precision="1"
        )
        for place, (group, row) in enumerate(zip(groups, shape.rows, strict=False))
    ]
    return _contents(made, dimension)


def _as_estimates_of_all(shape: Shape, _: random.Random) -> ReleaseContents:
    """Each person an estimate of the whole population."""
    made: list[AnyStatement] = [
        ModelStatement(
            **_shared(f"g{place}", Predicate()),
            value=_number(row),
            measure="risk_per_1000",
            method="geschat",
            precision="1",
        )
        for place, row in enumerate(shape.rows[:_ROWS])
    ]
    return _contents(made)


def _as_open_figures(shape: Shape, _: random.Random) -> ReleaseContents:
    """Each person a public figure: nothing of it is rounded or withheld."""
    made: list[AnyStatement] = []
    for place, row in enumerate(shape.rows[:_ROWS]):
        cells = (*row, "", "", "", "", "")
        made.append(
            OpenStatement(
                id=f"open/{place}",
                area=(cells[0] or "x")[:60],
                indicator=_slug(cells[1]),
                period=cells[2][:60],
                value=_number((cells[3],)),
                unit="%",
                reliability="geteld",
                source=_slug(cells[4]),
            )
        )
    return _contents(made)


def _as_levels(shape: Shape, chance: random.Random) -> ReleaseContents:
    """Each person a level of a factor, its row in the label."""
    glue = chance.choice(["; ", "|", ", ", " - "])
    levels = tuple(
        Level(code=f"s{place}", label=glue.join(row)[:600].replace("\u200b", ""))
        for place, row in enumerate(shape.rows[:_ROWS])
    )
    return _contents([], Dimension(name="soort", title="Soort", levels=levels))


def _as_sizes(shape: Shape, _: random.Random) -> ReleaseContents:
    """Each person another size of one group."""
    group = Predicate(conditions=(Condition(factor="woning", levels=("huur",)),))
    made: list[AnyStatement] = [
        TableStatement(
            **_shared(f"g{place}", group), value=1000 + 7 * place, statistic=Statistic.COUNT, counted=Counted.ROWS
        )
        for place in range(len(shape.rows[:_ROWS]))
    ]
    return _contents(made)


def _as_words(shape: Shape, chance: random.Random) -> ReleaseContents:
    """Each person a sentence in the free text."""
    lines = tuple("; ".join(row)[:600] for row in shape.rows[:_ROWS])
    field = chance.choice(["caveats", "methods"])
    return replace(_EXAMPLE, sheet=_EXAMPLE.sheet.model_copy(update={field: lines}))


ENCODINGS: dict[str, Callable[[Shape, random.Random], ReleaseContents]] = {
    "counts of one": _as_ones,
    "estimates": _as_estimates,
    "estimates of all": _as_estimates_of_all,
    "public figures": _as_open_figures,
    "levels": _as_levels,
    "sizes of one group": _as_sizes,
    "free text": _as_words,
}
