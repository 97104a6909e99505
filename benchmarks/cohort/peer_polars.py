"""The same cohort, written by hand in polars: runs in the peer's environment, imports nothing of ours. JSON in and out.

It reads the same normalised registers and gives the same columns: per reference date one row per child, with the number
of the level of each factor, the place, the family and the outcome. Written as a polars user would, lazily, per date.
"""

import datetime as dt
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"  # before polars starts: both sides work on one core

import polars as pl

FOREVER = dt.date(9999, 12, 31)
FACTORS = (
    "geslacht", "leeftijd", "gezin", "werk_moeder", "moeder_eerste_kind", "woning", "inkomen", "bijstand",
    "moeder_gescheiden", "aantal_kinderen", "verhuisd", "moeder_zelfstandig",
)  # fmt: skip
ORDER = (
    "PERSOON", "HUISHOUDEN", "REFERENTIE", *FACTORS, "gemeente", "wijk", "buurt", "UITKOMST", "EVENT_DAG",
)  # fmt: skip


class Registers:
    """The normalised registers, one Parquet file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getattr__(self, name: str) -> pl.LazyFrame:
        return pl.scan_parquet(self._folder / f"{name}.parquet")


def numbered(*steps: tuple[pl.Expr, int], other: int) -> pl.Expr:
    """Return the number of the first step that holds."""
    found: Any = pl.when(False).then(pl.lit(0, pl.UInt8))
    for condition, number in steps:
        found = found.when(condition).then(pl.lit(number, pl.UInt8))
    last: pl.Expr = found.otherwise(pl.lit(other, pl.UInt8))
    return last


def covers(first: str, last: str, day: dt.date) -> pl.Expr:
    return (pl.col(first) <= day) & (pl.col(last).fill_null(FOREVER) >= day)


def month(year: str, of_year: str) -> pl.Expr:
    return pl.col(year).cast(pl.Int32) * 12 + pl.col(of_year).cast(pl.Int32) - 1


def last_state(frame: pl.LazyFrame, first: str, state: str) -> pl.LazyFrame:
    """Return the state that began last, per person; empty where it is not known."""
    filled = pl.col(state).cast(pl.String).fill_null("")
    latest = frame.select("PERSOON", pl.col(first).alias("BEGAN"), filled.alias("STATE"))
    one = latest.sort("BEGAN", "STATE").unique("PERSOON", keep="last", maintain_order=True)
    return one.select("PERSOON", pl.when(pl.col("STATE") != "").then("STATE").alias("STATE"))


def trajectories(frame: pl.LazyFrame, prefix: str, kind: str, codes: tuple[str, ...]) -> pl.DataFrame:
    first = pl.coalesce(f"{prefix}BEGINDATUM", f"{prefix}GELDIGHEIDBEGINDATUM").alias("FIRST_DAY")
    last = pl.coalesce(f"{prefix}GELDIGHEIDEINDDATUM", f"{prefix}EINDDATUM", pl.lit(FOREVER)).alias("LAST_DAY")
    rows = frame.filter(pl.col(kind).is_in(codes)).select("PERSOON", pl.col(kind).alias("KIND"), first, last)
    whole = rows.drop_nulls("FIRST_DAY").group_by("PERSOON", "KIND", "FIRST_DAY").agg(pl.col("LAST_DAY").max())
    return whole.filter(pl.col("LAST_DAY") >= pl.col("FIRST_DAY")).collect()


def protection(r: Registers) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return out-of-home placements and supervision orders, each with first and last day."""
    stays = trajectories(r.jgdhulpbus, "JGDH", "JGDHHULPVORM", ("11", "12", "13", "14"))
    measures = trajectories(r.jgdbeschermbus, "JGDB", "JGDBMAATREGEL", ("11", "12", "21", "22", "23"))
    both = stays.join(measures, on="PERSOON", suffix="_M").filter(
        (pl.col("FIRST_DAY") <= pl.col("LAST_DAY_M")) & (pl.col("FIRST_DAY_M") <= pl.col("LAST_DAY"))
    )
    placements = both.select(
        "PERSOON", pl.max_horizontal("FIRST_DAY", "FIRST_DAY_M").alias("FIRST_DAY"),
        pl.min_horizontal("LAST_DAY", "LAST_DAY_M").alias("LAST_DAY"),
    )  # fmt: skip
    supervision = measures.filter(pl.col("KIND").is_in(["11", "12"])).select("PERSOON", "FIRST_DAY", "LAST_DAY")
    return placements, supervision


def months_later(day: dt.date, months: int) -> dt.date:
    year, of_year = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, of_year + 1, day.day)  # the dates of the study are firsts of a month


