"""Sign again the part of a release that a checker let through.

Statements that are not kept are gone, not withheld: a subset says nothing of them. A ratio rests on its counts, so
it is kept only together with them. Taking statements away tells a reader nothing new, so no rule needs to judge
again, and the ledger already remembers the whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from smartstart.release.contents import AnyStatement, OpenStatement, Outline, State, TableStatement
from smartstart.release.keys import PrivateKey, PublicKey
from smartstart.release.members import REPORT, Render, data_members, report_bytes
from smartstart.release.reader import check_files, read_release
from smartstart.release.seal import ReleasePaths, sealed, write_release
from smartstart.vocabulary.errors import UsageError

_LONGEST_REASON = 600


def subset(
    path: Path,
    *,
    trusted: Sequence[PublicKey],
    keep: Sequence[str],
    reason: str,
    key: PrivateKey,
    out: Path,
    render: Render,
) -> ReleasePaths:
    """Write the kept part of a release to `OUT/release/` and `OUT/release.zip`, signed with `key`.

    Args:
        path: the release; it must be signed by one of `trusted`.
        keep: ids of statements, or patterns of them (`risk_groups/g1/*`).
        reason: why the rest was held back; stands in the manifest and the report.

    Raises:
        TrustError: the release does not verify.
        UsageError: no reason, a name that fits no statement, a ratio without its counts, or a release that was
            reviewed as a whole.
    """
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= _LONGEST_REASON:
        raise UsageError("Een deel doorlaten vraagt een reden.", where="--reason", expected="1 tot 600 tekens")
    whole = read_release(path, trusted)
    if whole.contents.review is not None:
        raise UsageError(
            "Deze vrijgave is al nagekeken en goedgekeurd, als geheel.",
            where=path.name,
            mend="neem het deel uit de vrijgave op proef, en laat dat deel nakijken met 'smartstart review'",
        )
    kept = _kept(whole.contents.statements, keep)
    contents = replace(whole.contents, statements=kept, outline=_outline(whole.contents.outline, kept))
    contents = replace(contents, subset_reason=reason)
    members = data_members(contents)
    members[REPORT] = report_bytes(contents, render)
    manifest = whole.manifest.model_copy(update={"subset_of": whole.digest, "subset_reason": reason})
    files = sealed(manifest, members, key)
    check_files(files, [key.public_key()])
    return write_release(files, out)


def _kept(statements: Sequence[AnyStatement], keep: Sequence[str]) -> tuple[AnyStatement, ...]:
    for pattern in keep:
        if not any(fnmatchcase(s.id, pattern) for s in statements):
            raise UsageError(
                "Deze naam past bij geen enkele uitspraak in de vrijgave.",
                where=f"--keep {pattern}",
                expected="een naam uit statements.csv, of een patroon zoals risk_groups/g1/*",
            )
    kept = tuple(s for s in statements if any(fnmatchcase(s.id, pattern) for pattern in keep))
    ids = {s.id for s in kept}
    for statement in kept:
        missing = [i for i in statement.of if i not in ids] if isinstance(statement, TableStatement) else []
        if missing:
            raise UsageError(
                "Een verhouding kan niet door zonder de tellingen waaruit ze berekend is.",
                where=statement.id,
                expected=f"ook {missing[0]}",
                mend="laat die telling ook door, of laat de verhouding weg",
            )
    return kept


def _outline(whole: Outline, kept: Sequence[AnyStatement]) -> Outline:
    judged = [s for s in kept if not isinstance(s, OpenStatement)]
    released = sum(s.state is State.SHOWN for s in judged)
    return Outline(asked=len(judged), released=released, withheld=len(judged) - released, reasons=whole.reasons)
