"""The pages of evidence: per part a JSON file with everything, and a Markdown page to read."""

import json
from pathlib import Path
from typing import Any

from benchmarks.registry import Part
from smartstart.storage import write_text

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "evidence"


def is_done(part: Part, folder: Path) -> bool:
    """Tell whether the part has its page at full size already; a page that cannot be read counts as none."""
    try:
        page = json.loads((folder / f"{part.name}.json").read_text(encoding="utf-8"))
        return bool(page["part"] == part.name and page["scale"] == 1)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write(part: Part, page: dict[str, Any], folder: Path) -> None:
    """Write both pages; the JSON last, because it is what says that the part is done."""
    write_text(folder / f"{part.name}.md", _markdown(part, page))
    write_text(folder / f"{part.name}.json", json.dumps(page, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


def _markdown(part: Part, page: dict[str, Any]) -> str:
    figures = page["figures"]
    verdict = "reached" if figures["passed"] else "NOT reached"
    lines = [
        f"# {part.title}",
        "",
        f"Bar: {figures.get('bar', 'see the part')}. **{verdict}.**",
        "",
        f'Made by `make proof ARGS="{part.name} --again"` at scale {page["scale"]:g}, {page["seconds"]:.0f} s.',
        "",
        "| figure | value |",
        "| --- | --- |",
        *(f"| {name} | {_cell(value)} |" for name, value in figures.items() if name not in ("bar", "seeds", "passed")),
        "",
        f"Seeds: {_cell(figures['seeds'])}.",
        "",
        "Machine: " + ", ".join(f"{name} {value}" for name, value in page["machine"].items()) + ".",
    ]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if value in ((), [], {}):
        return "none"
    if isinstance(value, dict):
        return "; ".join(f"{name} {_cell(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        if len(value) > 12 and all(isinstance(one, int) for one in value):
            return f"{min(value)} to {max(value)} ({len(value)})"
        return ", ".join(map(_cell, value))
    return str(value).replace("|", "\\|").replace("\n", " ")
