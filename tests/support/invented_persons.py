"""Invented persons, as an official has them in a list: numbers, names, addresses, dates, remarks."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST = (
    "Jan",
    "Fatima",
    "Sem",
    "Anna",
    "Mohammed",
    "Lotte",
    "Kees",
    "Yara",
    "Daan",
    "Priya",
    "Wouter",
    "Ayse",
    "Emma",
)
_LAST = ("de Vries", "Jansen", "van den Berg", "El Amrani", "Bakker", "Yilmaz", "Smit", "Meijer", "Kowalski", "Singh")
_STREETS = (
    "Kerkstraat",
    "Molenweg",
    "Dorpsplein",
    "Lindelaan",
    "Parkdreef",
    "Havenkade",
    "Beukenhof",
    "Stationssingel",
)
_NOTES = (
    "moeder belde, komt dinsdag terug",
    "schulden, drie kinderen thuis",
    "wil geen hulp",
    "zie dossier",
    "melding Veilig Thuis",
    "gescheiden, zorgen om de jongste",
    "afspraak gemist",
    "verhuisd naar tante",
)
_HELP = ("bijstand", "werkloosheid", "arbeidsongeschikt", "jeugdhulp", "eenoudergezinnen", "verslaving", "stress")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    bsn: str
    rin: str
    pseudonym: str
    client: str
    first: str
    last: str
    born: date
    sex: str
    postcode: str
    number: int
    street: str
    phone: str
    email: str
    buurt: str
    help: str
    since: int
    cost: int
    worker: str
    note: str
    score: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def age(self) -> int:
        return 2026 - self.born.year


def bsn(chance: random.Random) -> str:
    """Return nine digits that pass the check on eleven."""
    while True:
        digits = [chance.randrange(10) for _ in range(8)]
        rest = sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        if rest < 10 and digits[0]:
            return "".join(map(str, [*digits, rest]))


def people(chance: random.Random, number: int, areas: list[str]) -> list[Person]:
    """Return invented persons who live in these areas."""
    return [_person(chance, place, areas) for place in range(number)]


def _person(chance: random.Random, place: int, areas: list[str]) -> Person:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    return Person(
        bsn=bsn(chance),
        rin=f"{chance.randrange(10**9):09d}",
        pseudonym=chance.randbytes(chance.choice([8, 16])).hex(),
        client=chance.choice(["C{:04d}", "client {}", "K-{:05d}", "dossier {}", "{:06d}"]).format(4_000 + 37 * place),
        first=first,
        last=last,
        born=date(1940, 1, 1) + timedelta(days=chance.randrange(30_000)),
        sex=chance.choice("MV"),
        postcode=f"{chance.choice([1043, 5038, 3512, 9712])} {chance.choice('ABCDEK')}{chance.choice('ABCDEK')}",
        number=chance.randrange(1, 300),
        street=chance.choice(_STREETS),
        phone=chance.choice(["06-{:08d}", "06 {:08d}", "+316{:08d}", "013-{:07d}"]).format(chance.randrange(10**7)),
        email=f"{first}.{last}@voorbeeld.nl".lower().replace(" ", ""),
        buurt=chance.choice(areas),
        help=chance.choice(_HELP),
        since=chance.randrange(2010, 2026),
        cost=chance.randrange(400, 60_000),
        worker=chance.choice(["J. de Boer", "mevr. Timmermans", "Team Noord, A. Smit", "Fatma Kaya"]),
        note=chance.choice(_NOTES),
        score=chance.randrange(1, 11),
    )
