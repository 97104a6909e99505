"""Open releases as anybody outside can: through the reader, which verifies them first."""

from collections.abc import Sequence
from pathlib import Path

from smartstart.release.contents import ReleaseContents
from smartstart.release.keys import PublicKey
from smartstart.release.reader import read_release


def opened(paths: Sequence[Path], keys: Sequence[PublicKey] | None) -> list[tuple[str, ReleaseContents]]:
    """Return the releases with a short name each; the same release twice counts once.

    Args:
        paths: folders or zip archives, the oldest first.
        keys: keys we trust; None verifies everything but the signature.

    Raises:
        ReleaseError: one of them is not a release, or not one that we trust.
    """
    found: dict[str, ReleaseContents] = {}
    for path in paths:
        release = read_release(path, keys)
        found.setdefault(release.digest, release.contents)
    return [(f"v{number}", contents) for number, contents in enumerate(found.values(), start=1)]
