"""Who made the figures and borders, in the words that must stand beside them.

The attribution lines are those asked for by the publishers: CBS (CC BY 4.0), CBS / Kadaster for borders, and the
partners of the Gezondheidsmonitor for the modelled health figures.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One publisher's table: key, the line to show, and what kind of figures it holds."""

    key: str
    title: str
    attribution: str
    nature: str


_CBS = "Bron: Centraal Bureau voor de Statistiek (CBS), Kerncijfers wijken en buurten {year}. CC BY 4.0"

SOURCES: dict[str, Source] = {
    **{
        f"kwb-{year}": Source(
            f"kwb-{year}",
            f"Kerncijfers wijken en buurten {year}",
            _CBS.format(year=year),
            "Geteld uit registers, en voor wijken en buurten afgerond door het CBS.",
        )
        for year in (2015, 2017, 2020, 2022)
    },
    "rivm-50090ned": Source(
        "rivm-50090ned",
        "Gezondheidsmonitor Volwassenen en Ouderen, 18 jaar en ouder",
        "Bron: Gezondheidsmonitor Volwassenen en Ouderen, GGD'en, CBS en RIVM (StatLine 50090NED); "
        "gemodelleerde cijfers",
        "Geschat met een rekenmodel uit een vragenlijst. Niet in elke wijk is aan genoeg mensen iets gevraagd.",
    ),
    "gebieden": Source(
        "gebieden",
        "Gebiedsindelingen",
        "Gebiedsindelingen: CBS / Kadaster (c), CC BY 4.0",
        "Grenzen van gemeenten en wijken, hier vereenvoudigd getekend.",
    ),
}

INVENTED = Source(
    "verzonnen",
    "Verzonnen gegevens",
    "Verzonnen gegevens: gemaakt door de computer in de vorm van openbare cijfers. Zij gaan over geen echte plaats.",
    "Bedoeld om het programma te laten zien.",
)
