"""Where the letters for printed pages are, once the look is built."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "letters"


def letters() -> Path | None:
    """Return the folder with the letters for print; None when they are not built: the machine's own are used then."""
    return _FOLDER if any(_FOLDER.glob("*.ttf")) else None
