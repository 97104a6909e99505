"""Sign what the tests of this build showed. Usage: python -m tools.testreport

`make test` keeps the outcome of every test of a whole run in build/tests/outcomes.json. Here they become, promise by
promise, the report that the page "wat dit systeem niet kan" shows. The key is the builder's: SMARTSTART_SIGNING_KEY
names it; without one, a key is made for this machine, which nobody else has a reason to trust.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path

from smartstart import __version__
from smartstart.presentation.dutch import day
from smartstart.release.keys import PrivateKey, load_private_key, new_keys, public_pem
from smartstart.storage import write_bytes
from smartstart.workspace.overview.rules.promises import PROMISES
from smartstart.workspace.overview.rules.report import REPORT, SIGNATURE

FOLDER = Path(__file__).resolve().parents[1] / "build" / "tests"
OUTCOMES = "outcomes.json"


def counted(outcomes: dict[str, str]) -> dict[str, dict[str, int]]:
    """Return per promise how many of its tests passed and failed; a promise without any test is left out."""
    found = {}
    for promise in PROMISES:
        own = [outcome for name, outcome in outcomes.items() if name.startswith(promise.shown_by)]
        if own:
            found[promise.id] = {"passed": own.count("passed"), "failed": len(own) - own.count("passed")}
    return found


def write_report(folder: Path, key: PrivateKey, today: dt.date) -> None:
    """Write the report and its signature beside the outcomes."""
    outcomes = json.loads((folder / OUTCOMES).read_text(encoding="utf-8"))
    told = {"software": f"smartstart {__version__}", "day": day(today), "promises": counted(outcomes)}
    content = json.dumps(told, indent=1).encode()
    write_bytes(folder / REPORT, content)
    write_bytes(folder / SIGNATURE, key.sign(content))
    write_bytes(folder / "build.pub", public_pem(key.public_key()))


def _key(folder: Path) -> PrivateKey:
    named = os.environ.get("SMARTSTART_SIGNING_KEY", "")
    if named:
        return load_private_key(Path(named))
    if not (folder / "build.key").is_file():
        new_keys(folder, "build")
    return load_private_key(folder / "build.key")


def main() -> int:
    """Write the report of the last whole run, when there was one."""
    if not (FOLDER / OUTCOMES).is_file():
        print("No whole run of the tests is kept; there is nothing to report.")
        return 0
    write_report(FOLDER, _key(FOLDER), dt.datetime.now(tz=dt.UTC).date())
    print(f"The report of the tests is in {FOLDER.relative_to(FOLDER.parents[1])}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
