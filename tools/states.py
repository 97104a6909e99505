"""Write docs/reference/states.md from the states that the workspace declares: `python -m tools.states`.

The declarations are the truth: actions and pages act by them. A test holds the page equal to them.
"""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from smartstart.web.accounts.rules.roles import MAY, ROLE_WORDS, Permission, Role
from smartstart.web.accounts.rules.states import Machine, Move

ROOT = Path(__file__).resolve().parents[1]
WORKSPACE = ROOT / "src" / "smartstart" / "workspace"
OUT = ROOT / "docs" / "reference" / "states.md"

HEAD = """\
# States

What may follow what, who may do that, and what must be said with it. Written by `python -m tools.states` from the
declarations in the `rules` of each app; do not edit. In quotation marks: the words that a user sees.
"""


def machines() -> list[tuple[str, Machine[Any]]]:
    """Return every declaration of states in the workspace, with the module where it stands."""
    return list(_declared())


def _declared() -> Iterator[tuple[str, Machine[Any]]]:
    for path in sorted(WORKSPACE.glob("*/rules/*.py")):
        name = f"smartstart.workspace.{path.parts[-3]}.rules.{path.stem}"
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, Machine) and _home(value, name):
                yield name, value


def _home(machine: Machine[Any], module: str) -> bool:
    """A declaration stands in the module of its own states; elsewhere it is only imported."""
    return type(machine.start).__module__ == module


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(_section(name, machine) for name, machine in machines())])


def _section(module: str, machine: Machine[Any]) -> str:
    diagram = ["```mermaid", "stateDiagram-v2", *_nodes(machine), *_arrows(machine), "```"]
    head = "| from | to | button | who may | must say | only if |\n| --- | --- | --- | --- | --- | --- |"
    rows = [_row(machine, move) for move in machine.moves]
    title = machine.title[:1].upper() + machine.title[1:]
    return "\n".join([f"## {title}", "", f"Declared in `{module}`.", "", *diagram, "", head, *rows, ""])


def _name(state: Any) -> str:
    return str(state.name).lower()


def _nodes(machine: Machine[Any]) -> Iterator[str]:
    for state, word in machine.words.items():
        yield f'    state "{word}" as {_name(state)}'
    yield f"    [*] --> {_name(machine.start)}"


def _arrows(machine: Machine[Any]) -> Iterator[str]:
    for move in machine.moves:
        yield f"    {_name(move.source)} --> {_name(move.target)}: {move.verb}"


def _row(machine: Machine[Any], move: Move[Any]) -> str:
    cells = (
        f"“{machine.words[move.source]}”",
        f"“{machine.words[move.target]}”",
        f"“{move.verb}”",
        ", ".join(_roles(move)),
        ", ".join(move.needs) or "-",
        move.condition or "-",
    )
    return f"| {' | '.join(cells)} |"


def _roles(move: Move[Any]) -> list[str]:
    return [ROLE_WORDS[role] for role in Role if _may(role, move.by)]


def _may(role: Role, permissions: tuple[Permission, ...]) -> bool:
    return any(permission in MAY[role] for permission in permissions)


def main() -> int:
    """Write the page."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(page(), encoding="utf-8")
    print(f"{len(machines())} declarations in {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
