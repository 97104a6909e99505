"""What to tell of a release that came in."""


def notes(*, findings: int, judged: int, marked: int) -> tuple[str, ...]:
    """Return what to tell: how many findings, hunches with an outcome, and texts that are outdated now."""
    told = [_held(findings)]
    if judged:
        told.append(f"{judged} {'vermoeden heeft' if judged == 1 else 'vermoedens hebben'} nu een uitkomst.")
    if marked:
        texts = "tekst rust" if marked == 1 else "teksten rusten"
        told.append(f"{marked} {texts} op een cijfer dat hiermee verouderd is.")
    return tuple(told)


def _held(findings: int) -> str:
    if findings == 0:
        return "Er staat geen bevinding in."
    return "Er staat 1 bevinding in." if findings == 1 else f"Er staan {findings} bevindingen in."
