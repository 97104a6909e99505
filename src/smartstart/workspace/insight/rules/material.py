"""What the public page of a finding shows, text by text, so that people can judge exactly that."""

from collections.abc import Iterator

from smartstart.presentation.insight import FindingPart, Why
from smartstart.release.contents import Counted, ReleaseContents, State, TableStatement
from smartstart.workspace.insight.rules.prepared import StudyWords
from smartstart.workspace.publishing.rules.material import Text


def texts_of(study: StudyWords, part: FindingPart, strengths: str) -> tuple[Text, ...]:
    """Return every text that the page of a finding, its explanations and its files show.

    Args:
        strengths: what goes well in this group, as a colleague wrote it down.
    """
    return tuple(text for text in (*_texts(study, part), Text("Wat er goed gaat", strengths)) if text.text)


def _texts(study: StudyWords, part: FindingPart) -> Iterator[Text]:
    yield Text("De groep", part.title)
    yield Text("De vraag", study.title)
    yield Text("Waar het om gaat", part.about)
    yield Text("Het antwoord", str(part.sentence))
    if part.pieces is not None:
        yield Text("De andere kant", f"{part.pieces.other_side} {part.pieces.caveat}")
    yield Text("Hoe zeker", f"{part.certainty}. {part.certainty_text}")
    for title in (part.dots_title, part.stairs_title, part.share_title):
        yield Text("Bij een plaatje", title)
    if part.everybody_rate is not None:
        yield Text("Bij een plaatje", f"{part.everybody_rate} van elke 1.000 van iedereen samen")
    for step in part.peel:
        yield Text("De trap", f"{step.label}: {step.size}, {step.events}, {step.rate}")
    for caveat in study.caveats:
        yield Text("Wat dit niet zegt", caveat)
    for entry in part.why:
        yield Text("Uitleg bij een cijfer", _reason(entry))
    yield Text("De bron", part.source)
    yield Text("Stempel", ", ".join(part.marks))


def _reason(entry: Why) -> str:
    """Return one number with everything that explains it, without its bare value: that stands in the words."""
    shown = entry.row
    words = (shown.label, str(shown.value), shown.interval, shown.unit, entry.group, entry.beside, entry.period)
    more = (entry.population, entry.made, entry.precision, entry.rounding, entry.means, entry.confirmed)
    return "; ".join(word for word in (*words, *more) if word)


def smallest_group(contents: ReleaseContents, part: FindingPart) -> int:
    """Return how many people are in the smallest group behind a finding; 0 when the release does not say."""
    behind = set(part.statements)
    known = [
        s.value
        for s in contents.statements
        if isinstance(s, TableStatement) and s.id in behind and s.counted is Counted.PERSONS
        and s.state is State.SHOWN and s.value is not None
    ]  # fmt: skip
    return int(min(known, default=0))
