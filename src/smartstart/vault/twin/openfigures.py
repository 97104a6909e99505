"""Invented open figures for the invented areas, in the shape of the real ones, so that the same loaders read them.

They follow the planned number of inhabitants and the level of each wijk, not a count of the twin's people.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from smartstart.storage import write_text, writing_file
from smartstart.vault.twin.areas import pick
from smartstart.vault.twin.borders import municipality_features, wijk_features
from smartstart.vault.twin.openareas import Region, regions_of, share
from smartstart.vault.twin.plan import TwinPlan

_PROVINCE = "Lindedal (verzonnen)"
_URBANITY = (
    "extremely urbanised",
    "strongly urbanised",
    "moderately urbanised",
    "hardly urbanised",
    "not urbanised",
)
# counts per buurt: column, share of the inhabitants in ppm at level 0, and change per level
_COUNTS = (
    ("k_0Tot15Jaar_8", 157_000, 4_000),
    ("k_15Tot25Jaar_9", 123_000, 4_000),
    ("k_25Tot45Jaar_10", 248_000, 8_000),
    ("k_45Tot65Jaar_11", 278_000, -6_000),
    ("k_65JaarOfOuder_12", 194_000, -10_000),
    ("Ongehuwd_13", 487_000, 22_000),
    ("Gehuwd_14", 385_000, -34_000),
    ("Gescheiden_15", 78_000, 12_000),
    ("Verweduwd_16", 50_000, 0),
    ("HuishoudensTotaal_28", 459_000, 18_000),
    ("Eenpersoonshuishoudens_29", 177_000, 26_000),
    ("HuishoudensZonderKinderen_30", 132_000, -6_000),
    ("HuishoudensMetKinderen_31", 150_000, -2_000),
)
_BENEFITS = (
    ("PersonenPerSoortUitkeringBijstand_83", 25_000, 11_000),
    ("PersonenPerSoortUitkeringAO_84", 43_000, 7_000),
    ("PersonenPerSoortUitkeringWW_85", 14_000, 2_000),
    ("PersonenPerSoortUitkeringAOW_86", 180_000, -10_000),
)
_YEARS = (2012, 2016, 2020)
# modelled percentages, in tenths: value per year at level 0 (None: no figure that year), and change per level
_HEALTH: tuple[tuple[str, tuple[int | None, int | None, int | None], int], ...] = (
    ("ErvarenGezondheidGoedZeerGoed_4", (761, 758, 786), -22),
    ("VoldoetAanBeweegrichtlijn_5", (None, 513, 524), -14),
    ("WekelijkseSporters_6", (None, 492, 508), -24),
    ("Ondergewicht_7", (20, 20, 18), 1),
    ("NormaalGewicht_8", (497, 491, 490), -14),
    ("Overgewicht_9", (485, 489, 492), 14),
    ("ErnstigOvergewicht_10", (129, 141, 146), 14),
    ("Roker_11", (241, 205, 162), 24),
    ("VoldoetAanAlcoholRichtlijn_12", (None, 405, 431), 10),
    ("Drinker_13", (813, 800, 782), -22),
    ("ZwareDrinker_14", (106, 93, 84), 2),
    ("OvermatigeDrinker_15", (103, 73, 68), -2),
    ("EenOfMeerLangdurigeAandoeningen_16", (None, 340, 336), 14),
    ("BeperktVanwegeGezondheid_17", (None, None, 310), 18),
    ("ErnstigBeperktVanwegeGezondheid_18", (None, None, 51), 8),
    ("LangdurigeZiekteEnBeperkt_19", (None, None, 290), 16),
    ("EenOfMeerLichamelijkeBeperkingen_20", (150, 147, 133), 16),
    ("BeperkingInHoren_21", (42, 43, 41), 3),
    ("BeperkingInZien_22", (57, 52, 47), 7),
    ("BeperkingInBewegen_23", (96, 96, 90), 12),
    ("MatigHoogRisicoOpAngstOfDepressie_24", (407, 436, 466), 22),
    ("HoogRisicoOpAngstOfDepressie_25", (60, 66, 73), 13),
    ("HeelVeelStressInAfgelopen4Weken_26", (None, None, 179), 14),
    ("MatigVeelRegieOverEigenLeven_27", (None, 896, 892), -14),
    ("Eenzaam_28", (396, 421, 454), 22),
    ("ErnstigZeerErnstigEenzaam_29", (86, 98, 107), 14),
    ("EmotioneelEenzaam_30", (200, 240, 300), 18),
    ("SociaalEenzaam_31", (None, 309, 330), 12),
    ("Mantelzorger_32", (121, 138, 134), -2),
    ("Vrijwilligerswerk_33", (None, 289, 260), -22),
    ("ErnstigeGeluidhinderDoorBuren_37", (None, None, 70), 12),
    ("MoeiteMetRondkomen_38", (240, 192, 139), 38),
)


def write_open_figures(folder: Path, plan: TwinPlan) -> tuple[str, ...]:
    """Write the open figures of a plan's areas into `folder` and return the names of the files."""
    places = plan.places
    regions = regions_of(places)
    wijken = [region for region in regions if region.kind == "Wijk"]
    whole = [region for region in regions if region.kind == "Gemeente"]
    tables = {
        "kwb_2020_nl.parquet": _kwb_2020(regions, plan.seed),
        "kwb_2022_wijken.parquet": _kwb_2022(wijken, plan.seed, precise=True),
        "kwb_2022_gemeenten.parquet": _kwb_2022(whole, plan.seed, precise=False),
        "rivm_50090NED_18plus_2012_2016_2020.parquet": _health(regions, plan.seed),
    }
    for name, table in tables.items():
        with writing_file(folder / name) as beside:
            pq.write_table(table, beside, compression="zstd", store_schema=False)
    borders = {
        "wijken_2022.geojson": wijk_features(places, plan.seed, 2022),
        "gemeenten_2022.geojson": municipality_features(places, plan.seed, 2022, _PROVINCE),
    }
    for name, collection in borders.items():
        write_text(folder / name, json.dumps(collection, ensure_ascii=False, separators=(",", ":")))
    return (*tables, *borders)


