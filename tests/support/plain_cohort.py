"""The cohort in plain, slow Python: the truth that engines are held against.

Written from the definitions, not from the templates: loops over rows, calendars walked day by day, no SQL, no arrays.
It shares no code with `smartstart.vault.cohort`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.tiny_registers import FAR, Registers, Row

Spell = tuple[dt.date, dt.date]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """What the cohort is asked for."""

    reference_dates: tuple[dt.date, ...]
    outcome: str
    window_months: int
    lookback_months: int
    factors: tuple[str, ...]
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainCohort:
    """Rows in order of reference date and person, and per date how many were left at each step."""

    rows: list[Row]
    steps: dict[dt.date, list[int]]
    routes: dict[dt.date, list[str]]


def shifted(day: dt.date, months: int) -> dt.date:
    """Return the same day of another month, or the last day that month has."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield all days from first to last, both included."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def _grouped(rows: list[Row], column: str) -> dict[Any, list[Row]]:
    """Return the rows by the value of a column; rows without one belong to nobody."""
    grouped: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            grouped[row[column]].append(row)
    return grouped


class Plain:
    """One set of registers, indexed by person."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.person = {row["PERSOON"]: row for row in registers["gbapersoontab"]}
        self.parents = {row["PERSOON"]: row for row in registers["kindoudertab"]}
        self.place = {row["OBJECT"]: row for row in registers["vslgwbtab"]}
        self.households = _grouped(registers["gbahuishoudensbus"], "HUISHOUDNR")
        self.children = _grouped(registers["kindoudertab"], "MOEDER")
        self.incomes = _grouped(registers["inhatab"], "HKW")
        self.by_person: dict[str, dict[int, list[Row]]] = {}
        for name, rows in registers.items():
            self.by_person[name] = _grouped([row for row in rows if "PERSOON" in row], "PERSOON")

    def of(self, table: str, person: int | None) -> list[Row]:
        return self.by_person[table].get(person, []) if person is not None else []

    def parent(self, child: int, which: str) -> int | None:
        found = self.parents.get(child)
        key = found[which] if found else None
        return None if key == child else key

    def state(self, table: str, person: int | None, begin: str, end: str, day: dt.date) -> Row | None:
        """Return the row whose spell holds on a day; of several, the one that began last."""
        holding = [row for row in self.of(table, person) if row[begin] and row[begin] <= day <= (row[end] or FAR)]
        return max(holding, key=lambda row: row[begin]) if holding else None

    def address(self, person: int | None, day: dt.date) -> Row | None:
        return self.state("gbaadresobjectbus", person, "GBADATUMAANVANGADRESHOUDING", "GBADATUMEINDEADRESHOUDING", day)

    def area(self, person: int | None, day: dt.date) -> Row | None:
        address = self.address(person, day)
        place = self.place.get(address["OBJECT"]) if address else None
        return place if place and place["GEM"] else None

    def household(self, person: int | None, day: dt.date) -> Row | None:
        return self.state("gbahuishoudensbus", person, "DATUMAANVANGHH", "DATUMEINDEHH", day)

    def birth(self, person: int) -> tuple[int, int] | None:
        row = self.person.get(person)
        if not row or not row["GBAGEBOORTEJAAR"] or not row["GBAGEBOORTEMAAND"]:
            return None
        return int(row["GBAGEBOORTEJAAR"]), int(row["GBAGEBOORTEMAAND"])

    def age(self, person: int, day: dt.date) -> int | None:
        """Return the number of birthdays had, each on the first of the month; None when not born or not known."""
        birth = self.birth(person)
        if birth is None or birth > (day.year, day.month):
            return None
        years = 0
        while (birth[0] + years + 1, birth[1]) <= (day.year, day.month):
            years += 1
        return years


# ── trajectories and outcomes ──


def _trajectories(rows: list[Row], letter: str, kind: str, wanted: set[str]) -> list[tuple[str, Spell]]:
    ends: dict[tuple[str, dt.date], dt.date] = {}
    for row in rows:
        begin = row[f"JGD{letter}BEGINDATUM"] or row[f"JGD{letter}GELDIGHEIDBEGINDATUM"]
        if row[kind] not in wanted or begin is None:
            continue
        end = row[f"JGD{letter}GELDIGHEIDEINDDATUM"] or row[f"JGD{letter}EINDDATUM"] or FAR
        known = ends.get((row[kind], begin))
        ends[row[kind], begin] = end if known is None or end > known else known
    return [(code, (begin, end)) for (code, begin), end in ends.items() if end >= begin]


def _runs(spells: tuple[Spell, ...], day: dt.date) -> bool:
    """Whether all spells together hold on a day."""
    return all(begin <= day <= end for begin, end in spells)


class Care:
    """What runs for one child: each thing is one or two spells that must hold on the same day."""

    def __init__(self, plain: Plain, child: int) -> None:
        stays = _trajectories(plain.of("jgdhulpbus", child), "H", "JGDHHULPVORM", {"11", "12", "13", "14"})
        measures = _trajectories(
            plain.of("jgdbeschermbus", child), "B", "JGDBMAATREGEL", {"11", "12", "21", "22", "23"}
        )
        self.placements = [(stay, measure) for _, stay in stays for _, measure in measures]
        self.supervision = [(spell,) for code, spell in measures if code in {"11", "12"}]

    def things(self, outcome: str) -> list[tuple[Spell, ...]]:
        found: list[tuple[Spell, ...]] = []
        if outcome != "ondertoezichtstelling":
            found += self.placements
        if outcome != "uithuisplaatsing":
            found += self.supervision
        return found

    def ran(self, first: dt.date, last: dt.date) -> bool:
        things = self.things("uithuisplaatsing_of_ondertoezichtstelling")
        return bool(things) and any(_runs(thing, day) for day in days(first, last) for thing in things)

    def first_start(self, outcome: str, after: dt.date, last: dt.date) -> dt.date | None:
        things = self.things(outcome)
        if not things:
            return None
        for day in days(after + ONE_DAY, last):
            if any(_runs(thing, day) and not _runs(thing, day - ONE_DAY) for thing in things):
                return day
        return None


# ── the child's circumstances ──


@dataclass(frozen=True)
class Case:
    """One child at one reference date."""

    plain: Plain
    child: int
    day: dt.date

    @property
    def mother(self) -> int | None:
        return self.plain.parent(self.child, "MOEDER")

    @property
    def father(self) -> int | None:
        return self.plain.parent(self.child, "VADER")

    def together(self, one: int | None, other: int | None) -> bool:
        here, there = self.plain.household(one, self.day), self.plain.household(other, self.day)
        if here is None or there is None or here["HUISHOUDNR"] is None:
            return False
        return (here["HUISHOUDNR"], here["DATUMAANVANGHH"]) == (there["HUISHOUDNR"], there["DATUMAANVANGHH"])

    def whose(self) -> tuple[int, int]:
        """Return whose household state counts, and the adult (or child) through whom other files are read."""
        for parent in (self.mother, self.father):
            if parent is not None and self.together(self.child, parent):
                return self.child, parent
        for parent in (self.mother, self.father):
            if parent is not None and self.plain.household(parent, self.day):
                return parent, parent
        return self.child, self.child

    @property
    def away(self) -> bool:
        """Whether a parent's household stands for the one the child came from."""
        parents = [parent for parent in (self.mother, self.father) if parent is not None]
        whose, _ = self.whose()
        return whose in parents and not any(self.together(self.child, parent) for parent in parents)

    def income_household(self, year: int) -> Row | None:
        _, anchor = self.whose()
        for link in self.plain.of("koppelpersoonhuishouden", anchor):
            if link["JAAR"] == year:
                for row in self.plain.incomes.get(link["HKW"], []):
                    if row["JAAR"] == year:
                        return row
        return None


