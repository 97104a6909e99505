"""The reviewed SQL templates. They hold no parameters: days and years reach them as macros, names are fixed."""

from functools import cache
from importlib.resources import files

from smartstart.vault.engines.duck import DuckEngine


@cache
def template(folder: str, name: str) -> str:
    """Return the text of one template: `steps`, `factors` or `outcomes`, and its name without `.sql`."""
    return (files("smartstart.vault.cohort") / folder / f"{name}.sql").read_text(encoding="utf-8")


def keep(engine: DuckEngine, table: str, query: str) -> None:
    """Keep the result of a query as the temporary table `table`, in place of an earlier one."""
    engine.run(f"CREATE OR REPLACE TEMP TABLE {table} AS\n{query}")


def run_step(engine: DuckEngine, name: str, table: str) -> None:
    """Run the step `steps/NAME.sql` and keep its result as `table`."""
    keep(engine, table, template("steps", name))


def define_macros(engine: DuckEngine) -> None:
    """Make the words that all templates share known to the engine."""
    for statement in (files("smartstart.vault.cohort") / "macros.sql").read_text(encoding="utf-8").split(";\n"):
        if "CREATE" in statement:
            engine.run(statement)
