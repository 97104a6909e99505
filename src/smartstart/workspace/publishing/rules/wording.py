"""What the word list says of the texts of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from smartstart.workspace.publishing.rules.language import Finding, check_language
from smartstart.workspace.publishing.rules.material import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and what was found in it."""

    label: str
    text: str
    findings: tuple[Finding, ...]


def read(texts: Iterable[Text]) -> tuple[Reading, ...]:
    """Return every text that says something, with what the word list finds in it."""
    return tuple(Reading(text.label, text.text, check_language(text.text)) for text in texts if text.text.strip())


def blocks(texts: Iterable[Text]) -> bool:
    """Tell whether something in these texts may not be said in public."""
    return any(finding.blocks for reading in read(texts) for finding in reading.findings)
