"""A tiny invented region in the shape of the open files: one municipality, four wijken, a few buurten."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

HOME = "GM9901"


def _kwb(
    code: str, kind: str, name: str, people: int, assistance: int | None, hectares: int, mark: str
) -> dict[str, Any]:
    working = int(people * 0.6)
    return {
        "WijkenEnBuurten": code,
        "Naam": name,
        "SoortRegio_2": kind,
        "IndelingswijzigingWijkenEnBuurten_4": mark,
        "AantalInwoners_5": people,
        "k_0Tot15Jaar_8": people // 5,
        "k_15Tot25Jaar_9": working // 4,
        "k_25Tot45Jaar_10": working // 4,
        "k_45Tot65Jaar_11": working - 2 * (working // 4),
        "Gescheiden_15": people // 10,
        "HuishoudensTotaal_28": people // 2,
        "Eenpersoonshuishoudens_29": people // 5,
        "HuishoudensMetKinderen_31": people // 6,
        "PersonenPerSoortUitkeringBijstand_83": assistance,
        "PersonenPerSoortUitkeringAO_84": assistance,
        "PersonenPerSoortUitkeringWW_85": assistance,
        "OppervlakteTotaal_110": hectares,
    }


KWB_2020 = [
    _kwb("NL00      ", "Land      ", "Nederland", 1_000_000, 20_000, 1_000_000, "."),
    _kwb("GM9901    ", "Gemeente  ", "Lindeveen", 12_000, 300, 400, "."),
    _kwb("WK990101  ", "Wijk      ", "Wijk 01 Ooster", 6_000, 270, 100, "1"),
    _kwb("WK990102  ", "Wijk      ", "Wijk 02 Wester", 5_900, 20, 100, "1"),
    _kwb("WK990103  ", "Wijk      ", "Wijk 03 Polder", 60, None, 100, "1"),
    _kwb("WK990104  ", "Wijk      ", "Wijk 04 Dijk", 1_000, 0, 100, "1"),
    _kwb("BU99010101", "Buurt     ", "Ooster Noord", 3_000, 130, 50, "1"),
    _kwb("BU99010102", "Buurt     ", "Ooster Zuid", 0, None, 50, "1"),
]


def _rivm(code: str, year: int, hardship: float | None) -> dict[str, Any]:
    return {
        "jaar": year,
        "WijkenEnBuurten": code,
        "MoeiteMetRondkomen_38": hardship,
        "Vrijwilligerswerk_33": None if year == 2012 else 25.0,
        "OvermatigeDrinker_15": 6.0,
    }


def write_open_region(folder: Path, *, nested: bool = False, marked: bool = True, buurten: bool = False) -> Path:
    """Write the region to `folder`, flat or in `kwb/`, `gezondheid/` and `geo/`; return the folder.

    With `buurten` the borders of the two buurten come too.
    """
    kwb, health, geo = (folder / name if nested else folder for name in ("kwb", "gezondheid", "geo"))
    for place in (kwb, health, geo):
        place.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(KWB_2020), kwb / "kwb_2020_nl.parquet")
    newer = [
        {"code": code, "name": name, "population": people, "area": area, "pop_0_14": 20.0, "income_low": 40.0,
         "dwelling_total": people // 2, "dwelling_value": 250.0, "dwelling_ownership": 60.0, "employment_rate": 65.0,
         "edu_appl_sci": 30.0}
        for code, name, people, area in (
            ("WK990101", "Ooster", 6_100, 1.0),
            ("WK990102", "Wester", 5_950, 1.3),
            ("WK990103", "Polder", 60, 1.0),
            ("WK990104", "Dijk", 1_010, 1.0),
        )
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(newer), kwb / "kwb_2022_wijken.parquet")
    whole = [{**newer[0], "code": HOME, "name": "Lindeveen", "population": 13_120, "area": 4.0}]
    pq.write_table(pa.Table.from_pylist(whole), kwb / "kwb_2022_gemeenten.parquet")
    areas = [str(row["WijkenEnBuurten"]).strip() for row in KWB_2020]
    rows = [
        _rivm(code.replace("NL00", "NL01"), year, None if code == "WK990103" else 15.0 + (code == "WK990101") * 5)
        for year in (2012, 2016, 2020)
        for code in areas
    ]
    pq.write_table(pa.Table.from_pylist(rows), health / "rivm_50090NED_18plus_2012_2016_2020.parquet")
    names = ["Ooster", "Wester", "Polder", "Dijk"]
    features = [_square(f"WK99010{i + 1}", name, i, 1) for i, name in enumerate(names)]
    (geo / "wijken_2022.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    if buurten:
        halves = [
            _square(f"BU9901010{i + 1}", f"Ooster {word}", i / 2, 0.5) for i, word in enumerate(("Noord", "Zuid"))
        ]
        (geo / "buurten_2020.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": halves}))
    around = [_square(HOME, "Lindeveen", 0, 4), _square("GM9902", "Hazelmeer", 4, 4)]
    (geo / "gemeenten_2022.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": around}))
    if marked:
        (folder / "twin.json").write_text(json.dumps({"wat": "verzonnen gegevens"}))
    return folder


def _square(code: str, name: str, step: float, wide: float) -> dict[str, Any]:
    west, south, side = 5.0 + 0.01 * step, 51.5, 0.01
    ring = [
        [west, south],
        [west + side * wide, south],
        [west + side * wide, south + side],
        [west, south + side],
        [west, south],
    ]
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": name, "gmcode": "GM" + code[2:6], "jaar": 2022},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
