"""The signed report of the tests of this build: read, verified, and told promise by promise.

`make test` writes the report and signs it with the key of whoever builds; the workspace shows it only when the
signature is of a key it was told to trust, and when it is about the version that runs.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from smartstart.release.keys import PublicKey, is_signed_by
from smartstart.workspace.overview.rules.promises import PROMISES, Promise

REPORT, SIGNATURE = "report.json", "report.sig"


class Standing(StrEnum):
    """What can be said of the report as a whole; the value is the sentence on the page."""

    GOOD = "Dit testrapport is ondertekend en hoort bij deze versie."
    ABSENT = "Bij deze versie is geen testrapport geleverd. Vraag de beheerder erom: nu is dit alleen een belofte."
    UNSIGNED = "Er is een testrapport, maar de handtekening klopt niet. Wij tonen het daarom niet."
    OTHER = "Er is een testrapport, maar het hoort bij een andere versie. Wij tonen het daarom niet."


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise and what the tests said of it.

    Attributes:
        passed: how many tests showed it; None when there is no report that counts.
        failed: how many failed.
    """

    promise: Promise
    passed: int | None = None
    failed: int = 0

    @property
    def kept(self) -> bool:
        """Whether tests showed it and none failed."""
        return bool(self.passed) and not self.failed


@dataclass(frozen=True, slots=True)
class Report:
    """The standing of the report, its day, and every promise."""

    standing: Standing
    day: str
    shown: tuple[Shown, ...]

    @property
    def counts(self) -> bool:
        """Whether it may be shown; if not, its standing says so once for all promises."""
        return self.standing is Standing.GOOD


def read_report(folder: Path | None, keys: Sequence[PublicKey], software: str) -> Report:
    """Return what may be shown of the report in `folder`."""
    standing, told = _told(folder, keys, software)
    counts: Mapping[str, Mapping[str, int]] = told.get("promises", {}) if standing is Standing.GOOD else {}
    shown = tuple(
        Shown(promise, counts[promise.id]["passed"], counts[promise.id]["failed"])
        if promise.id in counts
        else Shown(promise)
        for promise in PROMISES
    )
    return Report(standing, told.get("day", "") if standing is Standing.GOOD else "", shown)


def _told(folder: Path | None, keys: Sequence[PublicKey], software: str) -> tuple[Standing, dict[str, Any]]:
    if folder is None or not (folder / REPORT).is_file():
        return Standing.ABSENT, {}
    content = (folder / REPORT).read_bytes()
    signature = (folder / SIGNATURE).read_bytes() if (folder / SIGNATURE).is_file() else b""
    if not any(is_signed_by(content, signature, key) for key in keys):
        return Standing.UNSIGNED, {}
    told = json.loads(content)
    return (Standing.GOOD, told) if told.get("software") == software else (Standing.OTHER, {})
