"""Which format a release is of: the oldest that knows all that is in it."""

from typing import Literal

from smartstart.release.contents import ReleaseContents
from smartstart.release.tables import has_kept

Format = Literal["smartstart-release/1", "smartstart-release/2"]


def format_of(contents: ReleaseContents) -> Format:
    """Return the format that a release with these contents is written in."""
    declared = contents.sheet.map_bounds or contents.sheet.recoded
    return "smartstart-release/2" if declared or has_kept(contents.statements) else "smartstart-release/1"
