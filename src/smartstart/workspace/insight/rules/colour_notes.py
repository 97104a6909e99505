"""What a note on an area is about, and the texts that become public with it."""

from enum import StrEnum

from smartstart.workspace.publishing.rules.material import Text


class About(StrEnum):
    """What a note tells of."""

    STRENGTH = "sterk"
    WORRY = "zorg"
    OTHER = "anders"


ABOUT_WORDS = {
    About.STRENGTH: "iets wat goed gaat",
    About.WORRY: "iets wat zorgen geeft",
    About.OTHER: "iets anders",
}


def texts_of(area: str, text: str) -> tuple[Text, ...]:
    """Return every text that a public note shows: of which area, and what it says."""
    return (Text("Gebied", area), Text("Wat weten mensen hier", text))
