"""Releases of one invented municipality, and taking them in as a colleague would."""

import datetime as dt
from dataclasses import replace
from typing import Any

from smartstart.release.contents import AnyStatement, Outline, ReleaseContents, State, Statement
from smartstart.release.keys import PrivateKey, fingerprint, public_pem
from smartstart.web.accounts.models import Municipality
from smartstart.workspace.data.models import TrustedKey
from tests.support.people import town
from tests.support.release_example import GEMEENTE, borders, example_release
from tests.support.signed import KEY, signed_archive

DAY = dt.date(2026, 11, 2)


def local_contents(code: str = "GM9901", **changes: Any) -> ReleaseContents:
    """Return the example as if it was made for one municipality only; keywords replace fields of the sheet or parts."""
    whole = example_release(day=DAY)
    level = next(level for level in GEMEENTE.levels if level.code == code)
    dimensions = tuple(
        d.model_copy(update={"levels": (level,)}) if d.name == GEMEENTE.name else d for d in whole.sheet.dimensions
    )
    facts: dict[str, Any] = {name: changes.pop(name) for name in ("id", "title", "owner") if name in changes}
    sheet = whole.sheet.model_copy(update={"areas": (code,), "dimensions": dimensions, **facts})
    outline = borders()
    outline["features"] = [f for f in outline["features"] if f["properties"]["statcode"] == code]
    kept = tuple(s for s in whole.statements if _of(s, code))
    return counted(replace(whole, sheet=sheet, statements=kept, borders=outline, **changes))


def counted(contents: ReleaseContents) -> ReleaseContents:
    """Return contents with an outline that fits its statements."""
    judged = [s for s in contents.statements if isinstance(s, Statement)]
    hidden = sum(s.state is State.WITHHELD for s in judged)
    outline = Outline(
        asked=len(judged), released=len(judged) - hidden, withheld=hidden, reasons=contents.outline.reasons
    )
    return replace(contents, outline=outline)


def _of(statement: AnyStatement, code: str) -> bool:
    return not isinstance(statement, Statement) or statement.analysis != "places" or statement.subject == code.lower()


def local_archive(code: str = "GM9901", *, key: PrivateKey | None = KEY, **changes: Any) -> bytes:
    """Return a signed release of one municipality; its report is a stub, because nobody reads it here."""
    return signed_archive(local_contents(code, **changes), key, render=lambda _: "<!doctype html>")


def trusting(
    place: Municipality | None = None, key: PrivateKey = KEY, name: str = "Onderzoekers van Lindedal"
) -> TrustedKey:
    """Let a municipality trust a key."""
    public = key.public_key()
    return TrustedKey.objects.get_or_create(
        municipality=place or town(),
        fingerprint=fingerprint(public),
        defaults={"public_key": public_pem(public).decode("ascii"), "name": name},
    )[0]
