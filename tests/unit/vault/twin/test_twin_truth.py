"""What is in the files is what the truth says: marginals, the planted group, siblings; and nothing under the null."""

import math
from pathlib import Path

import numpy as np
import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin import TRUTH, write_twin
from smartstart.vault.twin.plan import plan_blocks, plan_twin
from smartstart.vault.twin.world import build_world, prepare
from tests.support.twin_truth import count_child_years

YEARS = range(2017, 2024)


@pytest.fixture(scope="module")
def counted(small_twin: Path, tmp_path_factory: pytest.TempPathFactory):
    with DuckEngine(tmp_path_factory.mktemp("spill"), memory="2GB", threads=2) as engine:
        count_child_years(engine, small_twin, YEARS)
        yield engine


def test_risk_multiplies_and_all_four_have_an_extra():
    assert TRUTH.yearly_risk_ppm(False, False, False, False) == 2_000
    assert TRUTH.yearly_risk_ppm(True, False, False, False) == 4_000
    assert TRUTH.yearly_risk_ppm(True, True, True, False) == 8_960
    assert TRUTH.yearly_risk_ppm(True, True, True, True) == 24_192
    assert TRUTH.yearly_risk(True, True, True, True, frailty=4.0) == pytest.approx(0.096768)


def test_all_four_are_more_than_the_sum_of_their_excesses():
    alone = [TRUTH.yearly_risk_ppm(*(i == j for j in range(4))) - 2_000 for i in range(4)]
    assert TRUTH.yearly_risk_ppm(True, True, True, True) - 2_000 > 5 * sum(alone) / 2


def test_frailty_has_mean_one_and_shares_add_up():
    assert sum(point.weight_ppm for point in TRUTH.frailty) == 1_000_000
    assert sum(point.weight_ppm * point.halves for point in TRUTH.frailty) == 2_000_000
    assert sum(TRUTH.joint.values()) == pytest.approx(1_000_000, abs=1_500)
    for _, _, shares in TRUTH.dependence.first_child:
        assert len(shares) == 3
    assert [sum(band[2][strain] for band in TRUTH.dependence.first_child) for strain in range(3)] == [1_000_000] * 3


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("alleenstaande_moeder", "avg(single::INTEGER)"),
        ("moeder_onder_30_bij_eerste_kind", "avg(young::INTEGER)"),
        ("geen_werk_alleenstaande_moeder", "avg(no_work::INTEGER) FILTER (single)"),
        ("geen_werk_moeder_met_partner", "avg(no_work::INTEGER) FILTER (NOT single)"),
        ("huurtoeslag_alleenstaande_moeder", "avg(rent::INTEGER) FILTER (single)"),
        ("alle_vier", "avg((single AND no_work AND young AND rent)::INTEGER)"),
        ("bijstandskind", "avg(assistance::INTEGER)"),
    ],
)
def test_marginals_are_within_their_tolerance(name: str, share: str, counted: DuckEngine):
    marginal = next(m for m in TRUTH.marginals if m.name == name)
    # the registers see a little less than the truth: persons without address, unknown categories and incomes
    assert counted.value(f"SELECT {share} FROM child_year") * 1e6 == pytest.approx(
        marginal.ppm, abs=marginal.tolerance_ppm
    )


def test_a_fifth_is_under_18_and_the_number_of_people_is_as_asked(counted: DuckEngine):
    people, children = counted.rows(
        """SELECT count(*), count(*) FILTER (2020 * 12 - p.month < 216) FROM adres AS a JOIN persoon AS p ON p.r = a.r
        WHERE a.f <= '20200101' AND a.t >= '20200101'"""
    )[0]
    marginal = next(m for m in TRUTH.marginals if m.name == "kind_onder_18")
    assert people == pytest.approx(50_000, rel=0.06)
    assert children / people * 1e6 == pytest.approx(marginal.ppm, abs=marginal.tolerance_ppm)


def test_circumstances_depend_on_each_other(counted: DuckEngine):
    single, couple = counted.rows(
        """SELECT avg(no_work::INTEGER), avg(rent::INTEGER), avg(assistance::INTEGER)
        FROM child_year GROUP BY single ORDER BY single DESC"""
    )
    assert all(a > 1.5 * b for a, b in zip(single, couple, strict=True))


def test_wijken_differ_in_level(counted: DuckEngine, small_twin: Path):
    areas = next(small_twin.rglob("VSLGWB*.parquet"))
    shares = [
        share
        for (share,) in counted.rows(
            f"""SELECT avg(c.rent::INTEGER) FROM child_year AS c
            JOIN adres AS a ON a.r = c.r AND a.f <= '20200101' AND a.t >= '20200101'
            JOIN read_parquet('{areas}') AS v ON v.SoortObjectnummer || v.RINOBJECTNUMMER = a.object
            WHERE c.year = 2020 AND v.wc2022 <> '------' GROUP BY v.wc2022"""
        )
    ]
    assert len(shares) == 7
    assert max(shares) > 1.4 * min(shares)


