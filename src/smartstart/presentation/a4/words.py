"""The fixed words of the A4, the same on paper and on the page."""

from types import MappingProxyType

from smartstart.presentation import dutch
from smartstart.presentation.a4.content import A4

WORDS = MappingProxyType(
    {
        "decision": "Wat vragen we u?",
        "known": "Wat we weten",
        "sure": "Hoe zeker?",
        "other_side": "De andere kant",
        "caveat": "Wat dit niet zegt",
    }
)


def foot(a4: A4) -> str:
    """Return by which this A4 can be found again, who made it, and when."""
    return f"{a4.owner}, {a4.municipality}, {dutch.day(a4.day)}. Kenmerk {a4.id}, versie {a4.version}."


def statements(a4: A4) -> str:
    """Return what the A4 rests on: the ids of its statements, those about one subject together."""
    roles: dict[str, list[str]] = {}
    for statement in a4.statements:
        subject, _, role = statement.rpartition("/")
        roles.setdefault(subject, []).append(role)
    named = (f"{subject}/ {', '.join(found)}" if subject else ", ".join(found) for subject, found in roles.items())
    return f"Dit rust op de uitspraken {'; '.join(named)}."
