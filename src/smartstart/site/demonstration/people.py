"""Invented professionals for the directory. They have no photo: an invented face would be somebody's."""

import datetime as dt

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.workspace.directory.actions import add

_PEOPLE = (
    (0, "Fenna Duin", "Bibliotheek Lindewijde", "Taalcoach", "taal, lezen met kinderen", "Nederlands, Pools", 20),
    (0, "Yusuf Akker", "Schuldhulp Lindedal", "Hulpverlener", "schulden, budget, toeslagen", "Nederlands, Turks", 45),
    (0, "Marije Bron", "Verloskundigen De Bron", "Verloskundige", "zwangerschap, jonge moeders", "Nederlands", 10),
    (1, "Joost Keukentafel", "Voedselbank De Mand", "Coördinator", "voedselhulp, armoede", "Nederlands, Engels", 60),
    (
        1,
        "Samira Wijkgang",
        "Wijkteam Noord",
        "Wijkverpleegkundige",
        "gezondheid, mantelzorg",
        "Nederlands, Arabisch",
        15,
    ),
    (2, "Sanne Leerlijn", "Basisschool De Springplank", "Intern begeleider", "schooladvies, taal", "Nederlands", 33),
    (2, "Teun Kruispunt", "Woonstichting Lindedal", "Wijkbeheerder", "wonen, huurachterstand", "Nederlands", 240),
    (0, "Nadia Brug", "Lindewijde", "Ervaringsdeskundige", "meedenken, ouders, scheiding", "Nederlands, Frans", 5),
)


def professionals(actor: Actor, places: list[Municipality], today: dt.date) -> None:
    """Put the invented professionals in the directory; one of them was not looked at for long."""
    for place, name, organisation, function, expertise, languages, days in _PEOPLE:
        day = today - dt.timedelta(days=days)
        add(
            actor=actor, municipality=places[place].pk, name=name, organisation=organisation, function=function,
            expertise=expertise, languages=languages, visibility=Visibility.REGION, agreed_on=day, looked_at=day,
            email=f"{name.split()[0].lower()}@voorbeeld.invalid",
        )  # fmt: skip
