"""Tables with a row for each person, under innocent names.

`person_shapes(n, seed)` thinks like an official who has a list of clients and a form with five allowed columns. Each
shape comes as rows of text; it can be written as CSV or JSON, put in an archive, or made into the statements of a
release that a trusted key signs (`person_release`).

What is not among them, because no rule can know it: so few persons that no two share an area, a figure and a year, each
with a number that the figure might have. See `workspace.data.rules.person_shapes`.
"""

import csv
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.hostile_material import zipped
from tests.support.invented_persons import people
from tests.support.person_disguises import AREAS, DISGUISES


@dataclass(frozen=True, slots=True)
class Shape:
    """One table of persons: what its file is called, its header and rows, and its disguise."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str


def person_shapes(n: int, seed: int) -> Iterator[Shape]:
    """Yield `n` tables, always the same for one seed."""
    kinds = list(DISGUISES)
    for number in range(n):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311
        kind = kinds[number % len(kinds)]
        persons = people(chance, chance.randint(30, 120), AREAS)
        header, rows = DISGUISES[kind](chance, persons)
        yield Shape(chance.choice(_FILES), tuple(header), tuple(map(tuple, rows)), kind)


_FILES = ("wijkcijfers_2025.csv", "kerncijfers.csv", "gebieden.csv", "open-cijfers.csv", "monitor sociaal domein.csv")


def as_csv(shape: Shape, separator: str = ";") -> bytes:
    """Return the table as a spreadsheet writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([shape.header, *shape.rows])
    return text.getvalue().encode("utf-8-sig")


def as_json(shape: Shape) -> bytes:
    """Return the table as a list of objects; columns of one name get a number."""
    names = [name if shape.header.index(name) == place else f"{name}{place}" for place, name in enumerate(shape.header)]
    objects = [dict(zip(names, row, strict=False)) for row in shape.rows]
    return json.dumps(objects, ensure_ascii=False).encode()


def as_zip(shape: Shape) -> bytes:
    """Return the table in an archive, under a name that releases have."""
    inside = {"statements.csv": as_csv(shape, ",")} if len(shape.rows) % 2 else {shape.name: as_csv(shape)}
    return zipped(inside)
