"""An import that is killed at a random moment: is the release there whole, or not at all?"""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.workspace.killed import SEED
from benchmarks.workspace.places import answer_of

NAME = "killed_imports"
KIND = "trial"
TITLE = "kill -9 during an import: is the release there whole, or not at all?"
KILLS, FEWEST = 50, 5
STATEMENTS = 800


def run(scale: float) -> dict[str, Any]:
    """Kill imports on SQLite at random moments; after each, the same import must make the release whole."""
    kills = max(round(KILLS * scale), FEWEST)
    with tempfile.TemporaryDirectory() as home:
        found = answer_of("benchmarks.workspace.killed", str(kills), str(STATEMENTS), home=Path(home))
    return {
        "passed": found["half_after_the_kill"] == 0
        and found["whole_after_the_next_import"] == kills
        and (scale < 1 or found["killed_while"].get("writing", 0) > 0),  # five kills may all fall elsewhere
        "bar": "after every kill the release is there whole (every row, verified anew) or not at all, and the same "
        "import then succeeds; some kills fall while rows are being written",
        "seeds": [SEED],
        **found,
    }
