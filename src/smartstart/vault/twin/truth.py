"""The documented truth of the twin: what was put in, so that a test can ask whether it is found again.

Everything here is an assumption for invented data, never a finding. Marginal rates follow published figures where
there are any (status V: seen on a stored copy of the source; D: derived from such figures; M: from memory, so
assumed). Effects on the outcome are assumed, all of them.

**Population.** Families (a mother, mostly a father, one to five children), couples and people alone, in invented
municipalities, wijken and buurten. Each wijk has a level from -2 to 2. Each family has a *strain* of 0, 1 or 2,
likelier in a wijk of a higher level. Strain makes an early first child, separation, no work and a rented home with
rent allowance likelier; no work is likelier for a mother alone; rent allowance likelier without work and alone.
Neither strain nor wijk acts on the outcome directly: only the four factors and the family do.

**Outcome.** The planted outcome is the union of a supervision order (ondertoezichtstelling, provisional included)
and a placement out of home (youth help with stay that overlaps a protection measure). Each child under 18 that
lives here on 1 January and has no such episode running in the year before can start one in the year, with
probability `yearly_risk`: a baseline times a factor per circumstance *on that 1 January*, times an extra factor
when all four come together (more than the product, so more than the sum), times the frailty of the family.
Other reference dates than 1 January see the same pattern a little blurred.

**Frailty.** One multiplier per mother, the same for all her children in all years, mean 1, independent of all
factors. Given it, brothers and sisters are independent; without knowing it they are alike.

**Null.** With `null=True` the factors are the same but every child has the risk `null_risk_ppm` times its frailty:
no factor matters, brothers and sisters are still alike.

**Stock and inflow.** The inflow comes from the yearly risk. The stock at the start of the first file year are the
episodes of the five years before that still run. Apart from the union there are voluntary stays (help with stay
without protection) and guardianship without stay, each with an inflow and a stock of its own, and help without
stay. None of these is ever part of the union outcome.

All probabilities are whole numbers per million (`ppm`), because draws are made in integers.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

MILLION = 1_000_000

Combination = tuple[bool, bool, bool, bool]  # single mother, no work, young at first child, rent allowance


class Status(StrEnum):
    """How well a figure is founded."""

    SEEN = "V"
    DERIVED = "D"
    ASSUMED = "M"


@dataclass(frozen=True, slots=True)
class FrailtyPoint:
    """One value of the family multiplier, in halves so that it stays a whole number, and its weight."""

    halves: int
    weight_ppm: int

    @property
    def multiplier(self) -> float:
        """The multiplier of the yearly risk."""
        return self.halves / 2


@dataclass(frozen=True, slots=True)
class Marginal:
    """A rate the twin aims at: value and tolerance per million, and what it rests on."""

    name: str
    ppm: int
    tolerance_ppm: int
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Dependence:
    """Probabilities (per million) by the strain of the family: 0, 1, 2.

    Attributes:
        strain_base, strain_slope: share of strain 1 and 2 in a wijk of level 0, and the change per level.
        first_child: age of the mother at her first child: lower bound and width in months, and share per strain.
        alone_at_birth: no partner in the home when the first child is born.
        married: married or registered before the first child.
        parting: yearly separation, by (married, strain).
        keeps_children: the children stay with the mother after a separation.
        no_work: mother not at work, by (alone, strain).
        assistance: social assistance given no work, by alone.
        rent_allowance: rented home with rent allowance, by (alone, no work, strain).
        owner: own home given no rent allowance, per strain.
        father_no_work: father not at work.
        other_no_work: other adults not at work.
    """

    strain_base: tuple[int, int] = (220_000, 80_000)
    strain_slope: tuple[int, int] = (50_000, 35_000)
    first_child: tuple[tuple[int, int, tuple[int, int, int]], ...] = (
        (192, 48, (3_000, 20_000, 70_000)),
        (240, 60, (60_000, 180_000, 320_000)),
        (300, 60, (350_000, 420_000, 390_000)),
        (360, 60, (410_000, 270_000, 150_000)),
        (420, 60, (150_000, 90_000, 60_000)),
        (480, 36, (27_000, 20_000, 10_000)),
    )
    alone_at_birth: tuple[int, int, int] = (20_000, 70_000, 150_000)
    married: tuple[int, int, int] = (660_000, 560_000, 450_000)
    parting: tuple[tuple[int, int, int], tuple[int, int, int]] = (
        (22_000, 38_000, 55_000),  # not married
        (9_000, 17_000, 27_000),  # married
    )
    keeps_children: int = 880_000
    no_work: tuple[tuple[int, int, int], tuple[int, int, int]] = (
        (90_000, 200_000, 400_000),  # with a partner
        (160_000, 340_000, 540_000),  # alone
    )
    assistance: tuple[int, int] = (200_000, 600_000)
    rent_allowance: tuple[tuple[tuple[int, int, int], tuple[int, int, int]], ...] = (
        ((20_000, 60_000, 120_000), (80_000, 200_000, 400_000)),  # with a partner: work, no work
        ((270_000, 370_000, 470_000), (580_000, 720_000, 820_000)),  # alone: work, no work
    )
    owner: tuple[int, int, int] = (760_000, 560_000, 350_000)
    father_no_work: tuple[int, int, int] = (50_000, 110_000, 200_000)
    other_no_work: tuple[int, int, int] = (160_000, 240_000, 340_000)


@dataclass(frozen=True, slots=True)
class CareTruth:
    """Youth care apart from the union outcome, per million children and year.

    Attributes:
        voluntary_stay_inflow: starts of help with stay without protection.
        guardianship_inflow: starts of guardianship without stay.
        help_inflow: starts of help without stay, by age (0-3, 4-11, 12-17).
        episode_kinds: cumulative shares of how a union episode looks: supervision only; provisional first; with a
            later stay; with a stay that ran just before; guardianship with stay at once.
        registered_away: a placed child is registered at the foster or institutional address.
    """

    voluntary_stay_inflow: int = 3_000
    guardianship_inflow: int = 250
    help_inflow: tuple[int, int, int] = (30_000, 90_000, 80_000)
    episode_kinds: tuple[int, int, int, int, int] = (430_000, 550_000, 850_000, 900_000, 1_000_000)
    registered_away: int = 850_000


@dataclass(frozen=True, slots=True)
class Dirt:
    """How often something is wrong on purpose, per million rows or persons."""

    unlinkable: int = 5_000  # the same rows once more under a number that is not "R"
    no_address: int = 2_000
    unknown_sex: int = 100
    unknown_birth_month: int = 300  # adults without children only
    unknown_father: int = 20_000
    parent_is_child: int = 300
    impossible_parent: int = 300
    unknown_income: int = 5_000
    unknown_category: int = 1_000
    unknown_area: int = 1_000
    imputed: int = 5_000
    corrected: int = 10_000  # persons missing from the older version that lies beside the newest
    reported_late: int = 100_000  # the same for youth protection, which is often reported late


def _joint() -> dict[Combination, int]:
    both = (False, True)
    return dict(zip(product(both, both, both, both), JOINT_PPM, strict=True))


# Share of child-years at risk per combination, as measured on the region (seed 1, all years); documented so that
# coded cohorts can be drawn without writing a twin. Order: the last factor changes fastest.
JOINT_PPM: tuple[int, ...] = (
    371_600, 10_500, 334_400, 12_200, 43_200, 7_100, 48_300, 12_200,
    39_300, 17_100, 40_100, 19_400, 5_400, 11_500, 7_600, 20_100,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Truth:
    """All numbers of the truth; see the text above for what they mean."""

    baseline_ppm: int = 2_000
    single_mother: tuple[int, int] = (2, 1)  # multipliers as fractions
    no_work: tuple[int, int] = (8, 5)
    young_at_first: tuple[int, int] = (7, 5)
    rent_allowance: tuple[int, int] = (3, 2)
    all_four: tuple[int, int] = (9, 5)
    frailty: tuple[FrailtyPoint, ...] = (
        FrailtyPoint(1, 600_000),
        FrailtyPoint(2, 300_000),
        FrailtyPoint(8, 100_000),
    )
    dependence: Dependence = field(default_factory=Dependence)
    care: CareTruth = field(default_factory=CareTruth)
    dirt: Dirt = field(default_factory=Dirt)
    marginals: tuple[Marginal, ...] = ()

    @property
    def joint(self) -> dict[Combination, int]:
        """Share of child-years at risk per combination of the four factors, per million."""
        return _joint()

    @property
    def null_risk_ppm(self) -> int:
        """The yearly risk under the null: the mean of the planted risk over `joint`, whole per million, even."""
        total = sum(share * self.yearly_risk_ppm(*key) for key, share in self.joint.items())
        return 2 * (total // sum(self.joint.values()) // 2)

    def yearly_risk_ppm(
        self, single_mother: bool, no_work: bool, young: bool, rent_allowance: bool, halves: int = 2
    ) -> int:
        """Return the planted yearly risk per million; `halves` is the frailty in halves (2 is the mean)."""
        present = (single_mother, no_work, young, rent_allowance)
        factors = (self.single_mother, self.no_work, self.young_at_first, self.rent_allowance)
        top, bottom = self.baseline_ppm * halves, 2
        for holds, (times, per) in zip((*present, all(present)), (*factors, self.all_four), strict=True):
            if holds:
                top, bottom = top * times, bottom * per
        return top // bottom

    def yearly_risk(
        self, single_mother: bool, no_work: bool, young: bool, rent_allowance: bool, frailty: float = 1.0
    ) -> float:
        """Return the planted probability that a child at risk on 1 January has its first start in that year."""
        return self.yearly_risk_ppm(single_mother, no_work, young, rent_allowance) / MILLION * frailty


TRUTH = Truth(
    marginals=(
        Marginal("kind_onder_18", 190_000, 15_000, Status.DERIVED, "CBS Jeugdmonitor: 3,27 mln van 17,4-17,9 mln"),
        Marginal("alleenstaande_moeder", 165_000, 20_000, Status.DERIVED, "CBS 2025: 23 % x 72 %; 2019: 16 % x 89 %"),
        Marginal("moeder_onder_30_bij_eerste_kind", 490_000, 40_000, Status.DERIVED, "CBS: gemiddelde 29,4-30,4 jaar"),
        Marginal("geen_werk_alleenstaande_moeder", 275_000, 40_000, Status.ASSUMED, "25-30 %"),
        Marginal("geen_werk_moeder_met_partner", 145_000, 30_000, Status.ASSUMED, "ongeveer 15 %"),
        Marginal("huurtoeslag_alleenstaande_moeder", 430_000, 50_000, Status.ASSUMED, "40-45 %"),
        Marginal("alle_vier", 22_000, 7_000, Status.ASSUMED, "1,5-3 %"),
        Marginal("bijstandskind", 57_000, 15_000, Status.SEEN, "CBS Jeugdmonitor 2023: 5,7 %"),
        Marginal("gescheiden_per_jaar", 17_000, 5_000, Status.SEEN, "CBS 2025: 1,7 % van de kinderen per jaar"),
        Marginal("hulp_met_verblijf_per_jaar", 11_500, 4_000, Status.DERIVED, "CBS 2019: 12,2 % x 9,7 %"),
        Marginal("jeugdbescherming_per_jaar", 12_000, 5_000, Status.SEEN, "CBS 2019: 1,2 %"),
        Marginal("hulp_per_jaar", 122_000, 30_000, Status.SEEN, "CBS 2019: 12,2 %"),
    )
)
