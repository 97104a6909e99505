"""How much work the choice may cost, and what is said when that is not enough. Whatever is not worked out is refused.

Limits are simplex iterations, nodes and rounds, never seconds: how busy a machine is must not decide what is shown.
"""

from dataclasses import dataclass

from smartstart.vocabulary.errors import GateRefusal, UsageError

_WHERE = "keuze van wat niet getoond wordt"


@dataclass(frozen=True, slots=True)
class Effort:
    """The most work for one problem.

    Attributes:
        iterations: simplex iterations for all questions about what an outsider can work out.
        nodes: nodes of the search tree for one choice of statements in a small part.
        rounds: how often a choice is tried in all, before it is only mended.
        guided: how often a choice is tried of which the least cost is out of reach, before it is only mended.
        exact: up to how many statements in one part the least cost is looked for, and proven.
    """

    iterations: int = 20_000_000
    nodes: int = 20_000
    rounds: int = 400
    guided: int = 6
    exact: int = 300

    def __post_init__(self) -> None:
        if min(self.iterations, self.nodes, self.rounds) < 1 or min(self.exact, self.guided) < 0:
            raise UsageError(
                "De keuze van wat niet getoond wordt heeft rekenruimte nodig.",
                where="iteraties, knopen en ronden",
                expected="alle ten minste 1",
                mend="geef grotere getallen, of laat de instelling weg",
            )


def contradiction() -> GateRefusal:
    """Return the refusal for statements that cannot all be true of the counts behind them."""
    return GateRefusal(
        "De gevraagde aantallen spreken elkaar tegen. Ze zijn niet uitgegeven.",
        where=_WHERE,
        expected="statements die over dezelfde groepen hetzelfde zeggen, met hele aantallen van nul of meer",
        mend="kijk of alles over dezelfde personen en dezelfde levering gaat, en draai de studie opnieuw",
    )


def known_already() -> GateRefusal:
    """Return the refusal for a group that stays known too well, whatever is withheld."""
    return GateRefusal(
        "Een kleine groep blijft af te leiden, wat we ook weglaten. De aantallen zijn niet uitgegeven.",
        where=_WHERE,
        expected="kleine groepen die niet al volgen uit wat eerder is uitgegeven of al openbaar is",
        mend="vraag grovere groepen, of laat de aantallen weg die al bekend zijn",
    )


def too_much_work() -> GateRefusal:
    """Return the refusal for a problem that cannot be worked out within the effort."""
    return GateRefusal(
        "Het is niet gelukt om te kiezen wat we moeten weglaten. De aantallen zijn niet uitgegeven.",
        where=_WHERE,
        expected="een keuze binnen de afgesproken rekenruimte",
        mend="vraag minder of grovere tabellen, of verdeel ze over kleinere gebieden",
    )


def solver_failed() -> GateRefusal:
    """Return the refusal for a solver that gives no answer."""
    return GateRefusal(
        "Het rekenprogramma achter de keuze gaf geen antwoord. De aantallen zijn niet uitgegeven.",
        where=_WHERE,
        expected="een oplossing die bij alle statements past",
        mend="draai de studie opnieuw; blijft dit zo, meld het dan aan de beheerder van Smart Start",
    )
