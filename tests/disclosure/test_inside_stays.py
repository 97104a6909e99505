"""Exact counts never leave: a release that holds a file of `inside/` is refused by its reader, whoever signed it."""

from pathlib import Path

import pytest

from smartstart.release.keys import PrivateKey
from smartstart.release.members import MANIFEST, SIGNATURE
from smartstart.release.packing import archive_bytes
from smartstart.release.reader import check_files, read_packed, read_release
from smartstart.release.refusals import Reason, ReleaseError
from smartstart.release.seal import sealed
from tests.support.gate_world import write_small_release

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = [KEY.public_key()]
INSIDE = ("checker.html", "checker.csv", "resultaten.json", "oordelen.csv", "uitval.csv")


@pytest.mark.parametrize("name", INSIDE)
def test_a_release_with_a_file_from_inside_is_refused_whoever_signed_it(tmp_path: Path, name: str) -> None:
    folder = write_small_release(tmp_path, KEY).folder
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    manifest = read_release(folder, TRUSTED).manifest
    members = {member: content for member, content in files.items() if member not in (MANIFEST, SIGNATURE)}
    signed = sealed(manifest, {**members, name: b"7;exact\n"}, KEY)
    for attempt in (lambda: check_files(signed, TRUSTED), lambda: read_packed(archive_bytes(signed), TRUSTED)):
        with pytest.raises(ReleaseError) as problem:
            attempt()
        assert problem.value.reason is Reason.NOT_A_RELEASE
    (folder / name).write_bytes(b"7;exact\n")
    with pytest.raises(ReleaseError):
        read_release(folder, TRUSTED)
