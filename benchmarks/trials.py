"""Long trials, seed by seed: what is done is kept, so that a run can be stopped at any moment.

What was found per seed stands in a file in `build/`, named after the trial and the code that was tried; other code
begins anew.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Found = dict[str, Any]

_ROOT = Path(__file__).resolve().parents[1]


def tried(
    name: str, seeds: Sequence[int], one: Callable[[int], Found], *, code: Sequence[str], keep: bool
) -> Iterator[Found]:
    """Yield what is found with each seed, in their order; what was found before is read back.

    Args:
        name: of the trial.
        seeds: which are tried.
        one: tries one seed; what it finds can be written as JSON.
        code: folders and files that are tried, from the root of the project.
        keep: write down each seed when it is done; a small trial need not.
    """
    path = _ROOT / "build" / "proof" / f"{name}-{_fingerprint(code)}.jsonl"
    done = _read(path) if keep else {}
    for seed in seeds:
        if seed not in done:
            done[seed] = one(seed)
            if keep:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"seed": seed, **done[seed]}) + "\n")
        yield done[seed]


def _read(path: Path) -> dict[int, Found]:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
    whole: list[dict[str, Any]] = [json.loads(line) for line in lines if line.endswith("\n")]
    return {one.pop("seed"): one for one in whole}


def _fingerprint(code: Sequence[str]) -> str:
    """Return a short name of the code that is tried."""
    found = hashlib.sha256()
    for part in code:
        for path in sorted((_ROOT / part).rglob("*.py")) or [_ROOT / part]:
            found.update(path.relative_to(_ROOT).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
