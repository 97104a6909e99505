"""Learn on the larger population, count locally: what a finding means for each municipality.

In one small municipality nearly every count of events is too small to show. What can be shown is how many children
belong to a group that was found in the whole region, and how many events one would expect among them at the risk of
the region. The expected number is computed from what is shown anyway: it tells nothing of what happened there. Counted
events are asked too, over all reference dates together; where they may not be shown, the next step of the ladder is
the region, whose events stand with the finding itself.
"""

from collections.abc import Iterator, Sequence

from smartstart.disclosure.candidates import Partition
from smartstart.release.contents import Condition, Counted, Predicate, Statistic
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export.builder import PART, Builder
from smartstart.vault.export.wording import LOCAL, RISK_GROUPS
from smartstart.vault.insight.findings import Finding
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.explaining import nearest
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import StudyError

PLACE = "gemeente"
_COUNTS = (("size", Counted.ROWS, PART), ("events", Counted.EVENTS, 0))  # events make way for the size they are part of


def municipalities(study: Study, plan: RiskGroupPlan, cohort: CodedCohort) -> tuple[str, ...]:
    """Return the municipalities that findings are counted in; none where the cohort is one municipality.

    All of them where the study names its areas. A study of the whole country names the ones it is for.

    Raises:
        StudyError: the study names a municipality that the cohort does not have.
    """
    place = next((p.dimension for p in cohort.places if p.dimension.name == PLACE), None)
    known = [level.code for level in place.levels if not level.missing] if place else []
    if not isinstance(plan.local, bool):
        for code in plan.local:
            if code not in known:
                raise StudyError(
                    f"De studie vraagt cijfers over '{code}', maar die gemeente hoort niet bij de onderzoeksgroep.",
                    where="analyses.local",
                    mend=nearest(code, known),
                )
        known = [code for code in known if code in plan.local]
    elif not (plan.local and len(known) > 1 and study.question.areas):
        return ()
    return tuple(known)


def asked(builder: Builder, codes: Sequence[str], findings: Sequence[Finding]) -> Iterator[Partition]:
    """Ask, per municipality and finding, for size, share, expected number and events; yield what adds up to what."""
    for code in codes if findings else ():
        here = Condition(factor=PLACE, levels=(code,))
        everybody = builder.count(code.lower(), "size", Predicate(conditions=(here,)), Counted.ROWS, LOCAL, PART)
        for finding in findings:
            _part(builder, f"{code.lower()}-{finding.id}", finding, finding.predicate.having(here), everybody)
    for finding in findings if codes else ():
        for role, _, _ in _COUNTS:
            yield Partition(
                whole=f"{RISK_GROUPS}/{finding.id}/{role}",
                parts=tuple(f"{LOCAL}/{code.lower()}-{finding.id}/{role}" for code in codes),
            )


def _part(builder: Builder, subject: str, finding: Finding, group: Predicate, everybody: str) -> None:
    size, _ = (builder.count(subject, role, group, counted, LOCAL, weight) for role, counted, weight in _COUNTS)
    builder.ratio(subject, "share", group, Statistic.SHARE, (size, everybody), LOCAL)
    builder.ratio(subject, "per-date", group, Statistic.PER_DATE, (size,), LOCAL)
    builder.ratio(subject, "expected", group, Statistic.EXPECTED, (size, f"{RISK_GROUPS}/{finding.id}/risk"), LOCAL)
