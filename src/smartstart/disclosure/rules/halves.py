"""A count on one half of the households is never shown beside the same group counted on everybody.

Argument: whole minus half is the other half, a group that nobody judged; and with the size of the half, an estimate
made on it can be turned back into its unrounded number of events. The count on everybody is the one that stays. A
half that already left cannot be called back; then the whole is withheld.
"""

from collections.abc import Iterator
from dataclasses import replace

from smartstart.disclosure.judgement import Case, CellKey, Judgement, Rule


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold half counts of groups that are shown whole, and whole counts whose half was shown before."""
    asked = {_group(c.key) for c in case.standing if not c.key.half}
    shown = {_group(key) for key in case.earlier if not key.half}
    halves_shown = {_group(key) for key in case.earlier if key.half}
    for candidate in case.standing:
        group = _group(candidate.key)
        if candidate.key.half and group in asked | shown:
            yield Judgement(
                candidate.id, RULE.name, "de hele groep wordt ook getoond; samen verraden ze de andere helft"
            )
        elif not candidate.key.half and group in halves_shown - shown:
            yield Judgement(candidate.id, RULE.name, "eerder is een telling van de halve groep getoond")


def _group(key: CellKey) -> CellKey:
    """The group itself, whatever was counted, however its population is called: a half has a name of its own."""
    return replace(key, half=False, population="", counted=key.counted)


RULE = Rule("halves", "telling op de helft naast het geheel", judge, relational=True)
