"""Exchange between rooms: what another room showed is audited together with what this one wants to show.

An export holds all releases of a room with what they showed, and nothing that was withheld or exact. It only grows:
a newer export of the same room begins with all that an older one held.
"""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from smartstart.disclosure.ledger.book import Ledger
from smartstart.disclosure.ledger.chain import Chain
from smartstart.disclosure.ledger.documents import read_document, signed_document
from smartstart.disclosure.ledger.lines import Body, Digest, Entry, Number, NumberedRelease, Taken
from smartstart.disclosure.ledger.memory import withdrawn_numbers
from smartstart.disclosure.ledger.shown import Record
from smartstart.release.contents import Name
from smartstart.release.keys import PrivateKey, PublicKey, public_hex
from smartstart.vocabulary.errors import TrustError, UsageError

FORMAT = "smartstart-shown/1"


class Export(Record):
    """What a room showed, oldest first. Who approved a study stays in its own room."""

    format: Literal["smartstart-shown/1"] = "smartstart-shown/1"
    room: Annotated[Name, Field(max_length=60)]
    key: Digest
    releases: tuple[NumberedRelease, ...]
    withdrawn: tuple[Number, ...]


def export(ledger: Ledger, room: str, key: PrivateKey) -> bytes:
    """Return the signed export of a room.

    Args:
        room: what the room calls itself; always the same, as others know it by this name.
        key: the room's key.

    Raises:
        UsageError: the name is not a plain name.
        TrustError: the ledger was changed, or it is another key's.
    """
    chain = ledger.chain()
    signer = public_hex(key.public_key())
    if chain.key not in ("", signer):
        raise TrustError(
            "Dit grootboek is ondertekend met een andere sleutel.",
            where=ledger.path.name,
            mend="gebruik de sleutel waarmee deze beveiligde omgeving haar vrijgaven ondertekent",
        )
    releases = tuple(
        NumberedRelease(number=e.number, release=e.release.model_copy(update={"approver": ""}))
        for e in chain.entries
        if e.release is not None
    )
    try:
        made = Export(room=room, key=signer, releases=releases, withdrawn=tuple(sorted(withdrawn_numbers(chain))))
    except ValidationError as problem:
        raise UsageError(
            "Deze naam kan niet voor een omgeving.",
            where="--as",
            expected="kleine letters, cijfers, punt en streepje, hoogstens 60 tekens: 'kamer-noord'",
        ) from problem
    return signed_document(made.model_dump(mode="json"), key)


def take(ledger: Ledger, content: bytes, trusted: list[PublicKey], key: PrivateKey, where: str = "") -> Taken | None:
    """Remember what another room showed; return what was new, or None when all of it was known.

    Args:
        content: an export; trusted: keys of other rooms; key: of this room, signs the line; where: for the message.

    Raises:
        TrustError: it is not signed by a trusted key, was changed, or contradicts what was taken before.
        UsageError: it is this room's own, or older than what was taken before.
    """
    found = _parsed(content, trusted, where)
    new: list[Taken] = []

    def line(chain: Chain) -> Body | Entry:
        if found.key in {chain.key, public_hex(key.public_key()), *(e.key for e in chain.entries)}:
            raise UsageError("Dit bestand komt van deze omgeving zelf. Er is niets veranderd.", where=where)
        before = [e for e in chain.entries if e.taken is not None and e.taken.room == found.room]
        known = tuple(one for e in before if e.taken is not None for one in e.taken.releases)
        _check_growth(found, known, withdrawn_numbers(chain, found.room), where)
        later, gone = found.releases[len(known) :], set(found.withdrawn)
        if before and not later and gone == withdrawn_numbers(chain, found.room):
            return before[-1]
        new.append(Taken(room=found.room, key=found.key, releases=later, withdrawn=found.withdrawn))
        return new[0]

    ledger.write(line, key)
    return new[0] if new else None


def _parsed(content: bytes, trusted: list[PublicKey], where: str) -> Export:
    raw = read_document(content, trusted, FORMAT, where)
    try:
        return Export.model_validate(raw)
    except ValidationError as problem:
        raise TrustError(
            "Dit bestand heeft niet de vorm die Smart Start hier kan lezen.", where=where, expected=FORMAT
        ) from problem


def _check_growth(found: Export, known: tuple[NumberedRelease, ...], withdrawn: frozenset[int], where: str) -> None:
    """Refuse an export that would take away something that is known already."""
    same = found.releases[: len(known)]
    if same != known[: len(same)]:
        raise TrustError(
            "Dit bestand spreekt tegen wat deze omgeving eerder liet zien. Er is niets veranderd.",
            where=where,
            expected=f"alles wat er al van '{found.room}' bekend is, en misschien meer",
            mend="vraag de maker of de naam van de omgeving klopt, en of haar grootboek heel is",
        )
    if len(same) < len(known) or not withdrawn <= set(found.withdrawn):
        raise UsageError(
            "Dit bestand is ouder dan wat er al bekend is. Er is niets veranderd.",
            where=where,
            mend="vraag de maker om een nieuw bestand",
        )
