"""The check before anything on an area, a school or a group becomes public: a list of points, all of which must hold.

No point can be passed by rank or role. What cannot be judged (a size that nobody knows) does not hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.language import check_language


@dataclass(frozen=True, slots=True)
class Minimum:
    """How large the smallest group that is shown must be.

    Attributes:
        open: in figures that are public already. Under a hundred people one household moves a percentage by one or
            more; it is also where the colour of the neighbourhood stops (`opendata.figures.FEWEST_PEOPLE`).
        release: in statements of a release. The gate of the protected room judged them with ten or more, each with its
            own rules; a second threshold of ten here notices when something went past it.
    """

    open: int = 100
    release: int = 10


MINIMUM = Minimum()

SIGNED_FOR = timedelta(days=365)
"""How long the word of somebody from there holds: neighbourhoods change, and so do those who speak for them."""

_ABOUT_PEOPLE = frozenset({Kind.AREA, Kind.SCHOOL, Kind.GROUP})
_WITH_FIGURES = _ABOUT_PEOPLE | {Kind.A4}
_SHORTEST_NAME = 2
_INVENTED = "verzonnen"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    account: int
    name: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """The word of somebody from there: who, what ties them to it ("bewoner", "ouder", "schoolleider"), and when."""

    name: str
    connection: str
    day: date


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to become public.

    Attributes:
        texts: every text that the page shows.
        smallest_open, smallest_release: people in the smallest group behind public figures, and behind statements of a
            release; None where it shows none of that kind.
        has_strengths: strengths stand beside worries.
        has_counter_numbers: each figure says how many it does not concern.
        schools_named: a school can be recognised; schools_public_only: what is said of it rests on public figures.
        invented: the figures are invented; place_invented: so is the municipality.
        sign_off: None when nobody from there has looked at it.
        decider: None when nobody decided yet.
    """

    kind: Kind
    texts: tuple[str, ...]
    maker: Person
    smallest_open: int | None
    smallest_release: int | None
    has_strengths: bool
    has_counter_numbers: bool
    schools_named: bool
    schools_public_only: bool
    invented: bool
    place_invented: bool
    sign_off: SignOff | None
    decider: Person | None

    @property
    def shows_figures(self) -> bool:
        """Whether it holds any figure on people."""
        return self.kind in _ABOUT_PEOPLE or self.smallest_open is not None or self.smallest_release is not None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list: its name, whether it holds, what was seen, and what to do when it does not hold."""

    name: str
    ok: bool
    what: str
    mend: str = ""


def check(draft: Draft, today: date, minimum: Minimum = MINIMUM) -> tuple[Point, ...]:
    """Return the points of the list for this draft, always in the same order."""
    return tuple(point(draft, today, minimum) for point in _POINTS)


def may_be_public(points: tuple[Point, ...]) -> bool:
    """Tell whether all points hold."""
    return bool(points) and all(point.ok for point in points)


def _point(name: str, ok: bool, good: str, bad: str, mend: str) -> Point:
    return Point(name, ok, good if ok else bad, "" if ok else mend)


def _size(draft: Draft, _: date, minimum: Minimum) -> Point:
    name, sizes = "Groot genoeg", ((draft.smallest_open, minimum.open), (draft.smallest_release, minimum.release))
    shown = [(size, least) for size, least in sizes if size is not None]
    if not shown:
        return _point(
            name,
            draft.kind not in _ABOUT_PEOPLE,
            "Er staan geen cijfers over mensen in.",
            "We weten niet over hoeveel mensen dit gaat.",
            "Zet er een cijfer bij waarvan bekend is over hoeveel mensen het gaat.",
        )
    small = [least for size, least in shown if size < least]
    return _point(
        name,
        not small,
        "Elk cijfer gaat over genoeg mensen.",
        f"Er staat een cijfer in over minder dan {max(small, default=0)} mensen.",
        "Haal dat cijfer weg, of kies een groter gebied of een grotere groep.",
    )


def _strengths(draft: Draft, _: date, __: Minimum) -> Point:
    needed = draft.kind in _WITH_FIGURES and draft.shows_figures
    return _point(
        "Sterke punten erbij",
        draft.has_strengths or not needed,
        "Er staat ook in wat goed gaat." if draft.has_strengths else "Er staan geen cijfers over mensen in.",
        "Er staan alleen zorgen in.",
        "Zet er ook in wat goed gaat in dit gebied of in deze groep.",
    )


def _counter_numbers(draft: Draft, _: date, __: Minimum) -> Point:
    needed = draft.kind in _WITH_FIGURES and draft.shows_figures
    return _point(
        "Tegengetallen erbij",
        draft.has_counter_numbers or not needed,
        "Er staat bij voor hoeveel mensen het niet geldt."
        if draft.has_counter_numbers
        else "Er staan geen cijfers over mensen in.",
        "Er staat niet bij voor hoeveel mensen het niet geldt.",
        "Zet bij elk cijfer ook het tegengetal: 'van elke 1.000 kinderen maakten ongeveer 965 dit niet mee'.",
    )


def _language(draft: Draft, _: date, __: Minimum) -> Point:
    found = [finding.found for text in draft.texts for finding in check_language(text) if finding.blocks]
    words = ", ".join(f"'{word}'" for word in dict.fromkeys(found[:5]))
    if not any(text.strip() for text in draft.texts):
        return Point("Woorden over groepen", False, "Er is geen tekst.", "Schrijf eerst een tekst.")
    return _point(
        "Woorden over groepen",
        not found,
        "De tekst spreekt over groepen, zonder etiket, ranglijst of oorzaak.",
        f"Er staan woorden in die zo niet kunnen: {words}.",
        "Kies een van de woorden die we voorstellen.",
    )


def _schools(draft: Draft, _: date, __: Minimum) -> Point:
    return _point(
        "Scholen",
        draft.schools_public_only or not draft.schools_named,
        "Wat er over een school staat, is al openbaar." if draft.schools_named else "Er is geen school te herkennen.",
        "Er is een school te herkennen, en niet alles wat er staat is openbaar.",
        "Haal de naam van de school weg, of gebruik alleen openbare cijfers.",
    )


def _invented(draft: Draft, _: date, __: Minimum) -> Point:
    said = any(_INVENTED in text.lower() for text in draft.texts)
    if draft.invented and not draft.place_invented:
        return Point(
            "Echt en verzonnen",
            False,
            "De cijfers zijn verzonnen, en de gemeente bestaat echt.",
            "Gebruik verzonnen cijfers alleen bij een verzonnen gemeente.",
        )
    return _point(
        "Echt en verzonnen",
        said or not draft.invented,
        "Er staat bij dat de cijfers verzonnen zijn." if draft.invented else "De cijfers zijn niet verzonnen.",
        "De cijfers zijn verzonnen, maar dat staat er niet bij.",
        "Zet in de tekst dat de cijfers verzonnen zijn.",
    )


def _from_there(draft: Draft, today: date, _: Minimum) -> Point:
    name, mend = (
        "Iemand van daar keek mee",
        "Laat iemand meelezen die er woont, werkt of op school zit, en leg dat vast.",
    )
    signed = draft.sign_off
    if draft.kind not in _WITH_FIGURES or not draft.shows_figures:
        return Point(name, True, "Dit gaat niet over mensen in een gebied, school of groep.")
    if signed is None or min(len(signed.name.strip()), len(signed.connection.strip())) < _SHORTEST_NAME:
        return Point(name, False, "Nog niemand van daar heeft dit gelezen.", mend)
    if _same(signed.name, draft.maker.name):
        return Point(name, False, "Wie dit maakte, heeft zelf getekend.", mend)
    if not today - SIGNED_FOR <= signed.day <= today:
        return Point(name, False, "Het is langer dan een jaar geleden, of de dag klopt niet.", "Vraag het opnieuw.")
    return Point(name, True, f"{signed.name.strip()} ({signed.connection.strip()}) las mee.")


def _decided(draft: Draft, _: date, __: Minimum) -> Point:
    name, mend = "Iemand anders besluit", "Vraag iemand anders met het recht om te besluiten."
    decider = draft.decider
    if decider is None or len(decider.name.strip()) < _SHORTEST_NAME:
        return Point(name, False, "Er is nog geen besluit met een naam erbij.", mend)
    if decider.account == draft.maker.account or _same(decider.name, draft.maker.name):
        return Point(name, False, "Wie het maakte, kan er niet zelf over besluiten.", mend)
    return Point(name, True, f"Het besluit is van {decider.name.strip()}.")


def _same(one: str, other: str) -> bool:
    return " ".join(one.lower().split()) == " ".join(other.lower().split())


_POINTS: tuple[Callable[[Draft, date, Minimum], Point], ...] = (
    _size,
    _strengths,
    _counter_numbers,
    _language,
    _schools,
    _invented,
    _from_there,
    _decided,
)
