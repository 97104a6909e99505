"""Where a row stands in the user's own file, for a message."""

from pathlib import Path


def row_of(path: Path, row: int, *, short: bool = False) -> str:
    """Return where a row stands: rows count from 1; in a CSV file the names of the columns stand on line 1.

    Args:
        short: without the file.
    """
    line = f"regel {row + 1}" if path.suffix.lower() == ".csv" else f"rij {row}"
    return line if short else f"{path}, {line}"
