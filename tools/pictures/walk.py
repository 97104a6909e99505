"""Filling a workplace and asking all its pages, as the tests do, on a day that is always the same.

In a process of its own: `python -m tools.pictures.walk HOME FIGURES OUT MOST`.
"""

import datetime as dt
import sys
from pathlib import Path

from django.utils import timezone

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


def main(home: Path, figures: Path, out: Path, most: int) -> None:
    """Stop the clock and write the pages."""
    timezone.now = lambda: NOW
    from tests.support import every_page

    every_page.main(home, figures, out, most)


if __name__ == "__main__":
    home, figures, out = map(Path, sys.argv[1:4])
    main(home, figures, out, int(sys.argv[4]))
