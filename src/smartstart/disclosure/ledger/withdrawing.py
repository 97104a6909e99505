"""Withdraw a release: say so in the ledger, and to whoever holds it. What it showed stays counted."""

import datetime as dt
from dataclasses import dataclass

from pydantic import ValidationError

from smartstart.disclosure.ledger.book import Ledger
from smartstart.disclosure.ledger.chain import Chain
from smartstart.disclosure.ledger.documents import signed_document
from smartstart.disclosure.ledger.lines import Body, Entry, Release, Withdrawal
from smartstart.release.keys import PrivateKey
from smartstart.vocabulary.errors import UsageError

FORMAT = "smartstart-withdrawal/1"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was withdrawn, and the signed notice for whoever holds the release."""

    release: Release
    withdrawal: Withdrawal
    notice: bytes


def withdraw(ledger: Ledger, number: int, *, reason: str, by: str, day: dt.date, key: PrivateKey) -> Withdrawn:
    """Withdraw the release of a line. The same again changes nothing, and gives the same notice.

    Args:
        number: of the line of the release; reason: for readers; by: who decided, by name; day: of the decision.

    Raises:
        UsageError: no such release, withdrawn before for another reason, or no reason or name.
        TrustError: the ledger was changed, or it is another key's.
    """
    asked = _asked(number, reason, by, day)

    def line(chain: Chain) -> Body | Entry:
        _released(chain.entries, number)
        before = next((e for e in chain.entries if e.withdrawal and e.withdrawal.number == number), None)
        if before is None or before.withdrawal is None:
            return asked
        if (before.withdrawal.reason, before.withdrawal.by) != (asked.reason, asked.by):
            raise UsageError(
                "Deze vrijgave is al ingetrokken. Er is niets veranderd.",
                where=f"regel {before.number}",
                mend="'smartstart ledger show' toont wanneer en door wie",
            )
        return before

    entry, _ = ledger.write(line, key)
    said = entry.withdrawal or asked
    release = _released(ledger.entries(), number)
    return Withdrawn(release, said, signed_document(_notice(release, said), key))


def _asked(number: int, reason: str, by: str, day: dt.date) -> Withdrawal:
    words = {"--reason": " ".join(reason.split()), "--as": " ".join(by.split())}
    for option, text in words.items():
        if not text:
            raise UsageError("Intrekken vraagt een reden en een naam.", where=option)
    try:
        return Withdrawal(number=number, reason=words["--reason"], by=words["--as"], day=day)
    except ValidationError as problem:
        field = str(problem.errors()[0]["loc"][0])
        places = {"number": "NUMMER", "reason": "--reason", "by": "--as"}
        raise UsageError(
            "Dit kan niet in het grootboek.",
            where=places.get(field, field),
            expected="een nummer vanaf 1, en gewone tekst van hoogstens 600 tekens",
        ) from problem


def _released(entries: tuple[Entry, ...], number: int) -> Release:
    found = next((e.release for e in entries if e.number == number), None)
    if found is None:
        raise UsageError(
            "Onder dit nummer staat geen vrijgave van deze omgeving in het grootboek.",
            where=f"nummer {number}",
            expected="een vrijgave van hier; wat een andere omgeving liet zien, trekt zij zelf in",
            mend="'smartstart ledger show' toont de nummers",
        )
    return found


def _notice(release: Release, said: Withdrawal) -> dict[str, object]:
    return {
        "format": FORMAT,
        "study": release.study,
        "day": release.day.isoformat(),
        "manifest": release.manifest,
        "number": said.number,
        "reason": said.reason,
        "by": said.by,
        "withdrawn": said.day.isoformat(),
    }
