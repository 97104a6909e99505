"""Ledgers for tests: plain releases, a key, and lines as they were written before lines were signed."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from smartstart.disclosure.ledger import Head, Ledger, Release, ShownCount
from smartstart.release.canonical import canonical_json
from smartstart.release.contents import Counted, Predicate
from smartstart.release.keys import PrivateKey

KEY = PrivateKey.from_private_bytes(bytes(range(1, 33)))
OTHER = PrivateKey.from_private_bytes(bytes(range(2, 34)))


def count(value: int = 100, *, name: str = "a/size", population: str = "kinderen-1") -> ShownCount:
    return ShownCount(
        id=f"test/{name}",
        room="vault",
        unit="kind",
        population=population,
        period="2020-01-01/2020-12-31",
        predicate=Predicate(),
        counted=Counted.ROWS,
        half=False,
        value=value,
        base=5,
    )


def release(study: str = "s", *shown: ShownCount, **more: Any) -> Release:
    settings: dict[str, Any] = {"policy": "p", "stamp": "volledig", "day": dt.date(2026, 1, 1), "approver": "", **more}
    return Release(study=study, shown=shown, **settings)


def add(book: Ledger, study: str, *shown: ShownCount, key: PrivateKey = KEY, **more: Any) -> Head:
    return book.append(release(study, *shown, **more), judged_at=book.memory().head, key=key)


def old_ledger(path: Path, *releases: Release) -> Ledger:
    """A ledger of the first format: lines without a signature, and without what was added later."""
    later = {"manifest", "definitions", "populations", "reference_dates", "dimensions"}
    of_a_count = {"kept", "lower", "upper"}
    lines, previous = [], "0" * 64
    for number, one in enumerate(releases, start=1):
        said = one.model_dump(mode="json", exclude=later | {"shown"})
        said["shown"] = [s.model_dump(mode="json", exclude=of_a_count) for s in one.shown]
        lines.append(canonical_json({"number": number, "previous": previous, "release": said}))
        previous = hashlib.sha256(lines[-1]).hexdigest()
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    head = {"number": len(lines), "sha256": previous}
    path.with_name(path.name + ".head").write_bytes(canonical_json(head) + b"\n")
    return Ledger(path)


def rewritten(book: Ledger, number: int, **changes: Any) -> None:
    """Change a line the way a careful forger would: hashes and head follow, only the signatures cannot."""
    lines = [json.loads(line) for line in book.path.read_bytes().splitlines()]
    lines[number - 1].update(changes)
    previous = "0" * 64
    written = []
    for line in lines:
        line["previous"] = previous
        written.append(canonical_json({name: value for name, value in line.items() if value is not None}))
        previous = hashlib.sha256(written[-1]).hexdigest()
    book.path.write_bytes(b"".join(line + b"\n" for line in written))
    head = {"number": len(written), "sha256": previous}
    book.path.with_name(book.path.name + ".head").write_bytes(canonical_json(head) + b"\n")
