"""A figure that a municipality described itself, and a file with its values."""

from typing import Any

from smartstart.web.accounts.models import Municipality
from smartstart.workspace.data.models import OwnIndicator
from tests.support.colour_world import area_code

NAME = "kinderen-met-zwemdiploma"
TOLD: dict[str, Any] = {
    "name": NAME,
    "label": "Kinderen met zwemdiploma B",
    "phrase": "kinderen met zwemdiploma B",
    "unit": "%",
    "about": "Kinderen van 8 tot 12 jaar die diploma B hebben. Het zegt niet of zij elders leerden zwemmen.",
    "theme": "Samenleven",
    "direction": "sterk punt",
    "fewest": 100,
    "bounds": "20 40 60 80",
    "source": "Zwembad Duinplas",
    "leave": "De directie van het zwembad gaf toestemming.",
}


def described(municipality: Municipality, **changes: Any) -> OwnIndicator:
    """Return an own figure, written straight into the database."""
    return OwnIndicator.objects.create(
        municipality=municipality, **(TOLD | {"bounds": [20.0, 40.0, 60.0, 80.0]} | changes)
    )


def values_of(municipality: Municipality, name: str = NAME, year: int = 2025) -> bytes:
    """Return a file: the municipality, a wijk with much, one with little, and one where hardly anybody lives."""
    first, second, third = (area_code(municipality, place) for place in (1, 2, 3))
    rows = [
        "gebied;indicator;jaar;waarde;van;tot;bron",
        f"{municipality.code};{name};{year};50;48;52;Zwembad Duinplas",
        f"{first};{name};{year};72,5;66;78;Zwembad Duinplas",
        f"{second};{name};{year};31;26;36;Zwembad Duinplas",
        f"{third};{name};{year};25;10;40;Zwembad Duinplas",
    ]
    return "".join(f"{row}\n" for row in rows).encode()