def _new_year_before(day: dt.date) -> int:
    """Return the last year that is over when the day is over."""
    return (day + ONE_DAY).year - 1


def geslacht(case: Case) -> str | None:
    return {"1": "jongen", "2": "meisje"}.get(case.plain.person[case.child]["GBAGESLACHT"])


def leeftijd(case: Case) -> str | None:
    age = case.plain.age(case.child, case.day)
    assert age is not None
    for last, name in ((3, "0-3"), (7, "4-7"), (11, "8-11"), (14, "12-14"), (17, "15-17")):
        if age <= last:
            return name
    return None


def gezin(case: Case) -> str | None:
    whose, _ = case.whose()
    state = case.plain.household(whose, case.day)
    if state is None or state["TYPHH"] is None:
        return None
    kind = int(state["TYPHH"])
    alone = {6: 7, 1: 2} if case.away else {6: 7}
    if kind in alone:
        for parent, name in ((case.mother, "alleenstaande_moeder"), (case.father, "alleenstaande_vader")):
            if parent is not None and case.together(whose, parent):
                place = case.plain.household(parent, case.day)
                if place and place["PLHH"] is not None and int(place["PLHH"]) == alone[kind]:
                    return name
    couples = {5: "gehuwd_paar", 4: "ongehuwd_paar"}
    if case.away:
        couples |= {3: "gehuwd_paar", 2: "ongehuwd_paar"}
    return couples.get(kind, "anders")


