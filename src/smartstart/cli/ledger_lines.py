"""The releases of a ledger, as people and programs read them: never a value."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from smartstart.presentation import dutch

if TYPE_CHECKING:
    from smartstart.disclosure.ledger import Ledger

_DECIDED = {"approved": "nagekeken en doorgelaten", "refused": "nagekeken en tegengehouden"}


def told(row: dict[str, Any]) -> str:
    """Return one release in a line; of another room by the name that `review --apart` asks for."""
    name = f"{row['room']}:{row['number']}" if row["room"] else str(row["number"])
    words = f"{name}. {day_of(row['day'])}  {row['study']}  ({row['stamp']}, {row['policy']})  "
    words += many(row["shown"], "getoond cijfer", "getoonde cijfers")
    words += f", goedgekeurd door {row['approver']}" if row["approver"] else ""
    words += f", van omgeving {row['room']}" if row["room"] else ""
    words += f", {_DECIDED[row['decided']]}{_by(row, 'decided')}" if row["decided"] else ""
    if row["withdrawn"]:
        words += ", ingetrokken" + (_by(row, "withdrawn") if row["withdrawn_by"] else "") + " (telt nog mee)"
    return words


def rows(book: "Ledger") -> list[dict[str, Any]]:
    """Return all releases that a ledger knows, oldest first: what programs read, and never a value."""
    entries = book.entries()
    reviews = {e.review.number: e.review for e in entries if e.review is not None}
    withdrawals = {e.withdrawal.number: e.withdrawal for e in entries if e.withdrawal is not None}
    return [
        {
            "number": one.number,
            "room": one.room,
            "day": one.day.isoformat(),
            "study": one.study,
            "stamp": one.stamp,
            "policy": one.policy,
            "approver": one.approver,
            "shown": len(one.shown),
            "withdrawn": one.withdrawn,
            "withdrawn_by": gone.by if gone else "",
            "withdrawn_on": gone.day.isoformat() if gone else "",
            "decided": decided.outcome if decided else "",
            "decided_by": decided.by if decided else "",
            "decided_on": decided.day.isoformat() if decided else "",
        }
        for one in book.memory().releases
        for decided in (None if one.room else reviews.get(one.number),)
        for gone in (None if one.room else withdrawals.get(one.number),)
    ]


def _by(row: dict[str, Any], what: str) -> str:
    return f" door {row[f'{what}_by']} op {day_of(row[f'{what}_on'])}"


def day_of(iso: str) -> str:
    """Return an ISO day as people write it: "2 januari 2026"."""
    return dutch.day(dt.date.fromisoformat(iso))


def many(count: int, one: str, several: str) -> str:
    """Return a number with its word: "1 regel", "1.200 regels"."""
    return f"{dutch.number(count)} {one if count == 1 else several}"