def _kwb_2020(regions: list[Region], seed: int) -> pa.Table:
    text: dict[str, list[str]] = {
        "WijkenEnBuurten": [r.code for r in regions],
        "Naam": [r.name for r in regions],
        "Gemeentenaam_1": [r.municipality_name for r in regions],
        "SoortRegio_2": [r.kind for r in regions],
        "Codering_3": [r.code for r in regions],
        "IndelingswijzigingWijkenEnBuurten_4": ["." if r.kind == "Land" else "1" for r in regions],
    }
    people = [r.published_people for r in regions]
    men = [value // 10 * 5 for value in people]
    land = [r.hectares for r in regions]
    whole: dict[str, list[int]] = {
        "AantalInwoners_5": people,
        "Mannen_6": men,
        "Vrouwen_7": [a - b for a, b in zip(people, men, strict=True)],
    }
    for name, ppm, slope in _COUNTS:
        whole[name] = [r.count(seed, name, ppm, slope, step=5) for r in regions]
    for name, ppm, slope in _BENEFITS:
        whole[name] = [r.count(seed, name, ppm, slope, step=10) for r in regions]
    whole["Bevolkingsdichtheid_33"] = [p * 100 // size for p, size in zip(people, land, strict=True)]
    whole["OppervlakteTotaal_110"] = [size * 102 // 100 for size in land]
    whole["OppervlakteLand_111"] = land
    whole["OppervlakteWater_112"] = [size * 102 // 100 - size for size in land]
    whole["MateVanStedelijkheid_115"] = [r.urbanity for r in regions]
    whole["Omgevingsadressendichtheid_116"] = [2_600 - 450 * r.urbanity for r in regions]
    households = whole["HuishoudensTotaal_28"]
    tenths = [10 * p // max(1, h) for p, h in zip(people, households, strict=True)]
    columns: dict[str, pa.Array] = {"ID": pa.array(range(len(regions)), pa.int32())}
    columns |= {name: pa.array(cells, pa.large_string()) for name, cells in text.items()}
    columns |= {name: pa.array(cells, pa.int32()) for name, cells in whole.items()}
    columns["GemiddeldeHuishoudensgrootte_32"] = pa.array([value / 10 for value in tenths], pa.float64())
    columns = dict(sorted(columns.items(), key=lambda item: _topic(item[0])))
    columns["GM_CODE"] = pa.array([r.municipality for r in regions], pa.large_string())
    return pa.table(columns)


def _topic(name: str) -> int:
    """Return the number of a column in the table of CBS: the order of the real file."""
    last = name.rpartition("_")[2]
    return int(last) if last.isdigit() else 0


def _kwb_2022(regions: list[Region], seed: int, *, precise: bool) -> pa.Table:
    def percent(name: str, ppm: int, slope: int) -> list[int]:
        return [r.mean(lambda b: share(b, seed, name, ppm, slope)) // 10_000 for r in regions]

    people = [r.published_people * 101 // 100 // 5 * 5 for r in regions]
    number = pa.float64() if precise else pa.int64()
    columns: dict[str, pa.Array] = {
        "code": pa.array([r.code for r in regions], pa.large_string()),
        "name": pa.array([r.name for r in regions], pa.large_string()),
        "province": pa.array([_PROVINCE] * len(regions), pa.large_string()),
        "area": pa.array([r.hectares * 102 // 100 / 100 for r in regions], pa.float64()),
        "urbanity": pa.array([_URBANITY[r.urbanity - 1] for r in regions], pa.large_string()),
        "population": pa.array(people, pa.int64()),
    }
    for name, source in zip(
        ("pop_0_14", "pop_15_24", "pop_25_44", "pop_45_64", "pop_65plus"), _COUNTS[:5], strict=True
    ):
        columns[name] = pa.array(percent(*source), number)
    columns["dwelling_total"] = pa.array([value * 45 // 100 for value in people], pa.int64())
    worth = [r.mean(lambda b: share(b, seed, "worth", 318_000, -42_000)) // 1_000 for r in regions]
    columns["dwelling_value"] = pa.array(worth, number)
    columns["dwelling_ownership"] = pa.array(percent("own", 600_000, -110_000), number)
    columns["employment_rate"] = pa.array(percent("work", 690_000, -35_000), number)
    for name, ppm, slope in (("income_low", 400_000, 55_000), ("income_high", 195_000, -48_000)):
        tenths = [r.mean(lambda b, n=name, p=ppm, s=slope: share(b, seed, n, p, s)) // 1_000 for r in regions]  # type: ignore[misc]
        columns[name] = pa.array([value / 10 for value in tenths], pa.float64())
    columns["edu_appl_sci"] = pa.array(percent("school", 330_000, -60_000), number)
    return pa.table(columns)


def _health(regions: list[Region], seed: int) -> pa.Table:
    rows = [(year, region) for year in _YEARS for region in regions]
    columns: dict[str, pa.Array] = {
        "jaar": pa.array([year for year, _ in rows], pa.int64()),
        "Perioden": pa.array([f"{year}JJ00" for year, _ in rows], pa.large_string()),
        "WijkenEnBuurten": pa.array([r.code.replace("NL00", "NL01") for _, r in rows], pa.large_string()),
        "SoortRegio_2": pa.array([r.kind for _, r in rows], pa.large_string()),
        "Gemeentenaam_1": pa.array([r.municipality_name for _, r in rows], pa.large_string()),
    }
    for name, values, slope in _HEALTH:
        known = dict(zip(_YEARS, values, strict=True))
        columns[name] = pa.array(_modelled(rows, seed, name, known, slope), pa.float32())
    return pa.table(columns)


def _modelled(
    rows: Iterable[tuple[int, Region]], seed: int, name: str, known: dict[int, int | None], slope: int
) -> list[float | None]:
    cells: list[float | None] = []
    for year, region in rows:
        base = known[year]
        if base is None:
            cells.append(None)
            continue
        thousandths = region.mean(
            lambda b, base=base, year=year: (
                100 * (base + slope * b.level)  # type: ignore[misc]
                + base * (pick(seed, name, b.code, year, below=21) - 10)
            )
        )
        cells.append(min(999, max(1, thousandths // 100)) / 10)
    return cells
