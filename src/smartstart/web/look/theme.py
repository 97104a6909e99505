"""A municipality's own house style: one file with design tokens, named in the settings."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LARGEST = 300_000  # bytes
_FORBIDDEN = ("@import", "url(", "expression(", "</")


@dataclass(frozen=True, slots=True)
class ThemeError(Exception):
    """The file cannot be used: what is wrong, and what to do."""

    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.wrong} {self.mend}"


def path() -> Path | None:
    """Return the file that the setting names; None when there is none."""
    named = str(getattr(settings, "SMARTSTART_THEME_CSS", "") or "")
    return Path(named) if named else None


def read(file: Path) -> str:
    """Return the text of the file.

    Raises:
        ThemeError: there is no such file, it is too large, it is not text, or it reaches outside.
    """
    if not file.is_file():
        raise ThemeError(f"Het bestand voor de huisstijl bestaat niet: {file}.", "Pas SMARTSTART_THEME_CSS aan.")
    if file.stat().st_size > LARGEST:
        raise ThemeError(
            f"Het bestand voor de huisstijl is groter dan {LARGEST // 1000} kB: {file}.",
            "Lever alleen de design tokens, zonder lettertypen en plaatjes.",
        )
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ThemeError(
            f"Het bestand voor de huisstijl is geen tekst (UTF-8): {file}.", "Bewaar het als UTF-8."
        ) from None
    found = [word for word in _FORBIDDEN if word in text.lower()]
    if found:
        raise ThemeError(
            f"In het bestand voor de huisstijl staat “{found[0]}”: {file}.",
            "Haal die regel weg: een huisstijl mag niets van elders laden.",
        )
    return text
