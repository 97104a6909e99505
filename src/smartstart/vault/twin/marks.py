"""The marks in a twin's folder: whose it is, whether it is finished, and refusing somebody else's."""

import json
from importlib.metadata import version
from pathlib import Path

from smartstart.vault.twin.plan import TWIN_VERSION, TwinPlan
from smartstart.vocabulary.errors import DataError

MARK = "twin.json"
WORK = ".twin"


def identity(plan: TwinPlan, files: tuple[str, ...] | None = None) -> str:
    """Return the mark of a twin as JSON: with its files when finished, without when begun."""
    facts: dict[str, object] = {
        "what": "verzonnen gegevens",
        "size": plan.size,
        "seed": plan.seed,
        "format": plan.fmt,
        "null": plan.null,
        "years": [plan.first, plan.last],
        "version": TWIN_VERSION,
        "engine": f"duckdb {version('duckdb')}",
    }
    if files is not None:
        facts["files"] = list(files)
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def finished_files(out: Path, plan: TwinPlan) -> tuple[str, ...] | None:
    """Return the files of a finished twin of this plan, or None when there is still something to write.

    Raises:
        DataError: the folder holds another twin, or something that is no twin.
    """
    mark = _read(out / MARK)
    found = mark if mark is not None else _read(out / WORK / MARK)
    if found is None:
        _refuse_other_content(out)
        return None
    wanted = json.loads(identity(plan))
    if {key: value for key, value in found.items() if key != "files"} != wanted:
        raise DataError(
            "In deze map staat een andere verzonnen bevolking. Er is niets veranderd.",
            where=str(out),
            expected=_described(wanted),
            mend="kies een andere map, of verwijder deze eerst",
        )
    names = mark.get("files") if mark is not None else None
    if not isinstance(names, list) or not all((out / str(name)).is_file() for name in names):
        return None
    return tuple(str(name) for name in names)


def _read(path: Path) -> dict[str, object] | None:
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        mark = None
    return mark if isinstance(mark, dict) else {}


def _refuse_other_content(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DataError(
            "Deze map is niet leeg, en wat erin staat is geen verzonnen bevolking.",
            where=str(out),
            expected="een lege of nieuwe map",
            mend="kies een andere map",
        )


def _described(facts: dict[str, object]) -> str:
    null = ", zonder verband (null)" if facts["null"] else ""
    return f"grootte {facts['size']}, startgetal {facts['seed']}, formaat {facts['format']}{null}, dezelfde versie"
