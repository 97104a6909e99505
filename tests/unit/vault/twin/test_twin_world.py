"""The invented people keep the rules of a register in every world, not only in the one that the other tests look at."""

import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin.plan import plan_blocks, plan_twin
from smartstart.vault.twin.world import build_world, prepare


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_rules_of_a_register_hold_in_any_world(seed: int, engine: DuckEngine):
    plan = plan_twin("small", seed)
    prepare(engine, plan.seed)
    build_world(engine, plan, plan_blocks(plan)[0])
    for table in ("household", "address", "category", "civil", "member"):
        before = f"SELECT f, t, lag(t) OVER (PARTITION BY pid ORDER BY f, t) AS b FROM {table}"
        assert engine.value(f"SELECT count(*) FROM ({before}) WHERE b >= f OR t < f") == 0, table
    assert (
        engine.value(
            "SELECT count(*) FROM household AS h JOIN person AS p ON p.pid = h.pid WHERE p.starts > h.f OR p.ends < h.t"
        )
        == 0
    )
    doubled = "SELECT count(*) FILTER (role = 1) AS a, count(*) FILTER (role = 2) AS b FROM household GROUP BY hh, f"
    assert engine.value(f"SELECT count(*) FROM ({doubled}) WHERE a > 1 OR b > 1") == 0
    assert engine.value("SELECT count(*) - count(DISTINCT (s, r)) FROM identity") == 0
    assert engine.value("SELECT count(*) - count(DISTINCT rin) FROM person") == 0


def test_union_episodes_never_start_while_one_was_running(engine: DuckEngine):
    plan = plan_twin("small", 14)
    prepare(engine, plan.seed)
    build_world(engine, plan, plan_blocks(plan)[0])
    before = "SELECT year, lag(t) OVER (PARTITION BY pid ORDER BY f) AS b FROM episode"
    assert engine.value(f"SELECT count(*) FROM ({before}) WHERE b >= make_date(year - 1, 1, 1)") == 0
    apart = "SELECT * FROM stay AS s JOIN protection AS p ON p.pid = s.pid AND p.episode_key <> s.episode_key"
    assert engine.value(f"SELECT count(*) FROM ({apart}) AS x WHERE x.pid NOT IN (SELECT pid FROM episode)") == 0
    own = """SELECT s.episode_key, bool_or(s.f <= p.t AND p.f <= s.t) AS overlap
        FROM stay AS s JOIN protection AS p ON p.episode_key = s.episode_key GROUP BY s.episode_key"""
    assert engine.value(f"SELECT count(*) FROM ({own}) WHERE NOT overlap") == 0
    assert engine.value("SELECT count(*) FROM episode AS e JOIN child AS c ON c.pid = e.pid WHERE e.f <= c.birth") == 0