def werk_moeder(case: Case) -> str | None:
    state = case.plain.state("secmbus", case.mother, "AANVSECM", "EINDSECM", case.day)
    if state is None or state["SECM"] is None:
        return None
    return "werk" if 11 <= int(state["SECM"]) <= 15 else "geen_werk"


def moeder_eerste_kind(case: Case) -> str | None:
    born = case.plain.birth(case.mother) if case.mother is not None else None
    births = [
        case.plain.birth(row["PERSOON"])
        for row in case.plain.children.get(case.mother, [])
        if row["PERSOON"] != case.mother
    ]
    known = sorted(birth for birth in births if birth)
    if born is None or not known:
        return None
    months = (known[0][0] - born[0]) * 12 + known[0][1] - born[1]
    if months < 12 * 12:
        return None
    for limit, name in ((20, "tot_20"), (25, "20_25"), (30, "25_30"), (35, "30_35")):
        if months < limit * 12:
            return name
    return "vanaf_35"


def woning(case: Case) -> str | None:
    row = case.income_household(_new_year_before(case.day) + 1)
    names = {"1": "eigen", "2": "huur_zonder_toeslag", "3": "huur_met_toeslag", "8": "anders"}
    return names.get(row["INHEHALGR"]) if row else None


def inkomen(case: Case) -> str | None:
    row = case.income_household(_new_year_before(case.day))
    percentile = row["INHP100HGEST"] if row else None
    if percentile is None or not 1 <= percentile <= 100:
        return None
    return ("0_20", "20_40", "40_60", "60_80", "80_100")[(percentile - 1) // 20]


def _receives(case: Case, person: int) -> bool:
    for row in case.plain.of("bijstanduitkeringtab", person):
        begin, end = row["BIJSTANDAANVANGUITKERINGPERSOON1A"], row["BIJSTANDEINDEUITKERINGPERSOON1A"]
        code, running = row["BIJSTANDSTATISTIEKCODEA"], row["BIJSTANDINDICATIELOPENDA"]
        if row["JAAR"] != case.day.year or code is None or code in ("18", "19") or running not in ("1", "2"):
            continue
        if begin is not None and begin <= case.day <= (end or FAR):
            return True
    return False


def bijstand(case: Case) -> str | None:
    mother = case.mother
    if mother is None or case.plain.address(mother, case.day) is None:
        return None
    adults = {mother}
    state = case.plain.household(mother, case.day)
    if state and state["HUISHOUDNR"] and state["PLHH"] and 3 <= int(state["PLHH"]) <= 6:
        for row in case.plain.households.get(state["HUISHOUDNR"], []):
            same = row["DATUMAANVANGHH"] == state["DATUMAANVANGHH"]
            holds = row["DATUMAANVANGHH"] <= case.day <= (row["DATUMEINDEHH"] or FAR)
            if same and holds and row["PLHH"] and 3 <= int(row["PLHH"]) <= 6:
                adults.add(row["PERSOON"])
    return "ja" if any(_receives(case, adult) for adult in adults) else "nee"


def moeder_gescheiden(case: Case) -> str | None:
    state = case.plain.state(
        "gbaburgerlijkestaatbus",
        case.mother,
        "GBAAANVANGBURGERLIJKESTAAT",
        "GBAEINDEBURGERLIJKESTAAT",
        case.day,
    )
    if state is None or state["GBABURGERLIJKESTAATNW"] is None:
        return None
    return "ja" if state["GBABURGERLIJKESTAATNW"] in ("S", "SP") else "nee"


def aantal_kinderen(case: Case) -> str | None:
    whose, _ = case.whose()
    state = case.plain.household(whose, case.day)
    number = state["AANTALKINDHH"] if state else None
    if number is not None and case.away:
        number += 1
    if not number:
        return None
    return str(number) if number <= 3 else "4_of_meer"


def verhuisd(case: Case) -> str | None:
    begin = "GBADATUMAANVANGADRESHOUDING"
    spells = sorted(
        (row for row in case.plain.of("gbaadresobjectbus", case.child) if row[begin] and row[begin] <= case.day),
        key=lambda row: row[begin],
    )
    since = shifted(case.day, -36)
    moves = 0
    for number in range(1, len(spells)):
        before, after = spells[number - 1]["OBJECT"], spells[number]["OBJECT"]
        if spells[number][begin] > since and before and after and before != after:
            moves += 1
    return ("0", "1")[moves] if moves < 2 else "2_of_meer"


def moeder_zelfstandig(case: Case) -> str | None:
    for row in case.plain.of("inpatab", case.mother):
        if row["JAAR"] == _new_year_before(case.day):
            return {"1": "ja", "0": "nee"}.get(row["INPEMEZ"])
    return None


def herkomst(case: Case) -> str | None:
    person = case.plain.person[case.child]
    land, parents_from_abroad = person["GBAGEBOORTELAND"], person["GBAAANTALOUDERSBUITENLAND"]
    if land is None:
        return None
    if land != "6030":
        return "zelf_buitenland"
    return {"0": "zelf_en_ouders_nl", "1": "ouder_buitenland", "2": "ouder_buitenland"}.get(parents_from_abroad)


FACTORS: dict[str, Callable[[Case], str | None]] = {
    factor.__name__: factor
    for factor in (
        geslacht,
        leeftijd,
        gezin,
        werk_moeder,
        moeder_eerste_kind,
        woning,
        inkomen,
        bijstand,
        moeder_gescheiden,
        aantal_kinderen,
        verhuisd,
        moeder_zelfstandig,
        herkomst,
    )
}


# ── the cohort ──


def _inside(place: Row, areas: tuple[str, ...]) -> bool:
    codes = {f"GM{place['GEM']}", f"WK{place['WC']}", f"BU{place['BC']}"}
    return not areas or bool(codes & set(areas))


def _placed(case: Case) -> tuple[str, Row] | None:
    for name, person in (("moeder", case.mother), ("vader", case.father), ("eigen", case.child)):
        place = case.plain.area(person, case.day)
        if place:
            return name, place
    return None


def _row(case: Case, question: Question, place: Row, care: Care) -> Row:
    start = care.first_start(question.outcome, case.day, shifted(case.day, question.window_months))
    row: Row = {
        "PERSOON": case.child,
        "HUISHOUDEN": case.mother or case.father or case.child,
        "REFERENTIE": case.day,
        "gemeente": f"GM{place['GEM']}",
        "wijk": f"WK{place['WC']}" if place["WC"] else "onbekend",
        "buurt": f"BU{place['BC']}" if place["BC"] else "onbekend",
        "UITKOMST": int(start is not None),
        "EVENT_DAG": (start - case.day).days if start else -1,
    }
    return row | {name: FACTORS[name](case) or "onbekend" for name in question.factors}


def plain_cohort(registers: Registers, question: Question) -> PlainCohort:
    """Return the cohort of tiny registers."""
    plain = Plain(registers)
    rows: list[Row] = []
    steps: dict[dt.date, list[int]] = {}
    routes: dict[dt.date, list[str]] = {}
    for day in question.reference_dates:
        steps[day] = [len(plain.person), 0, 0, 0, 0]
        routes[day] = []
        for child in sorted(plain.person):
            case = Case(plain, child, day)
            reached, row = _way(case, question, routes[day])
            for number in range(1, reached + 1):
                steps[day][number] += 1
            if row is not None:
                rows.append(row)
    return PlainCohort(rows, steps, routes)


def _way(case: Case, question: Question, routes: list[str]) -> tuple[int, Any]:
    """Return how many steps the child passed, and its row when it passed all."""
    age = case.plain.age(case.child, case.day)
    if age is None or age >= 18:
        return 0, None
    if case.plain.address(case.child, case.day) is None:
        return 1, None
    found = _placed(case)
    if found is None or not _inside(found[1], question.areas):
        return 2, None
    care = Care(case.plain, case.child)
    if care.ran(shifted(case.day, -question.lookback_months), case.day):
        return 3, None
    routes.append(found[0])
    return 4, _row(case, question, found[1], care)
