"""What to tell of a release that came in."""


def notes(*, findings: int, judged: int, marked: int) -> tuple[str, ...]:
    """Return what to tell: how many findings, hunches with an outcome, and texts that are outdated now."""
    told = [f"{_counted(findings, 'bevinding staat', 'bevindingen staan')} erin."]
    if judged:
        told.append(f"{_counted(judged, 'vermoeden heeft', 'vermoedens hebben')} nu een uitkomst.")
    if marked:
        told.append(f"{_counted(marked, 'tekst rust', 'teksten rusten')} op een cijfer dat hiermee verouderd is.")
    return tuple(told)


def _counted(count: int, one: str, more: str) -> str:
    if count == 0:
        return f"geen {more}"
    return f"{count} {one if count == 1 else more}"
