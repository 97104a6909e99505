"""The invented people of one block, as relational tables in the engine. All draws are integers from one hash."""

from collections.abc import Iterable
from dataclasses import asdict
from importlib import resources
from string import Template

import pyarrow as pa

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin.areas import BUCKET
from smartstart.vault.twin.plan import Block, TwinPlan
from smartstart.vault.twin.truth import MILLION, TRUTH

# What the files need of a block; the rest is scaffolding.
WORLD_TABLES = (
    "person",
    "child",
    "family",
    "family_year",
    "category",
    "protection",
    "stay",
    "help",
    "address",
    "household",
    "composition",
    "civil",
    "bucket",
    "slot",
    "couple",
    "identity",
)
_STEPS = ("10_family", "11_others", "20_person", "30_circumstances", "40_candidates")
_AFTER = ("42_care", "50_membership", "60_spells")
_CHILDREN = ((1, 240_000), (2, 480_000), (3, 200_000), (4, 60_000), (5, 20_000))
_MOVED_AWAY = 25_000  # families that leave, and as many that arrive, per million over the whole time


def template(name: str) -> Template:
    """Return an SQL template of this package by name."""
    text = resources.files("smartstart.vault.twin").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return Template(text)


def values(plan: TwinPlan, block: Block) -> dict[str, object]:
    """Return what the templates are filled with."""
    care, dependence = TRUTH.care, TRUTH.dependence
    kinds = dict(zip(("kind_1", "kind_2", "kind_3", "kind_4"), care.episode_kinds, strict=False))
    helped = dict(zip(("help_0", "help_4", "help_12"), care.help_inflow, strict=True))
    return {
        "seed": plan.seed,
        "offset": 7_919 * (plan.seed % 100_000),
        "block": block.number,
        "base": block.base,
        "families": block.families,
        "couples": block.couples,
        "slots": block.slots,
        "buckets": block.buckets,
        "foster_homes": max(1, block.couples // 10),
        "first": plan.first,
        "last": plan.last,
        "origin": f"DATE '{plan.origin}'",
        "end": f"DATE '{plan.end}'",
        "days": (plan.end - plan.origin).days,
        "strain_1": dependence.strain_base[0],
        "strain_2": dependence.strain_base[1],
        "strain_1_slope": dependence.strain_slope[0],
        "strain_2_slope": dependence.strain_slope[1],
        "keeps_children": dependence.keeps_children,
        "moved_away": _MOVED_AWAY,
        "voluntary_stay": care.voluntary_stay_inflow,
        "guardianship": care.guardianship_inflow,
        "registered_away": care.registered_away,
        **asdict(TRUTH.dirt),
        **kinds,
        **helped,
    }


def build_world(engine: DuckEngine, plan: TwinPlan, block: Block) -> None:
    """Draw the people of one block; the engine then holds `WORLD_TABLES`."""
    filled = values(plan, block)
    _truth_tables(engine, plan)
    _buckets(engine, block)
    for step in _STEPS:
        run_script(engine, step, filled)
    for year in range(plan.first - 5, plan.last + 1):
        run_script(engine, "41_accept", {**filled, "year": year})
    for step in _AFTER:
        run_script(engine, step, filled)
    run_script(engine, "files/identity", filled)


def run_script(engine: DuckEngine, name: str, filled: dict[str, object]) -> None:
    """Run all statements of a template, one after the other."""
    for statement in template(name).substitute(filled).split(";\n"):
        if statement.strip():
            engine.run(statement)


def prepare(engine: DuckEngine, seed: int) -> None:
    """Define the draws and the words that all templates use."""
    hashed = f"hash({seed}::BIGINT, purpose, id::BIGINT)"
    for name, body in (
        ("draw(purpose, id)", f"({hashed} % {MILLION})::INTEGER"),
        ("pick(purpose, id, n)", f"({hashed} % (n)::UBIGINT)::INTEGER"),
        ("day_in_month(m, d)", "make_date((m) // 12, (m) % 12 + 1, 1 + d)"),
        ("month_day(m)", "make_date((m) // 12, (m) % 12 + 1, 1)"),
        ("gap(s, k)", "CASE WHEN draw('twin', s * 8 + k) < 15000 THEN 0 ELSE 18 + pick('gap', s * 8 + k, 43) END"),
        (
            "death_ppm(m)",
            "CASE WHEN m < 1940 * 12 THEN 400000 WHEN m < 1950 * 12 THEN 200000 WHEN m < 1960 * 12 THEN 80000 "
            "ELSE 15000 END",
        ),
        (
            "stay_form(k, p)",
            "CASE WHEN draw('stay_form', k) < 520000 THEN 11 WHEN draw('stay_form', k) < 660000 THEN 12 "
            "WHEN draw('stay_form', k) < 720000 THEN 13 ELSE 14 END",
        ),
        ("ymd(d)", "strftime(d, '%Y%m%d')"),
    ):
        engine.run(f"CREATE OR REPLACE MACRO {name} AS {body}")


def _ranges(weights: Iterable[int]) -> list[tuple[int, int]]:
    bounds, low = [], 0
    for weight in weights:
        bounds.append((low, low + weight))
        low += weight
    return bounds


def _truth_tables(engine: DuckEngine, plan: TwinPlan) -> None:
    d = TRUTH.dependence
    strain = [
        (s, d.alone_at_birth[s], d.married[s], d.owner[s], d.father_no_work[s], d.other_no_work[s]) for s in range(3)
    ]
    _table(engine, "truth_strain(strain, alone_at_birth, married, owner, father_no_work, other_no_work)", strain)
    first = [
        (s, low, high, band[0], band[1])
        for s in range(3)
        for band, (low, high) in zip(d.first_child, _ranges(b[2][s] for b in d.first_child), strict=True)
    ]
    _table(engine, "truth_first_child(strain, low, high, months_from, months)", first)
    partings = [
        (s, bool(married), low, high, year)
        for married in (0, 1)
        for s in range(3)
        for year, (low, high) in enumerate(_parting(d.parting[married][s]))
    ]
    _table(engine, "truth_parting(strain, married, low, high, years)", partings)
    children = [(n, *bounds) for (n, _), bounds in zip(_CHILDREN, _ranges(w for _, w in _CHILDREN), strict=True)]
    _table(engine, "truth_children(children, low, high)", children)
    no_work = [(s, bool(a), d.no_work[a][s], d.assistance[a]) for a in (0, 1) for s in range(3)]
    _table(engine, "truth_no_work(strain, alone, ppm, assistance)", no_work)
    rent = [
        (s, bool(a), bool(w), d.rent_allowance[a][w][s], d.owner[s]) for a in (0, 1) for w in (0, 1) for s in range(3)
    ]
    _table(engine, "truth_rent(strain, alone, no_work, ppm, owner)", rent)
    frailty = [
        (point.halves, *bounds)
        for point, bounds in zip(TRUTH.frailty, _ranges(p.weight_ppm for p in TRUTH.frailty), strict=True)
    ]
    _table(engine, "truth_frailty(halves, low, high)", frailty)
    _table(engine, "truth_risk(single_mother, no_work, young, rent_allowance, halves, ppm)", _risks(plan.null))


def _parting(yearly_ppm: int) -> list[tuple[int, int]]:
    """Return the bounds per year since the first birth, in whole numbers, for a constant yearly separation."""
    together, weights = MILLION, []
    for _ in range(30):
        parted = together * yearly_ppm // MILLION
        weights.append(parted)
        together -= parted
    return _ranges(weights)


def _risks(null: bool) -> list[tuple[object, ...]]:
    def risk(key: tuple[bool, bool, bool, bool], halves: int) -> int:
        return TRUTH.null_risk_ppm * halves // 2 if null else TRUTH.yearly_risk_ppm(*key, halves)

    return [(*key, point.halves, risk(key, point.halves)) for key in TRUTH.joint for point in TRUTH.frailty]


def _table(engine: DuckEngine, head: str, rows: Iterable[tuple[object, ...]]) -> None:
    name, names = head.rstrip(")").split("(")
    columns = [column.strip() for column in names.split(",")]
    data = pa.table({column: _array(cells) for column, cells in zip(columns, zip(*rows, strict=True), strict=True)})
    engine.register("given", data)
    engine.run(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")  # noqa: S608


def _array(cells: tuple[object, ...]) -> pa.Array:
    # small integers, so that they can be added to a date; a truth value is an integer to Python, but not here
    whole = isinstance(cells[0], int) and not isinstance(cells[0], bool)
    return pa.array(cells, type=pa.int32() if whole else None)


def _buckets(engine: DuckEngine, block: Block) -> None:
    rows: list[tuple[object, ...]] = []
    bucket = 0
    for place in block.places:
        first, spans = bucket, []
        for buurt in place.buurten:
            size = max(1, buurt.people // BUCKET)
            spans.append((buurt, bucket, size))
            bucket += size
        for buurt, start, size in spans:
            in_wijk = [span for span in spans if span[0].wijk == buurt.wijk]
            wijk = (in_wijk[0][1], sum(span[2] for span in in_wijk))
            rows += [
                (b, buurt.code, buurt.wijk, buurt.municipality, buurt.level, *wijk, first, bucket - first)
                for b in range(start, start + size)
            ]
    head = "bucket(bucket, bc, wc, gem, level, wijk_from, wijk_size, municipality_from, municipality_size)"
    _table(engine, head, rows)
