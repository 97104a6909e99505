"""Which format a release is of: the oldest that knows all that is in it."""

from smartstart.release.contents import Format, ReleaseContents
from smartstart.release.tables import has_combined, has_kept


def format_of(contents: ReleaseContents) -> Format:
    """Return the format that a release with these contents is written in."""
    sheet, statements = contents.sheet, contents.statements
    declared = sheet.map_bounds or sheet.recoded or sheet.contrast_margin is not None
    newer = declared or has_kept(statements) or has_combined(statements)
    return "smartstart-release/2" if newer else "smartstart-release/1"
