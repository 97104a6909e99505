"""A release as one thing, for whoever makes a page or a report of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from smartstart.release.contents.manifest import Origin, Outline, Review, Stamp
from smartstart.release.contents.sheet import StudySheet
from smartstart.release.contents.statements import AnyStatement


@dataclass(frozen=True, slots=True)
class ReleaseContents:
    """All that a report is made from: the other members of its release, and the facts that its manifest shares.

    Attributes:
        policy: name of the disclosure policy, "strict".
        borders: GeoJSON of the areas, as parsed; None when the release has no map.
        subset_reason: why a checker let only a part through; empty for a whole release.
        review: by whom and when it was let through; None when nobody did.
    """

    sheet: StudySheet
    statements: tuple[AnyStatement, ...]
    outline: Outline
    stamp: Stamp
    origin: Origin
    day: dt.date
    policy: str
    borders: dict[str, Any] | None = None
    subset_reason: str = ""
    review: Review | None = None

    @property
    def release_id(self) -> str:
        """Study and day: how people call this release."""
        return f"{self.sheet.id}/{self.day.isoformat()}"
