"""The only writers of pilots and phases: each in one transaction with its audit line."""

from smartstart.workspace.pilots.actions.phases import add_phase, remove_phase, rename_phase
from smartstart.workspace.pilots.actions.pilots import change_pilot, move_pilot, public_texts, show_pilot, start_pilot

__all__ = [
    "add_phase",
    "change_pilot",
    "move_pilot",
    "public_texts",
    "remove_phase",
    "rename_phase",
    "show_pilot",
    "start_pilot",
]
