"""The cells that a checker should look at first, with the reason in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from smartstart.presentation.checker.facts import Checked, Outcome
from smartstart.presentation.checker.sections import Row, Section

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
            "Hier telt niet het cijfer zelf, maar wat ermee is uit te rekenen.",
            tuple(_items(rows, lambda row: _withheld_by(row, joint))),
        ),
    )
    return tuple(concern for concern in found if concern.items)


def _items(rows: Iterable[tuple[Section, Row]], why: Callable[[Row], str]) -> Iterator[Item]:
    for section, row in rows:
        said = why(row)
        if said:
            yield Item(row.anchor, f"{section.title}: {row.words}", said)


def _narrow(row: Row) -> str:
    outside = row.cell.outside
    if outside is None:
        return ""
    if outside.blank is None or outside.knowing is None:
        return "niet uit te rekenen binnen de grenzen van het werk"
    return "te smal, of te zeker dat het er weinig zijn" if outside.enough is False else ""


def _withheld_by(row: Row, place: int | None) -> str:
    said = place is not None and row.cell.outcomes[place] is Outcome.WITHHELD
    return "weggelaten door de gezamenlijke toets" if said else ""