def children(r: Registers, day: dt.date) -> pl.LazyFrame:
    age = (day.year * 12 + day.month - 1 - month("GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND")).alias("LEEFTIJD")
    young = r.gbapersoontab.select("PERSOON", "GBAGESLACHT", age).filter(pl.col("LEEFTIJD").is_between(0, 215))
    parents = r.kindoudertab.select("PERSOON", "MOEDER", "VADER")
    linked = young.join(parents, on="PERSOON", how="left")
    return linked.with_columns(
        pl.when(pl.col(who) != pl.col("PERSOON")).then(who).alias(who) for who in ("MOEDER", "VADER")
    )


def placed(r: Registers, day: dt.date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the children with an address, their place through the mother, and who has an address."""
    young = children(r, day).collect()
    wanted = pl.concat([young["PERSOON"], young["MOEDER"].drop_nulls(), young["VADER"].drop_nulls()]).unique()
    living = r.gbaadresobjectbus.filter(
        covers("GBADATUMAANVANGADRESHOUDING", "GBADATUMEINDEADRESHOUDING", day)
    ).join(wanted.to_frame("PERSOON").lazy(), on="PERSOON", how="semi")  # fmt: skip
    addresses = last_state(living, "GBADATUMAANVANGADRESHOUDING", "OBJECT").collect()
    areas = r.vslgwbtab.select("OBJECT", "GEM", "WC", "BC").drop_nulls("GEM").collect()
    place = addresses.join(areas, left_on="STATE", right_on="OBJECT").drop("STATE")
    found = young.join(addresses.select("PERSOON"), on="PERSOON", how="semi")
    for who, mark in (("MOEDER", "_M"), ("VADER", "_V"), ("PERSOON", "_K")):
        renamed = place.rename({"PERSOON": who, "GEM": f"GEM{mark}", "WC": f"WC{mark}", "BC": f"BC{mark}"})
        found = found.join(renamed, on=who, how="left")
    has = [pl.col(f"GEM{mark}").is_not_null() for mark in ("_M", "_V")]
    chosen = [
        pl.when(has[0]).then(f"{part}_M").when(has[1]).then(f"{part}_V").otherwise(f"{part}_K").alias(part)
        for part in ("GEM", "WC", "BC")
    ]
    family = pl.coalesce("MOEDER", "VADER", "PERSOON").alias("HUISHOUDEN")
    columns = ["PERSOON", "GBAGESLACHT", "LEEFTIJD", "MOEDER", "VADER", family, *chosen]
    return found.select(columns), addresses


def households(r: Registers, cohort: pl.DataFrame, day: dt.date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the household of each child (see our steps/households.sql for whose), and the states of all."""
    wanted = pl.concat([cohort["PERSOON"], cohort["MOEDER"].drop_nulls(), cohort["VADER"].drop_nulls()]).unique()
    states = (
        r.gbahuishoudensbus.filter(covers("DATUMAANVANGHH", "DATUMEINDEHH", day))
        .join(wanted.to_frame("PERSOON").lazy(), on="PERSOON", how="semi")
        .select("PERSOON", "DATUMAANVANGHH", "HUISHOUDNR",
                *(pl.col(name).cast(pl.Int32) for name in ("TYPHH", "PLHH", "AANTALKINDHH")))
        .sort("DATUMAANVANGHH", "HUISHOUDNR").unique("PERSOON", keep="last", maintain_order=True).collect()
    )  # fmt: skip
    keys = states.select("PERSOON", "HUISHOUDNR", "DATUMAANVANGHH")
    living = cohort.select("PERSOON", "MOEDER", "VADER").join(keys, on="PERSOON", how="left")
    for who, mark in (("MOEDER", "_M"), ("VADER", "_V")):
        named = states.select(
            pl.col("PERSOON").alias(who), *(pl.col(c).alias(f"{c}{mark}") for c in states.columns if c != "PERSOON")
        )
        living = living.join(named, on=who, how="left")
    at = {
        mark: (
            (pl.col(f"HUISHOUDNR{mark}") == pl.col("HUISHOUDNR"))
            & (pl.col(f"DATUMAANVANGHH{mark}") == pl.col("DATUMAANVANGHH"))
        ).fill_null(value=False)
        for mark in ("_M", "_V")
    }
    home = pl.col("BIJ_M") | pl.col("BIJ_V")
    anchored = living.with_columns(at["_M"].alias("BIJ_M"), at["_V"].alias("BIJ_V")).with_columns(
        pl.when(pl.col("BIJ_M")).then("MOEDER").when(pl.col("BIJ_V")).then("VADER")
        .when(pl.col("HUISHOUDNR_M").is_not_null()).then("MOEDER")
        .when(pl.col("HUISHOUDNR_V").is_not_null()).then("VADER").otherwise("PERSOON").alias("ANKER")
    ).with_columns(
        (~home & (pl.col("ANKER") != pl.col("PERSOON"))).alias("WEG"),
        pl.when(home).then("PERSOON").otherwise("ANKER").alias("VAN"),
    )  # fmt: skip
    of = states.rename({"PERSOON": "VAN", "HUISHOUDNR": "H_NR", "DATUMAANVANGHH": "H_DAG"}).drop("PLHH")
    whole = anchored.join(of, on="VAN", how="left")
    part = [
        pl.when((pl.col(f"HUISHOUDNR{mark}") == pl.col("H_NR")) & (pl.col(f"DATUMAANVANGHH{mark}") == pl.col("H_DAG")))
        .then(f"PLHH{mark}").alias(f"PL{mark}")
        for mark in ("_M", "_V")
    ]  # fmt: skip
    return whole.select("PERSOON", "ANKER", "WEG", "TYPHH", "AANTALKINDHH", *part), states


def of_household(r: Registers, home: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return kind of family, number of children, home and income."""
    kind, weg = pl.col("TYPHH"), pl.col("WEG")
    family = numbered(
        ((kind == 6) & (pl.col("PL_M") == 7), 0), ((kind == 6) & (pl.col("PL_V") == 7), 1), (kind == 5, 2),
        (kind == 4, 3), (weg & (kind == 1) & (pl.col("PL_M") == 2), 0), (weg & (kind == 1) & (pl.col("PL_V") == 2), 1),
        (weg & (kind == 3), 2), (weg & (kind == 2), 3), (kind.is_not_null(), 4), other=5,
    )  # fmt: skip
    number = pl.when(weg).then(pl.col("AANTALKINDHH") + 1).otherwise("AANTALKINDHH")
    several = numbered((number == 1, 0), (number == 2, 1), (number == 3, 2), (number >= 4, 3), other=4)
    linked = r.koppelpersoonhuishouden.select("PERSOON", "HKW", "JAAR")
    income = r.inhatab.select("HKW", "JAAR", "INHEHALGR", "INHP100HGEST")
    anchors = home.select(pl.col("ANKER").alias("PERSOON")).unique().lazy()
    years = {"woning": day.year, "inkomen": day.year - 1}
    found = home.with_columns(family.alias("gezin"), several.alias("aantal_kinderen"))
    value, hundredth = pl.col("INHEHALGR"), pl.col("INHP100HGEST")
    levels = {
        "woning": numbered(*((value == code, n) for n, code in enumerate("1238")), other=4),
        "inkomen": numbered(*((hundredth.is_between(low, low + 19), n) for n, low in enumerate(range(1, 100, 20))),
                            other=5),
    }  # fmt: skip
    for name, year in years.items():
        mine = linked.filter(pl.col("JAAR") == year).join(anchors, on="PERSOON", how="semi")
        told = mine.join(income.filter(pl.col("JAAR") == year), on="HKW").select("PERSOON", levels[name].alias(name))
        found = found.join(told.rename({"PERSOON": "ANKER"}).collect(), on="ANKER", how="left")
    return found.select("PERSOON", "gezin", "aantal_kinderen", pl.col("woning").fill_null(4),
                        pl.col("inkomen").fill_null(5))  # fmt: skip


def of_mother(r: Registers, cohort: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return work, divorce, independence and age at the first child, per mother."""
    mothers = cohort.select("MOEDER").drop_nulls().unique()
    wanted = mothers.rename({"MOEDER": "PERSOON"}).lazy()
    working = r.secmbus.filter(covers("AANVSECM", "EINDSECM", day)).join(wanted, on="PERSOON", how="semi")
    work = last_state(working, "AANVSECM", "SECM").select(
        "PERSOON",
        numbered((pl.col("STATE").is_in(["11", "12", "13", "14", "15"]), 0), (pl.col("STATE").is_not_null(), 1),
                 other=2).alias("werk_moeder"),
    )  # fmt: skip
    first, last = "GBAAANVANGBURGERLIJKESTAAT", "GBAEINDEBURGERLIJKESTAAT"
    states = r.gbaburgerlijkestaatbus.filter(covers(first, last, day)).join(wanted, on="PERSOON", how="semi")
    divorced = last_state(states, first, "GBABURGERLIJKESTAATNW").select(
        "PERSOON",
        numbered((pl.col("STATE").is_in(["S", "SP"]), 0), (pl.col("STATE").is_not_null(), 1), other=2).alias(
            "moeder_gescheiden"
        ),
    )
    earning = r.inpatab.filter(pl.col("JAAR") == day.year - 1).join(wanted, on="PERSOON", how="semi")
    alone = earning.select(
        "PERSOON",
        numbered((pl.col("INPEMEZ") == "1", 0), (pl.col("INPEMEZ") == "0", 1), other=2).alias("moeder_zelfstandig"),
    )
    births = r.gbapersoontab.select("PERSOON", month("GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND").alias("MAAND"))
    hers = r.kindoudertab.select("PERSOON", "MOEDER").filter(pl.col("PERSOON") != pl.col("MOEDER"))
    eldest = hers.join(mothers.lazy(), on="MOEDER", how="semi").join(births, on="PERSOON")
    eldest = eldest.group_by("MOEDER").agg(pl.col("MAAND").min().alias("EERSTE"))
    aged = eldest.join(births, left_on="MOEDER", right_on="PERSOON").select(
        pl.col("MOEDER").alias("PERSOON"), (pl.col("EERSTE") - pl.col("MAAND")).alias("MAANDEN")
    )
    at = pl.col("MAANDEN")
    first_child = aged.select(
        "PERSOON",
        numbered((at < 144, 5), (at < 240, 0), (at < 300, 1), (at < 360, 2), (at < 420, 3), (at >= 420, 4),
                 other=5).alias("moeder_eerste_kind"),
    )  # fmt: skip
    found = wanted
    for part in (work, divorced, alone, first_child):
        found = found.join(part, on="PERSOON", how="left")
    return found.rename({"PERSOON": "MOEDER"}).collect()


def assistance(
    r: Registers, cohort: pl.DataFrame, addresses: pl.DataFrame, states: pl.DataFrame, day: dt.date
) -> pl.DataFrame:
    """Return per mother with an address whether she, or the partner she lives with, receives social assistance."""
    mothers = cohort.select("MOEDER").drop_nulls().unique()
    mothers = mothers.join(addresses.select(pl.col("PERSOON").alias("MOEDER")), on="MOEDER", how="semi")
    coupled = states.filter(pl.col("PLHH").is_between(3, 6)).select(
        pl.col("PERSOON").alias("MOEDER"), "HUISHOUDNR", "DATUMAANVANGHH"
    )
    hers = mothers.join(coupled, on="MOEDER").lazy()
    partners = (
        r.gbahuishoudensbus.filter(covers("DATUMAANVANGHH", "DATUMEINDEHH", day))
        .filter(pl.col("PLHH").cast(pl.Int32).is_between(3, 6))
        .select("PERSOON", "HUISHOUDNR", "DATUMAANVANGHH")
        .join(hers, on=["HUISHOUDNR", "DATUMAANVANGHH"])
        .filter(pl.col("PERSOON") != pl.col("MOEDER"))
        .select("MOEDER", "PERSOON")
    )
    adults = pl.concat([mothers.lazy().with_columns(pl.col("MOEDER").alias("PERSOON")), partners])
    receiving = (
        r.bijstanduitkeringtab.filter(
            (pl.col("JAAR") == day.year)
            & ~pl.col("BIJSTANDSTATISTIEKCODEA").is_in(["18", "19"])
            & pl.col("BIJSTANDINDICATIELOPENDA").is_in(["1", "2"])
            & covers("BIJSTANDAANVANGUITKERINGPERSOON1A", "BIJSTANDEINDEUITKERINGPERSOON1A", day)
        )
        .select("PERSOON", pl.lit(1).alias("ONTVANGT"))
        .unique()
    )
    told = adults.join(receiving, on="PERSOON", how="left").group_by("MOEDER").agg(pl.col("ONTVANGT").max())
    level = numbered((pl.col("ONTVANGT") == 1, 0), other=1).alias("bijstand")
    return told.select("MOEDER", level).collect()


def moves(r: Registers, cohort: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    first, last = "GBADATUMAANVANGADRESHOUDING", "GBADATUMEINDEADRESHOUDING"
    spells = (
        r.gbaadresobjectbus.filter(pl.col(first) <= day)
        .join(cohort.select("PERSOON").lazy(), on="PERSOON", how="semi")
        .select("PERSOON", first, last, "OBJECT")
        .sort("PERSOON", first, last, "OBJECT", nulls_last=True)
        .with_columns(pl.col("OBJECT").shift().over("PERSOON").alias("VORIG"))
    )
    moved = ((pl.col(first) > months_later(day, -36)) & (pl.col("OBJECT") != pl.col("VORIG"))).fill_null(value=False)
    often = spells.group_by("PERSOON").agg(moved.sum().alias("KEER"))
    keer = pl.col("KEER")
    return often.select("PERSOON", numbered((keer == 0, 0), (keer == 1, 1), other=2).alias("verhuisd")).collect()


def at_risk(cohort: pl.DataFrame, spells: tuple[pl.DataFrame, ...], day: dt.date, lookback: int) -> pl.DataFrame:
    since = months_later(day, -lookback)
    for part in spells:
        running = part.filter((pl.col("FIRST_DAY") <= day) & (pl.col("LAST_DAY") >= since))
        cohort = cohort.join(running, on="PERSOON", how="anti")
    return cohort


def outcome(spells: tuple[pl.DataFrame, ...], day: dt.date, window: int) -> pl.DataFrame:
    starts = pl.concat([part.select("PERSOON", "FIRST_DAY") for part in spells])
    here = starts.filter((pl.col("FIRST_DAY") > day) & (pl.col("FIRST_DAY") <= months_later(day, window)))
    return here.group_by("PERSOON").agg(pl.col("FIRST_DAY").min())


def at_date(
    r: Registers, spells: tuple[pl.DataFrame, ...], places: dict[str, pl.DataFrame], number: int, day: dt.date,
    question: dict[str, int],
) -> pl.DataFrame:  # fmt: skip
    found, addresses = placed(r, day)
    inside = found.drop_nulls("GEM").join(places["GEM"].rename({"CODE": "GEM"}), on="GEM", how="semi")
    cohort = at_risk(inside, spells, day, question["lookback_months"])
    home, states = households(r, cohort, day)
    rows = cohort.join(of_household(r, home, day), on="PERSOON", how="left")
    rows = rows.join(of_mother(r, cohort, day), on="MOEDER", how="left")
    rows = rows.join(assistance(r, cohort, addresses, states, day), on="MOEDER", how="left")
    rows = rows.join(moves(r, cohort, day), on="PERSOON", how="left")
    rows = rows.join(outcome(spells, day, question["window_months"]), on="PERSOON", how="left")
    for name, column in (("gemeente", "GEM"), ("wijk", "WC"), ("buurt", "BC")):
        rows = rows.join(places[column].rename({"CODE": column, "NUMMER": name}), on=column, how="left")
    years = pl.col("LEEFTIJD") // 12
    missing = {"werk_moeder": 2, "moeder_gescheiden": 2, "moeder_zelfstandig": 2, "moeder_eerste_kind": 5,
               "bijstand": 2, "verhuisd": 3, "wijk": places["WC"].height, "buurt": places["BC"].height}  # fmt: skip
    rows = rows.with_columns(
        numbered((pl.col("GBAGESLACHT") == "1", 0), (pl.col("GBAGESLACHT") == "2", 1), other=2).alias("geslacht"),
        numbered((years < 4, 0), (years < 8, 1), (years < 12, 2), (years < 15, 3), other=4).alias("leeftijd"),
        pl.lit(number, pl.UInt8).alias("REFERENTIE"),
        pl.col("FIRST_DAY").is_not_null().cast(pl.UInt8).alias("UITKOMST"),
        (pl.col("FIRST_DAY") - day).dt.total_days().fill_null(-1).cast(pl.Int32).alias("EVENT_DAG"),
        *(pl.col(name).fill_null(level) for name, level in missing.items()),
    )
    return rows.select(ORDER).sort("PERSOON")


def areas(r: Registers, wanted: list[str]) -> dict[str, pl.DataFrame]:
    """Return the codes of each level with their number, in the areas of the study."""
    every = r.vslgwbtab.select("GEM", "WC", "BC").drop_nulls("GEM").unique().collect()
    inside = every.filter(pl.col("GEM").is_in(wanted)) if wanted else every
    return {
        column: inside.select(pl.col(column).alias("CODE")).drop_nulls().unique().sort("CODE")
        .with_row_index("NUMMER").select("CODE", pl.col("NUMMER").cast(pl.Int32))
        for column in ("GEM", "WC", "BC")
    }  # fmt: skip


def main() -> None:
    question = json.load(sys.stdin)
    began = time.process_time()
    registers = Registers(Path(question["registers"]))
    spells = protection(registers)
    places = areas(registers, question["areas"])
    days = [dt.date.fromisoformat(day) for day in question["reference_dates"]]
    rows = pl.concat(
        at_date(registers, spells, places, number, day, question) for number, day in enumerate(days)
    )  # fmt: skip
    spent = time.process_time() - began
    rows.write_parquet(question["out"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "peak_mb": peak, "rows": rows.height}))


if __name__ == "__main__":
    main()
