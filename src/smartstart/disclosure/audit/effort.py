"""How much work the audit may do, and what it says when that is not enough. Whatever is not worked out is refused.

Limits are simplex iterations and nodes, never seconds: how busy a machine is must not decide what is released.
"""

from dataclasses import dataclass

from smartstart.vocabulary.errors import GateRefusal, UsageError

SMALL = 2_000


@dataclass(frozen=True, slots=True)
class Effort:
    """The most work for one block of statements.

    Attributes:
        iterations: simplex iterations for all linear questions of a block together.
        nodes: nodes of the search tree for all whole-number questions of a block together.
        small: atoms of a block in which whole counts are searched for to the end.
    """

    iterations: int = 20_000_000
    nodes: int = 1_000_000
    small: int = SMALL

    def __post_init__(self) -> None:
        if self.iterations < 1 or self.nodes < 1:
            raise UsageError(
                "De controle op herleidbaarheid heeft rekenruimte nodig.",
                where="iteraties en knopen",
                expected="allebei ten minste 1",
                mend="geef een groter getal, of laat de instelling weg",
            )


def contradiction() -> GateRefusal:
    """Return the refusal for tables that cannot all be true of the counts behind them."""
    return GateRefusal(
        "De tabellen spreken elkaar tegen. Er is niets vrijgegeven.",
        where="controle op herleidbaarheid",
        expected="tabellen die over dezelfde groepen hetzelfde zeggen, met hele aantallen van nul of meer",
        mend="kijk of alle tabellen over dezelfde personen en dezelfde levering gaan, en draai de studie opnieuw",
    )


class Unanswered(Exception):  # noqa: N818 - no error of its own: what was asked about is not proven
    """A question that got no trustworthy answer.

    Attributes:
        refusal: why, for who cannot do without an answer.
        last: whether the effort is used up, so that another question will get no answer either.
    """

    def __init__(self, refusal: GateRefusal, *, last: bool = False) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.last = last


def too_much_work() -> GateRefusal:
    """Return the refusal for a system that cannot be worked out within the effort."""
    return GateRefusal(
        "Het is niet gelukt om na te rekenen wat een buitenstaander kan herleiden. Er is niets vrijgegeven.",
        where="controle op herleidbaarheid",
        expected="een antwoord binnen de afgesproken rekenruimte",
        mend="vraag minder of grovere tabellen, of verdeel ze over kleinere gebieden",
    )


def solver_failed() -> GateRefusal:
    """Return the refusal for a solver that gives no trustworthy answer."""
    return GateRefusal(
        "Het rekenprogramma achter de controle gaf geen betrouwbaar antwoord. Er is niets vrijgegeven.",
        where="controle op herleidbaarheid",
        expected="een oplossing die aan alle tabellen voldoet",
        mend="draai de studie opnieuw; blijft dit zo, meld het dan aan de beheerder van Smart Start",
    )
