"""Small registers by chance, crowded around the days on which definitions turn."""

import datetime as dt
import random

from tests.support.plain_cohort import FACTORS, Question, shifted
from tests.support.tiny_registers import FAR, SCHEMA, Registers

_REFERENCES = (dt.date(2019, 1, 1), dt.date(2019, 12, 31), dt.date(2020, 2, 29), dt.date(2020, 10, 31))
_OUTCOMES = ("uithuisplaatsing", "ondertoezichtstelling", "uithuisplaatsing_of_ondertoezichtstelling")
_OBJECTS = ("B01", "B02", "B03", "B04", "B05", "B06")
_AREAS = ((), ("GM9901",), ("GM9901", "WK990201"), ("BU99010101", "GM9902"))


def random_question(seed: int) -> Question:
    """Return a question: two reference dates, all factors in some order."""
    chance = random.Random(f"question-{seed}")  # noqa: S311 - a draw, not a secret
    dates = tuple(sorted(chance.sample(_REFERENCES, 2)))
    months = (chance.choice((1, 6, 12)), chance.choice((0, 1, 12)))
    factors = list(FACTORS)
    chance.shuffle(factors)  # last, so that a new factor leaves the rest of the question as it is
    return Question(
        reference_dates=dates,
        outcome=_OUTCOMES[seed % 3],
        window_months=months[0],
        lookback_months=months[1],
        factors=tuple(factors),
        areas=_AREAS[seed % 4],
    )


