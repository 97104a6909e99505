"""The open tables, a declaration each: which file holds it, its year, the division into areas it uses, how it is read.

A table that is added goes here. Every table keeps the year of its division (the borders it was made with) beside the
year of its figures: a code of another division may be another place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TableShape:
    """How one open table is stored.

    Args:
        files: alternatives are written as a tuple inside the tuple; all groups together make the table.
        code: the column with the area code; `name`, `hectares`, `people` and `change` likewise, "" when absent.
        hectares_factor: what the area column must be multiplied with to be hectares.
        year_column: for a file with several years: the column to select `year` by.
        weights: for the country where the publisher gives none: column -> column to weigh the municipalities by.
    """

    year: int
    division: int
    source: str
    files: tuple[tuple[str, ...], ...]
    code: str
    name: str
    hectares: str = ""
    hectares_factor: float = 1.0
    people: str = ""
    change: str = ""
    year_column: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)


def _rivm(year: int) -> TableShape:
    files = (("rivm_50090NED_18plus_2012_2016_2020.parquet",),)
    return TableShape(year, 2020, "rivm-50090ned", files, "WijkenEnBuurten", "", year_column="jaar")


TABLES: dict[str, TableShape] = {
    "kwb-2022": TableShape(
        2022,
        2022,
        "kwb-2022",
        (("kwb_2022_gemeenten.parquet",), ("kwb_2022_wijken.parquet",)),
        "code",
        "name",
        hectares="area",
        hectares_factor=100.0,
        people="population",
        weights={
            "population": "",
            "pop_0_14": "population",
            "employment_rate": "population",
            "income_low": "population",
            "edu_appl_sci": "population",
            "dwelling_ownership": "dwelling_total",
            "dwelling_value": "dwelling_total",
            "dwelling_total": "",
        },
    ),
    "kwb-2020": TableShape(
        2020,
        2020,
        "kwb-2020",
        (("kwb_2020_nl.parquet", "84799NED.parquet"),),  # the second as `open-data get` writes it
        "WijkenEnBuurten",
        "Naam",
        hectares="OppervlakteTotaal_110",
        people="AantalInwoners_5",
        change="IndelingswijzigingWijkenEnBuurten_4",
    ),
    "kwb-2020-gemeenten": TableShape(
        2020, 2020, "kwb-2020", (("kwb_2020_gemeenten_uitgebreid.parquet",),), "GM_CODE", "GM_NAAM"
    ),
    "kwb-2017": TableShape(
        2017,
        2017,
        "kwb-2017",
        (("kwb_2017_gemeenten.parquet",),),
        "GM_CODE",
        "GM_NAAM",
        hectares="opp_tot",
        people="aant_inw",
    ),
    "kwb-2015": TableShape(
        2015,
        2015,
        "kwb-2015",
        (("kwb_2015_gemeenten.parquet",),),
        "gemeentecode",
        "gemeentenaam",
        hectares="oppervlakte_totaal_in_ha",
        people="aantal_inwoners",
    ),
    **{f"rivm-{year}": _rivm(year) for year in (2012, 2016, 2020)},
}
