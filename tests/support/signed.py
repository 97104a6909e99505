"""Signed releases as an upload brings them: one archive in memory, made from given contents."""

from smartstart.presentation.report import render_report
from smartstart.release.contents import Manifest, ReleaseContents, Stamp
from smartstart.release.formats import format_of
from smartstart.release.keys import PrivateKey, public_pem
from smartstart.release.members import REPORT, Render, data_members, report_bytes
from smartstart.release.packing import archive_bytes
from smartstart.release.seal import sealed
from tests.support.release_example import example_release

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC_PEM = public_pem(KEY.public_key()).decode("ascii")


def signed_files(
    contents: ReleaseContents | None = None, key: PrivateKey | None = KEY, *, render: Render = render_report
) -> dict[str, bytes]:
    """Return the files of a release by name; without a key it is not signed, and a draft never is."""
    made = contents or example_release()
    members = data_members(made)
    members[REPORT] = report_bytes(made, render)
    manifest = Manifest(
        format=format_of(made),
        study=made.sheet.id,
        study_fingerprint="0" * 64,
        definitions_fingerprint="1" * 64,
        policy=f"{made.policy} 1 {'2' * 64}",
        software="smartstart 0.1.0",
        origin=made.origin,
        stamp=made.stamp,
        day=made.day,
        subset_reason=made.subset_reason,
        members=(),
    )
    return sealed(manifest, members, None if made.stamp is Stamp.DRAFT else key)


def signed_archive(
    contents: ReleaseContents | None = None, key: PrivateKey | None = KEY, *, render: Render = render_report
) -> bytes:
    """Return a release as one zip archive; `render` makes its report."""
    return archive_bytes(signed_files(contents, key, render=render))
