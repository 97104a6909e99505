"""The ledger: everything that was ever released, one line for each thing that happened, only ever added to.

It lives inside the room and holds shown values only. Two processes at once wait for each other on a lock of the
operating system, which falls away with its process. A release that was judged before another line was written is
refused, so that no release is judged on an old ledger. What it withstands is told in docs/reference/ledger.md.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from smartstart.disclosure.ledger.chain import Chain, Head, line_after
from smartstart.disclosure.ledger.file import LedgerFile
from smartstart.disclosure.ledger.lines import Body, Entry, HandOver, Release
from smartstart.disclosure.ledger.memory import Memory, remembered, withdrawn_numbers
from smartstart.release.contents import Predicate
from smartstart.release.keys import PrivateKey, PublicKey, fingerprint, public_hex, public_key_of
from smartstart.vocabulary.errors import TrustError, UsageError


class Ledger:
    """The ledger of one room. Reading checks every line, every signature and the head, every time."""

    def __init__(self, path: Path, key: PublicKey | None = None) -> None:
        """Name a ledger; nothing is read yet.

        Args:
            key: the room's public key: a ledger that another key signs is then refused. None checks that the
                signatures fit the lines and each other, not whose they are.
        """
        self.path = path
        self._file = LedgerFile(path)
        self._key = key

    @classmethod
    def create(cls, path: Path) -> Self:
        """Begin an empty ledger. Only a person begins one, on purpose: an empty ledger remembers nothing.

        Raises:
            UsageError: there is something there already.
            StorageError: the folder may not be written.
        """
        made = cls(path)
        with made._file.held():
            if made._file.begun:
                raise UsageError("Hier staat al een grootboek. Er is niets veranderd.", where=str(path))
            made._file.begin()
        return made

    @classmethod
    def existing(cls, path: Path, key: PublicKey | None = None) -> Self:
        """Return the ledger at `path`; a lost one must not pass for an empty one.

        Raises:
            TrustError: there is no ledger, or a part of it is missing.
        """
        made = cls(path, key)
        if not path.is_file() or not made._file.head_path.is_file():
            raise TrustError(
                "Hier staat geen (heel) grootboek.",
                where=str(path),
                expected=f"het bestand met de vrijgaven en '{made._file.head_path.name}' ernaast",
                mend="was er al een grootboek, zet dan beide bestanden terug uit de reservekopie; begin alleen de "
                "allereerste keer een nieuw, met 'smartstart ledger new'",
            )
        return made

    def chain(self) -> Chain:
        """Return all whole lines, with their hashes and the key that signs the next one.

        Raises:
            TrustError: the ledger was changed or shortened, or another key signs it.
        """
        with self._file.held():
            chain = self._file.read().chain
        self._check_key(chain)
        return chain

    def entries(self) -> tuple[Entry, ...]:
        """Return all whole lines, oldest first; raises as `chain` does."""
        return self.chain().entries

    def memory(self) -> Memory:
        """Return what was shown before; of a cell that was shown twice, the last value. Raises as `chain` does."""
        return remembered(self.chain())

    def groups(self, population: str) -> tuple[Predicate, ...]:
        """Return the groups of a population that were shown before, to be recounted on the present data.

        Those that an estimate spoke of too, and those that it compared them with: a regression shows no counts of its
        levels, and a later audit reckons with it all the same.
        """
        memory = self.memory()
        found = {key.predicate: None for key in memory.counts if key.population == population and not key.half}
        for one in memory.models.values():
            if one.population == population and not one.half:
                found |= {one.predicate: None, one.reference: None}
        return tuple(found)

    def append(self, release: Release, *, judged_at: Head, key: PrivateKey) -> Head:
        """Add a line for `release` and return its place; the same release as before adds nothing.

        Args:
            release: what will be shown.
            judged_at: the head of the memory that it was judged with.
            key: the room's key; signs the line.

        Raises:
            TrustError: the ledger was changed, another line was written since `judged_at`, or it is another key's.
            StorageError: the disk is full; nothing may be released.
        """

        def line(chain: Chain) -> Body | Entry:
            withdrawn = withdrawn_numbers(chain)
            for entry in chain.entries:
                if _same(entry.release, release) and entry.number not in withdrawn:
                    return entry
            if chain.head != judged_at:
                raise TrustError(
                    "Tijdens het beoordelen van deze uitgave is het grootboek veranderd. Er is niets uitgegeven.",
                    where=self.path.name,
                    mend="geef dezelfde opdracht nog een keer; dan telt mee wat er is bijgekomen",
                )
            return release

        return self.write(line, key)[1]

    def hand_over(self, key: PrivateKey, to: PublicKey) -> Entry:
        """Let another key sign from now on; both are the room's. The old key says so, in a line of its own."""

        def line(chain: Chain) -> Body | Entry:
            last = chain.entries[-1] if chain.entries else None
            new = public_hex(to)
            return last if last and last.hand_over and last.hand_over.key == new else HandOver(key=new)

        return self.write(line, key)[0]

    def write(self, say: Callable[[Chain], Body | Entry], key: PrivateKey) -> tuple[Entry, Head]:
        """Add what `say` wants to say of the present chain, and return the line with its place.

        Args:
            say: returns the body of a new line, or the line that says it already; then nothing is added.
            key: the room's key; signs the line.
        """
        with self._file.held():
            stored = self._file.read()
            chain = stored.chain
            self._check_key(chain)
            said = say(chain)
            if isinstance(said, Entry):
                if chain.entries:
                    self._file.write_head(chain.head)
                return said, Head(said.number, chain.digests[said.number - 1])
            if chain.key not in ("", public_hex(key.public_key())):
                raise self._other_key(chain, key.public_key())
            line, entry = line_after(chain, said, key)
            return entry, self._file.append(line, stored)

    def _check_key(self, chain: Chain) -> None:
        if self._key is not None and chain.key not in ("", public_hex(self._key)):
            raise self._other_key(chain, self._key)

    def _other_key(self, chain: Chain, key: PublicKey) -> TrustError:
        signer = public_key_of(chain.key)
        return TrustError(
            "Dit grootboek is ondertekend met een andere sleutel.",
            where=self.path.name,
            expected=f"sleutel {fingerprint(signer)[:16] if signer else '?'}; dit is {fingerprint(key)[:16]}",
            mend="gebruik de sleutel van deze beveiligde omgeving; heeft zij een nieuwe, geef het grootboek dan over "
            "met 'smartstart ledger hand-over'",
        )


def _same(before: Release | None, now: Release) -> bool:
    """Return whether this is the release of an earlier line; what else left since then does not make it another."""
    return before is not None and before.model_copy(update={"apart": now.apart}) == now