class _Maker:
    """Makes registers of families; every draw comes from one seeded source."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"registers-{seed}")  # noqa: S311 - a draw, not a secret
        self.births = random.Random(f"births-{seed}")  # noqa: S311 - a draw, not a secret
        self.reference = self.chance.choice(_REFERENCES)
        self.registers: Registers = {name: [] for name in SCHEMA}

    def add(self, table: str, **values: object) -> None:
        self.registers[table].append(dict.fromkeys(SCHEMA[table]) | values)

    def near(self) -> dt.date:
        """Return a day on or around a day that matters: the reference date, the window's or the look-back's end."""
        months = self.chance.choice((-36, -12, -12, -6, -1, 0, 0, 0, 1, 6, 12))
        return shifted(self.reference, months) + dt.timedelta(days=self.chance.choice((-1, 0, 0, 1, 2, 17)))

    def spells(self, start: dt.date, number: int) -> list[tuple[dt.date, dt.date | None]]:
        """Return spells that follow each other, now and then with a gap of a day or more, or an overlap."""
        begins = sorted({start, *(self.near() for _ in range(number))})
        ends = [later - dt.timedelta(days=self.chance.choice((1, 1, 1, 1, 2, 60, -40))) for later in begins[1:]]
        last = self.chance.choice((FAR, FAR, FAR, None, self.near()))
        pairs = list(zip(begins, [*ends, last], strict=True))
        return [(begin, end) for begin, end in pairs if end is None or end >= begin]

    def person(self, key: int, year: int, sex: str | None = None) -> None:
        known = self.chance.random() > 0.03
        self.add(
            "gbapersoontab",
            PERSOON=key,
            GBAGESLACHT=sex or self.chance.choice(("1", "2", "1", "2", None)),
            GBAGEBOORTEJAAR=str(year) if known else None,
            GBAGEBOORTEMAAND=f"{self.chance.choice((1, 2, 3, 6, 10, 11, 12)):02d}" if known else None,
            GBAGEBOORTELAND=self.births.choice(("6030", "6030", "6030", "6043", "7009", None)),
            GBAAANTALOUDERSBUITENLAND=self.births.choice(("0", "0", "1", "2", None)),
        )

    def addresses(self, key: int, objects: list[str]) -> None:
        if self.chance.random() < 0.07:
            return
        for begin, end in self.spells(dt.date(2004, 1, 1), self.chance.choice((0, 0, 1, 2, 3))):
            self.add(
                "gbaadresobjectbus",
                PERSOON=key,
                OBJECT=self.chance.choice(objects),
                GBADATUMAANVANGADRESHOUDING=begin,
                GBADATUMEINDEADRESHOUDING=end,
            )

    def adult_files(self, key: int) -> None:
        chance = self.chance
        if chance.random() > 0.1:
            for begin, end in self.spells(dt.date(2010, 1, 1), chance.choice((0, 1, 2))):
                code = chance.choice(("11", "13", "15", "22", "25", "31", "26", None))
                self.add("secmbus", PERSOON=key, AANVSECM=begin, EINDSECM=end, SECM=code)
            for begin, end in self.spells(dt.date(2005, 1, 1), chance.choice((0, 1))):
                self.add(
                    "gbaburgerlijkestaatbus",
                    PERSOON=key,
                    GBAAANVANGBURGERLIJKESTAAT=begin,
                    GBAEINDEBURGERLIJKESTAAT=end,
                    GBABURGERLIJKESTAATNW=chance.choice(("O", "H", "P", "S", "SP", "W", "WP", None)),
                )
        for year in range(2017, 2022):
            if chance.random() < 0.75:
                code = chance.choice(("0", "1", "8", "9", None))
                self.add("inpatab", PERSOON=key, HKW=key, JAAR=year, INPEMEZ=code)
            if chance.random() < 0.35:
                self.assistance(key, year)

    def assistance(self, key: int, year: int) -> None:
        chance = self.chance
        begin = chance.choice((dt.date(year, 1, 1), self.near()))
        end = chance.choice((FAR, None, self.near()))
        if end is not None and end < begin:
            end = begin
        self.add(
            "bijstanduitkeringtab",
            PERSOON=key,
            JAAR=year,
            BIJSTANDSTATISTIEKCODEA=chance.choice(("01", "13", "02", "20", "18", "19", None)),
            BIJSTANDAANVANGUITKERINGPERSOON1A=begin,
            BIJSTANDEINDEUITKERINGPERSOON1A=end,
            BIJSTANDINDICATIELOPENDA=chance.choice(("0", "1", "2", "3", None)),
        )

    def household(self, members: dict[int, str], number: str, begin: dt.date, end: dt.date | None) -> None:
        """Add one household; places are 'child', 'mother', 'father', 'other'."""
        chance = self.chance
        adults = [key for key, place in members.items() if place in ("mother", "father")]
        if "child" in members.values():
            kind = chance.choice(("4", "5")) if len(adults) == 2 else chance.choice(("6", "6", "6", "7", "1"))
        else:
            kind = chance.choice(("2", "3", "7")) if len(adults) == 2 else chance.choice(("1", "1", "7", "6"))
        if chance.random() < 0.05:
            kind = None
        place = {"2": "3", "3": "4", "4": "5", "5": "6"}.get(kind or "", "7" if kind == "6" else "2")
        for key, role in members.items():
            code = {"child": "1", "other": "9"}.get(role, place)
            self.add(
                "gbahuishoudensbus",
                PERSOON=key,
                DATUMAANVANGHH=begin,
                DATUMEINDEHH=end,
                HUISHOUDNR=number,
                TYPHH=kind,
                PLHH=None if chance.random() < 0.03 else code.zfill(chance.choice((1, 2))),
                AANTALPERSHH=len(members),
                AANTALKINDHH=chance.choice((0, 1, 2, 3, 4, 6, None)),
            )

    def care(self, child: int) -> None:
        chance = self.chance
        for letter, table, column, codes in (
            ("H", "jgdhulpbus", "JGDHHULPVORM", ("11", "12", "13", "14", "21", "20", None)),
            ("B", "jgdbeschermbus", "JGDBMAATREGEL", ("11", "12", "21", "22", "23", None)),
        ):
            for _ in range(chance.choice((0, 0, 1, 1, 2))):
                self.trajectory(child, letter, table, {column: chance.choice(codes)})

    def trajectory(self, child: int, letter: str, table: str, code: dict[str, str | None]) -> None:
        """Add the rows of one trajectory: one per report year, the validity cut to that year."""
        begin = self.near()
        if self.chance.random() < 0.4:
            begin = self.reference + dt.timedelta(days=self.chance.randint(-40, 380))
        end = begin + dt.timedelta(days=self.chance.choice((0, 1, 30, 200, 400, 900)))
        begin_known = self.chance.random() > 0.1
        for year in range(begin.year, end.year + 1):
            cut = (max(begin, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31)))
            self.add(
                table,
                PERSOON=child,
                JAAR=year,
                **code,
                **{
                    f"JGD{letter}BEGINDATUM": begin if begin_known else None,
                    f"JGD{letter}EINDDATUM": self.chance.choice((end, FAR)),
                    f"JGD{letter}GELDIGHEIDBEGINDATUM": cut[0],
                    f"JGD{letter}GELDIGHEIDEINDDATUM": None if self.chance.random() < 0.03 else cut[1],
                },
            )

    def income(self, members: list[int], earner: int) -> None:
        for year in range(2017, 2022):
            if self.chance.random() < 0.08:
                continue
            for key in members:
                if self.chance.random() > 0.03:
                    self.add("koppelpersoonhuishouden", PERSOON=key, HKW=earner, JAAR=year)
            self.add(
                "inhatab",
                HKW=earner,
                JAAR=year,
                INHEHALGR=self.chance.choice(("1", "2", "3", "8", None, "3")),
                INHP100HGEST=self.chance.choice((1, 20, 21, 40, 41, 60, 61, 80, 81, 100, None, -2)),
            )

    def family(self, base: int) -> None:
        chance = self.chance
        mother, father, other = base + 1, base + 2, base + 3
        children = [base + 10 + number for number in range(chance.choice((1, 1, 2, 3)))]
        home = chance.choice(_OBJECTS)
        self.person(mother, chance.randint(1970, 1996), "2")
        self.person(father, chance.randint(1968, 1992), "1")
        self.person(other, chance.randint(1975, 1990))
        for adult in (mother, father, other):
            self.addresses(adult, [home, home, chance.choice(_OBJECTS)])
            self.adult_files(adult)
        for child in children:
            self.person(child, chance.randint(2000, 2021))
            self.addresses(child, [home, home, chance.choice(_OBJECTS)])
            self.care(child)
            linked = chance.random()
            self.add(
                "kindoudertab",
                PERSOON=child,
                MOEDER=None if linked < 0.12 else child if linked < 0.14 else mother,
                VADER=None if 0.05 < linked < 0.3 else father,
            )
        self.households(base, children, mother, father, other)
        self.income([mother, *children], mother)
        self.income([father], father)

    def households(self, base: int, children: list[int], mother: int, father: int, other: int) -> None:
        chance = self.chance
        for number, (begin, end) in enumerate(self.spells(dt.date(2005, 1, 1), chance.choice((0, 1, 2)))):
            home = {mother: "mother"}
            away = {father: "father"}
            shape = chance.random()
            if shape < 0.35:
                home, away = {mother: "mother", father: "father"}, {}
            elif shape < 0.5:
                home[other] = "father"  # a new partner of the mother
            for child in children:
                chance.choice((home, home, home, away or home))[child] = "child"
            foster = [child for child in children if chance.random() < 0.12]
            for child in foster:
                home.pop(child, None)
                away.pop(child, None)
                self.household({child: "other", base + 5: "mother", base + 6: "father"}, f"F{child}", begin, end)
            self.household(home, f"H{base}", begin, end)
            if away and chance.random() > 0.1:
                self.household(away, f"A{base}{number}", begin, end)


def random_registers(seed: int) -> Registers:
    """Return registers of sixteen families."""
    maker = _Maker(seed)
    for number, code in enumerate(_OBJECTS):
        municipality = "9901" if number < 3 else "9902"
        maker.add(
            "vslgwbtab",
            OBJECT=code,
            GEM=municipality if number < 5 else None,
            WC=f"{municipality}0{number % 2 + 1}" if number != 2 else None,
            BC=f"{municipality}0{number % 2 + 1}01" if number != 2 else None,
        )
    for number in range(16):
        maker.family(1000 * (number + 1))
    return maker.registers
