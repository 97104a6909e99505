"""The reviewed SQL templates. They hold no parameters: days and years reach them as macros, names are fixed."""

from functools import cache
from importlib.resources import files

from smartstart.vault.engines.protocol import Engine


@cache
def template(folder: str, name: str) -> str:
    """Return the text of one template: `steps`, `factors` or `outcomes`, and its name without `.sql`."""
    return (files("smartstart.vault.cohort") / folder / f"{name}.sql").read_text(encoding="utf-8")


def run_step(engine: Engine, name: str, table: str) -> None:
    """Run the step `steps/NAME.sql` and keep its result as `table`."""
    engine.keep(table, template("steps", name))


def define_macros(engine: Engine) -> None:
    """Make the words that all templates share known to the engine."""
    for word in shared_words():
        engine.define(word)


@cache
def shared_words() -> tuple[str, ...]:
    """Return the statements of `macros.sql`, each with the comment above it."""
    text = (files("smartstart.vault.cohort") / "macros.sql").read_text(encoding="utf-8")
    return tuple(word for word in text.split(";\n") if "CREATE" in word)
