"""What a person decided on a release, as the ledger remembers it; and whether a ledger knows a release that exists."""

import hashlib
from collections.abc import Sequence

from smartstart.disclosure.ledger.book import Ledger
from smartstart.disclosure.ledger.chain import Chain
from smartstart.disclosure.ledger.lines import Apart, Body, Entry, Reviewed
from smartstart.release.keys import PrivateKey
from smartstart.release.members import manifest_bytes
from smartstart.release.reader import Release
from smartstart.vocabulary.errors import TrustError, UsageError


def line_of(entries: Sequence[Entry], release: Release) -> Entry:
    """Return the line of a release: of itself, of what its reviewer looked at, or of what it is a part of.

    Raises:
        TrustError: there is none; then the ledger is an older copy, or another room's.
    """
    review, part_of = release.contents.review, release.manifest.subset_of
    names = {release.digest, part_of}
    if review is not None:
        names |= {hashlib.sha256(manifest_bytes(review.manifest)).hexdigest(), review.manifest.subset_of}
    for entry in entries:
        if entry.release is not None and entry.release.manifest in names - {""}:
            return entry
    raise TrustError(
        "Deze vrijgave bestaat, maar het grootboek kent haar niet.",
        where=f"{release.manifest.study} van {release.manifest.day.isoformat()}",
        expected="een regel met deze vrijgave: het grootboek vergeet niets",
        mend="dit is een oude kopie, of het grootboek van een andere omgeving: zet het nieuwste terug voordat u iets "
        "vrijgeeft",
    )


def seen(names: Sequence[str]) -> frozenset[Apart]:
    """Return the earlier releases that a reviewer says to have looked at: "3", or "kamer-noord:3".

    Raises:
        UsageError: a name is not of that form.
    """
    found = set()
    for name in names:
        room, _, number = name.rpartition(":")
        if not number.isdecimal() or not int(number):
            raise UsageError(
                "Dit is geen nummer van een vrijgave.", where="--apart", expected="'3', of 'kamer-noord:3'"
            )
        found.add(Apart(number=int(number), room=room))
    return frozenset(found)


def require_known(ledger: Ledger, looked_at: frozenset[Apart]) -> None:
    """Refuse the name of a release that the ledger does not know: nobody can have looked at it.

    Raises:
        UsageError: there is such a name.
        TrustError: the ledger was changed.
    """
    known = {(one.room, one.number) for one in ledger.memory().releases} if looked_at else set()
    for one in sorted(looked_at, key=lambda each: (each.room, each.number)):
        if (one.room, one.number) not in known:
            raise UsageError(
                "Deze eerdere vrijgave staat niet in het grootboek.",
                where=f"--apart {one.room}{':' * bool(one.room)}{one.number}",
                expected="een vrijgave die 'smartstart ledger show' noemt",
                mend="neem de nummers over uit checker.html, 'Vrijgaven die niet te koppelen waren'",
            )


def require_seen(entry: Entry, looked_at: frozenset[Apart]) -> None:
    """Refuse to let a release through while nobody looked at what it could not be audited together with.

    Raises:
        UsageError: there is an earlier release that the reviewer does not name.
    """
    left = [one for one in (entry.release.apart if entry.release else ()) if one not in looked_at]
    if left:
        named = " ".join(f"--apart {one.room}{':' * bool(one.room)}{one.number}" for one in left)
        raise UsageError(
            f"Met {len(left)} eerdere vrijgave{'n' * (len(left) > 1)} kon deze niet samen worden nagerekend.",
            where="checker.html, 'Vrijgaven die niet te koppelen waren'",
            expected="dat u die zelf naast deze legt",
            mend=f"hebt u dat gedaan, geef dan dezelfde opdracht met {named}",
        )


def decided(ledger: Ledger, decision: Reviewed, key: PrivateKey) -> Entry:
    """Add a decision to the ledger; the same again adds nothing.

    Args:
        key: the room's key; signs the line.

    Raises:
        UsageError: something else was decided on this release before.
        TrustError: the ledger was changed, or it is another key's.
    """

    def line(chain: Chain) -> Body | Entry:
        before = next((e for e in chain.entries if e.review and e.review.manifest == decision.manifest), None)
        if before is None:
            return decision
        if before.review != decision:
            raise UsageError(
                "Over deze vrijgave is al besloten. Er is niets veranderd.",
                where=f"regel {before.number} van het grootboek",
                mend="'smartstart ledger show' toont door wie en wanneer; was dit uw besluit en brak het schrijven af, "
                "geef dan dezelfde naam en reden; toch anders besluiten kan na een uitvoering op een andere dag",
            )
        return before

    return ledger.write(line, key)[0]
