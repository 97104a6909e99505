"""Our tables through tau-ARGUS, as a peer: which cells it withholds, and what that and its audit cost."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.disclosure.population import THRESHOLD, TOTAL, Table
from benchmarks.peers import ask

NAME = "pytauargus"
RANGE = 30  # per cent: how far its intervals must reach to both sides
_SCRIPT = Path(__file__).with_name("peer_tauargus.py")
_WITHHELD = ("U", "M")  # primary and secondary


@dataclass(frozen=True, slots=True, eq=False)
class Protected:
    """What the peer did.

    Attributes:
        shown: shape (cells,), bool, in our order of cells.
        audited: cells that its audit worked out; nought when it was not asked to.
        protect_seconds, audit_seconds: processor seconds and wall seconds.
    """

    shown: NDArray[np.bool_]
    audited: int
    protect_seconds: tuple[float, float]
    audit_seconds: tuple[float, float]


def protected(table: Table, method: str = "MOD(1)", *, audit: bool) -> Protected:
    """Let the peer protect the table, threshold 10 and 30 per cent, and audit it when asked.

    Raises:
        PeerAbsentError: the peer is not there.
        RuntimeError: the peer failed.
    """
    names = ["area", "household", "age"][: 1 + len(table.levels)]
    question = {
        "names": names,
        "atoms": [[codes.tolist(), int(count)] for codes, count in zip(table.atom_codes, table.truth, strict=True)],
        "areas": [[len(code) - 1, code] for code in _area_codes(table)],
        "threshold": THRESHOLD,
        "range": RANGE,
        "total": TOTAL,
        "method": method,
        "audit": audit,
    }
    answer = ask(NAME, _SCRIPT, question)
    return Protected(
        _shown(table, answer["cells"]),
        int(answer["audited"]),
        tuple(answer["protect_seconds"]),
        tuple(answer["audit_seconds"]),
    )


def _area_codes(table: Table) -> list[str]:
    codes: list[str] = np.unique(table.cell_codes[:, 0]).tolist()
    return [code for code in codes if code != TOTAL]


def _shown(table: Table, cells: list[Any]) -> NDArray[np.bool_]:
    """Return what is shown; a cell that the peer does not mention is empty, and everyone can see that it is."""
    status = {tuple(codes): symbol for codes, symbol in cells}
    unknown = sorted(status.keys() - set(map(tuple, table.cell_codes.tolist())))
    if unknown:
        raise RuntimeError(f"{NAME} speaks of other cells than ours: {unknown[:3]}")
    return np.array([status.get(tuple(codes), "") not in _WITHHELD for codes in table.cell_codes.tolist()])
