"""What fits on one A4, and the texts by which it is judged."""

from smartstart.presentation.a4 import A4, A4Figure
from smartstart.workspace.publishing.rules.material import Text

KIND = "a4"
"""How where-used calls these texts."""
MOST = 3
"""At most three findings: an alderman has one minute."""

HIDDEN = "Op deze A4 staat een bevinding die u niet mag zien."
"""What stands on a sheet, on the page and on paper, for a reader who does not see all of it."""
CAVEAT = "Dit zegt niets over één gezin, en niets over de oorzaak."
"""What stands on a sheet on which nobody wrote what one must know."""


def beside(strengths: str, remark: str) -> str:
    """Return what stands beside the findings: what goes well, and what one must know."""
    well = f"Wat goed gaat: {strengths.strip()}" if strengths.strip() else ""
    return " ".join(filter(None, (well, remark.strip() or CAVEAT)))


class TooMany(ValueError):  # noqa: N818 - what is wrong, in plain words
    """There are three findings on the sheet already."""

    def __str__(self) -> str:
        return "Op een A4 passen drie bevindingen. Haal er eerst één af."


class NotOnASheet(ValueError):  # noqa: N818 - what is wrong, in plain words
    """Too little is known of a finding to put it before an alderman."""

    def __str__(self) -> str:
        return "Van deze bevinding is te weinig bekend om hem op een A4 te zetten."


def texts_of_sheet(content: A4) -> tuple[Text, ...]:
    """Return every text that an A4 shows, so that people can judge exactly that."""
    own = (
        Text("Titel", content.title),
        Text("Het besluit dat we vragen", content.decision),
        Text("Wat men erbij moet weten", content.caveat),
        Text("Van wie", f"{content.owner}, {content.municipality}"),
        Text("Stempel", ", ".join(content.marks)),
    )
    return tuple(text for text in (*own, *(text for figure in content.figures for text in _of(figure))) if text.text)


def _of(figure: A4Figure) -> tuple[Text, ...]:
    return (
        Text("Bevinding", figure.sentence),
        Text("Hoe zeker", f"{figure.certainty}. {figure.certainty_text}"),
        Text("De andere kant", figure.other_side),
        Text("Bij het plaatje", figure.alt),
        Text("De bron", figure.source),
    )
