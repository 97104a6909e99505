"""Why a release is refused: one word per kind of reason, for logs and pages, beside the sentence for a reader."""

from dataclasses import dataclass
from enum import StrEnum

from smartstart.vocabulary.errors import TrustError

ASK_AGAIN = "vraag de vrijgave opnieuw op bij wie haar maakte"


class Reason(StrEnum):
    """The kind of reason. The values are stable: logs and tables may hold them."""

    ABSENT = "absent"  # there is nothing to read
    NOT_A_RELEASE = "not-a-release"  # no archive, or files that no release has
    DAMAGED = "damaged"  # an archive that cannot be unpacked
    TOO_LARGE = "too-large"
    UNKNOWN_VERSION = "unknown-version"  # another format than this reader knows
    MALFORMED = "malformed"  # not written as Smart Start writes, whoever signed it
    CONTRADICTORY = "contradictory"  # well written, but its parts deny each other
    DRAFT = "draft"
    UNSIGNED = "unsigned"
    UNTRUSTED_KEY = "untrusted-key"
    ALTERED = "altered"  # changed after it was made


@dataclass
class ReleaseError(TrustError):
    """A release that is refused, with the kind of reason."""

    reason: Reason = Reason.MALFORMED


def refused(reason: Reason, what: str, where: str, *, expected: str = "", mend: str = ASK_AGAIN) -> ReleaseError:
    """Return the error for a release that is refused."""
    return ReleaseError(what, where=where, expected=expected, mend=mend, reason=reason)
