"""The ledger of a room: what was ever released, so that nothing new is judged without it."""

from smartstart.disclosure.ledger.book import Ledger
from smartstart.disclosure.ledger.chain import Head
from smartstart.disclosure.ledger.lines import Apart, Entry, Release, Reviewed
from smartstart.disclosure.ledger.memory import EarlierRelease, Memory
from smartstart.disclosure.ledger.shown import Shown, ShownCount, ShownModel, ShownRatio

__all__ = [
    "Apart",
    "EarlierRelease",
    "Entry",
    "Head",
    "Ledger",
    "Memory",
    "Release",
    "Reviewed",
    "Shown",
    "ShownCount",
    "ShownModel",
    "ShownRatio",
]
