"""An invented municipality of five hundred buurten with real borders and the shape of real figures.

The borders and figures are those of five hundred real wijken that lie together, under other codes: as many, as crooked
and as different from each other as a large map will ever be. What they say is of no real place any more.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import shapely
from pyarrow import Table
from shapely.geometry import mapping, shape

HOME, NAME = "GM9990", "Veelbuurten"
BUURTEN = 500
_IN_A_WIJK = 5
_MIDDLE = (5.09, 51.56)  # where the five hundred nearest wijken lie around
_COUNTS = (
    "AantalInwoners_5",
    "k_0Tot15Jaar_8",
    "k_15Tot25Jaar_9",
    "k_25Tot45Jaar_10",
    "k_45Tot65Jaar_11",
    "Gescheiden_15",
    "HuishoudensTotaal_28",
    "Eenpersoonshuishoudens_29",
    "HuishoudensMetKinderen_31",
    "PersonenPerSoortUitkeringBijstand_83",
    "PersonenPerSoortUitkeringAO_84",
    "PersonenPerSoortUitkeringWW_85",
    "OppervlakteTotaal_110",
)
_HEALTH = (
    "MoeiteMetRondkomen_38",
    "ErvarenGezondheidGoedZeerGoed_4",
    "HoogRisicoOpAngstOfDepressie_25",
    "ErnstigZeerErnstigEenzaam_29",
    "Vrijwilligerswerk_33",
    "Mantelzorger_32",
)

Row = Mapping[str, Any]


def write_many_areas(data: Path, folder: Path) -> Path:
    """Write the municipality to `folder` from the real public data in `data`; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = _by_code(data / "kwb" / "kwb_2020_nl.parquet", ["Naam", *_COUNTS])
    health = [
        _by_code(data / "gezondheid" / "rivm_50090NED_18plus_2012_2016_2020.parquet", list(_HEALTH), year=year)
        for year in (2012, 2016, 2020)
    ]
    real = [f for f in _features(data / "geo" / "wijken_2022_nl.geojson") if f["properties"]["statcode"] in figures]
    chosen = sorted(real, key=_far)[:BUURTEN]
    codes = {f["properties"]["statcode"]: _buurt(place) for place, f in enumerate(chosen)}
    kwb = [{**figures[old], **_head(new, "Buurt", figures[old]["Naam"])} for old, new in codes.items()]
    wijken = [_whole(f"WK{HOME[2:]}{n:02d}", "Wijk", f"Wijk {n}", kwb[_part(n)]) for n in range(BUURTEN // _IN_A_WIJK)]
    rows = [_whole("NL00", "Land", "Nederland", kwb), _whole(HOME, "Gemeente", NAME, kwb), *wijken, *kwb]
    pq.write_table(Table.from_pylist([dict(row) for row in rows]), folder / "kwb_2020_nl.parquet")
    _write_health(folder, health, codes)
    _write_borders(folder, chosen, list(codes.values()))
    (folder / "twin.json").write_text(json.dumps({"wat": "verzonnen gegevens"}))
    return folder


def _by_code(path: Path, columns: list[str], *, year: int | None = None) -> dict[str, dict[str, Any]]:
    wanted = ["WijkenEnBuurten", *columns, *(["jaar"] if year else [])]
    rows = pq.read_table(path, columns=wanted).to_pylist()
    return {row["WijkenEnBuurten"]: row for row in rows if year is None or row["jaar"] == year}


def _features(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def _far(feature: Mapping[str, Any]) -> float:
    return shape(feature["geometry"]).centroid.distance(shapely.Point(_MIDDLE))


def _buurt(place: int) -> str:
    wijk, within = divmod(place, _IN_A_WIJK)
    return f"BU{HOME[2:]}{wijk:02d}{within:02d}"


def _part(wijk: int) -> slice:
    return slice(wijk * _IN_A_WIJK, (wijk + 1) * _IN_A_WIJK)


def _head(code: str, kind: str, name: str) -> dict[str, str]:
    return {
        "WijkenEnBuurten": code,
        "Naam": name,
        "SoortRegio_2": kind,
        "IndelingswijzigingWijkenEnBuurten_4": "." if kind == "Land" else "1",
    }


def _whole(code: str, kind: str, name: str, parts: Sequence[Row]) -> dict[str, Any]:
    sums = {column: sum(part[column] or 0 for part in parts) for column in _COUNTS}
    return {**sums, **_head(code, kind, name)}


def _write_health(folder: Path, health: Sequence[Mapping[str, Row]], codes: Mapping[str, str]) -> None:
    made = []
    for year, known in zip((2012, 2016, 2020), health, strict=True):
        rows = [{**known.get(old, {}), "WijkenEnBuurten": new, "jaar": year} for old, new in codes.items()]
        wholes = [
            {"WijkenEnBuurten": code, "jaar": year, **{name: _mean(rows, name) for name in _HEALTH}}
            for code in ("NL01", HOME)
        ]
        made += [{**dict.fromkeys(_HEALTH), **row} for row in (*wholes, *rows)]
    pq.write_table(Table.from_pylist(made), folder / "rivm_50090NED_18plus_2012_2016_2020.parquet")


def _mean(rows: Sequence[Row], name: str) -> float | None:
    known = [row[name] for row in rows if row.get(name) is not None]
    return round(sum(known) / len(known), 1) if known else None  # not every question was asked in every year


def _write_borders(folder: Path, chosen: Sequence[Mapping[str, Any]], codes: Sequence[str]) -> None:
    shapes = [shape(feature["geometry"]) for feature in chosen]
    names = [feature["properties"]["statnaam"] for feature in chosen]
    wijken = [shapely.union_all(shapes[_part(n)]) for n in range(len(shapes) // _IN_A_WIJK)]
    files = {
        "buurten_2020.geojson": list(zip(codes, names, shapes, strict=True)),
        "wijken_2022.geojson": [(f"WK{HOME[2:]}{n:02d}", f"Wijk {n}", drawn) for n, drawn in enumerate(wijken)],
        "gemeenten_2022.geojson": [(HOME, NAME, shapely.union_all(shapes))],
    }
    for name, areas in files.items():
        features = [
            {
                "type": "Feature",
                "properties": {"statcode": code, "statnaam": words, "gmcode": HOME},
                "geometry": mapping(drawn),
            }
            for code, words, drawn in areas
        ]
        (folder / name).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