def test_the_planted_rates_come_back_from_the_files(counted: DuckEngine):
    cells = counted.rows(
        """SELECT single, no_work, young, rent, count(*), sum(event) FROM child_year WHERE NOT running GROUP BY ALL"""
    )
    expected = sum(n * TRUTH.yearly_risk(*key) for *key, n, _ in cells)
    observed = sum(events for *_, events in cells)
    # about 300 events; families make their spread about 1.2 times that of independent events
    assert abs(observed - expected) < 3 * 1.2 * math.sqrt(expected)
    four = next((n, events) for *key, n, events in cells if all(key))
    none = next((n, events) for *key, n, events in cells if not any(key))
    assert four[1] == pytest.approx(four[0] * 0.0242, rel=0.5)
    assert none[1] == pytest.approx(none[0] * 0.002, rel=0.4)
    assert four[1] / four[0] > 5 * none[1] / none[0]


def test_stock_and_inflow_are_apart(counted: DuckEngine):
    children = counted.value("SELECT count(*) FROM child_year WHERE year = 2020")
    running = counted.value("SELECT count(DISTINCT r) FROM unions WHERE f < '20170101' AND t >= '20170101'")
    started = counted.value("SELECT sum(event) FROM child_year WHERE year = 2020 AND NOT running")
    assert 0.003 < running / children < 0.012
    assert 0.002 < started / children < 0.007
    voluntary = counted.value("SELECT count(DISTINCT r) FROM stays WHERE r NOT IN (SELECT r FROM protected)")
    assert voluntary > 100


def test_care_rates_are_within_their_tolerance(counted: DuckEngine, small_twin: Path):
    children = counted.value("SELECT count(*) FROM child_year WHERE year = 2020")
    hulp = f"read_parquet('{small_twin}/GezondheidWelzijn/JGDHULPBUS/JGDHULP2020BUSV2.parquet')"
    found = {
        "hulp_met_verblijf_per_jaar": f"SELECT count(DISTINCT RINPERSOON) FROM {hulp} WHERE JGDHHULPVORM LIKE '1%'",
        "jeugdbescherming_per_jaar": "SELECT count(DISTINCT r) FROM protected WHERE f < '20210101' AND t > '20191231'",
        "hulp_per_jaar": f"SELECT count(DISTINCT RINPERSOON) FROM {hulp}",
    }
    for name, query in found.items():
        marginal = next(m for m in TRUTH.marginals if m.name == name)
        assert counted.value(query) / children * 1e6 == pytest.approx(marginal.ppm, abs=marginal.tolerance_ppm), name


def test_under_the_null_no_factor_matters(tmp_path: Path, engine: DuckEngine):
    write_twin(tmp_path / "null", size="small", seed=1, null=True, threads=2)
    count_child_years(engine, tmp_path / "null", YEARS)
    total = engine.rows("SELECT count(*), sum(event) FROM child_year WHERE NOT running")[0]
    assert total[1] == pytest.approx(total[0] * TRUTH.null_risk_ppm / 1e6, rel=0.2)
    for factor in ("single", "no_work", "young", "rent"):
        (n1, e1), (n0, e0) = engine.rows(
            f"SELECT count(*), sum(event) FROM child_year WHERE NOT running GROUP BY {factor} ORDER BY {factor} DESC"
        )
        z = math.log(e1 / n1 * n0 / e0) / (1.2 * math.sqrt(1 / e1 + 1 / e0))
        assert abs(z) < 3, factor


@pytest.mark.parametrize("null", [False, True], ids=["planted", "null"])
def test_brothers_and_sisters_are_alike(null: bool, engine: DuckEngine):
    """Correlation of "ever an episode" within pairs of siblings, given the same yearly risk: above nought."""
    plan = plan_twin("small", 3, null=True) if null else plan_twin("small", 3)
    prepare(engine, plan.seed)
    build_world(engine, plan, plan_blocks(plan)[0])
    pairs = engine.table(
        """WITH ever AS (SELECT c.pid, c.slot, EXISTS (SELECT 1 FROM episode AS e WHERE e.pid = c.pid)::INTEGER AS ever
            FROM child AS c WHERE c.birth BETWEEN DATE '2003-01-01' AND DATE '2018-12-31')
        SELECT a.ever AS a, b.ever AS b FROM ever AS a JOIN ever AS b ON b.slot = a.slot AND b.pid <> a.pid"""
    )
    a, b = (np.asarray(pairs.column(name)) for name in ("a", "b"))
    assert np.corrcoef(a, b)[0, 1] > 0.01
    assert np.mean(a * b) > 1.3 * np.mean(a) * np.mean(b)
