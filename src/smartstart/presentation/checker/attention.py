"""The cells that a checker should look at first, with the reason in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.checker.facts import Checked, Outcome
from smartstart.presentation.checker.sections import Row, Section
from smartstart.presentation.checker.words import plain, told
from smartstart.release.contents import Counted, TableStatement

JOINT = "joint_audit"


@dataclass(frozen=True, slots=True)
class Item:
    """One cell to look at: where it stands, what it is, and why."""

    anchor: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Concern:
    """Cells to look at for one reason; `meaning` says what there is to judge."""

    anchor: str
    title: str
    meaning: str
    items: tuple[Item, ...]


def concerns(sections: Iterable[Section], checked: Checked) -> tuple[Concern, ...]:
    """Return the reasons that have cells, the gravest first."""
    rows = [(section, row) for section in sections for row in section.rows]
    joint = next((place for place, rule in enumerate(checked.rules) if rule.name == JOINT), None)
    found = (
        Concern(
            "let-op-smal",
            "Te goed uit te rekenen",
            "Een buitenstaander kan deze kleine aantallen te precies uitrekenen, of we konden dat niet nagaan. Laat de "
            "vrijgave zo niet door, behalve als een eerdere vrijgave dit al weggaf.",
            tuple(_items(rows, _narrow)),
        ),
        Concern(
            "let-op-gehouden",
            "Gehouden uit een eerdere levering",
            "De gegevens zijn veranderd, maar het getoonde getal bleef staan. Klopt het dat dit dezelfde groep is?",
            tuple(_items(rows, lambda row: "getal uit een eerdere vrijgave" if row.cell.kept else "")),
        ),
        Concern(
            "let-op-drempel",
            "Vlak boven een drempel",
            "Deze cijfers mogen net. Is de groep in het dorp of op school te herkennen?",
            tuple(_items(rows, lambda row: "; ".join(row.cell.near))),
        ),
        Concern(
            "let-op-samen",
            "Weggelaten omdat ze samen met andere cijfers te veel zeggen",
            "Hier telt niet het cijfer zelf, maar wat ermee is uit te rekenen. Achter elk cijfer staat het precieze "
            "aantal, en wat een buitenstaander ervan kan weten.",
            tuple(_items(rows, lambda row: _withheld_by(row, joint))),
        ),
    )
    return tuple(concern for concern in found if concern.items)


def _items(rows: Iterable[tuple[Section, Row]], why: Callable[[Row], str]) -> Iterator[Item]:
    for section, row in rows:
        said = why(row)
        if said:
            of = section.title if section.names(row) else dutch.capital(row.group)
            yield Item(row.anchor, f"{of}: {row.words[:1].lower()}{row.words[1:]}", said)


def _narrow(row: Row) -> str:
    outside = row.cell.outside
    if outside is None:
        return ""
    if outside.blank is None or outside.knowing is None:
        return "niet uit te rekenen binnen de grenzen van het werk"
    return "te smal, of te zeker dat het er weinig zijn" if outside.enough is False else ""


def _withheld_by(row: Row, place: int | None) -> str:
    if place is None or row.cell.outcomes[place] is not Outcome.WITHHELD:
        return ""
    outside = told(row.cell.outside.knowing) if row.cell.outside else "niet uitgerekend"
    exact = _counted(row)
    return f"van buiten gezien {outside}" if exact is None else f"{plain(exact)}, van buiten gezien {outside}"


def _counted(row: Row) -> int | None:
    """Return the exact number of a count; None for what is computed from others."""
    statement = row.statement
    if not isinstance(statement, TableStatement) or statement.counted is None:
        return None
    return row.numbers[tuple(Counted).index(statement.counted)]
