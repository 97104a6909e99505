"""tau-ARGUS (pytauargus) on one table: protect it by its modular method, then let it audit what it withheld.

Runs in the peer's own environment, so it knows nothing of ours: a table as JSON on standard input, JSON as answer.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from pytauargus import protect  # type: ignore[import-not-found]


def main() -> None:
    asked = json.load(sys.stdin)
    names = asked["names"]
    columns: dict[str, list[object]] = {name: [] for name in names}
    for codes, persons in asked["atoms"]:
        for name, code in zip(names, codes, strict=True):
            columns[name] += [code] * persons
    columns["persons"] = [1] * len(columns[names[0]])
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "area.hrc"
        tree.write_text("".join(f"{'@' * depth}{code}\n" for depth, code in asked["areas"]), encoding="utf-8")
        began, wall = time.process_time(), time.monotonic()
        result = protect(
            columns,
            tables=[names],
            response="persons",
            safety_rules=f"FREQ({asked['threshold']},{asked['range']})",
            suppress=asked["method"],
            hrc={names[0]: str(tree)},
            totcode=asked["total"],
            workdir=str(Path(folder) / "work"),
        )
        protected, protected_wall = time.process_time() - began, time.monotonic() - wall
        rows = result.tables[0].rows
        began, wall = time.process_time(), time.monotonic()
        audited = result.engine.audit(0) if asked["audit"] else []
        spent, spent_wall = time.process_time() - began, time.monotonic() - wall
    cells = [[[str(row[name]).strip() for name in names], str(row["status"]).strip()] for row in rows]
    answer = {
        "cells": cells,
        "audited": len(audited),
        "unsafe": sum(bool(row["unsafe"]) for row in audited),
        "protect_seconds": [protected, protected_wall],
        "audit_seconds": [spent, spent_wall],
    }
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
