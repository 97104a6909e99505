"""Count events where a municipality is too small, one step up: together with the neighbours that the study named.

The years are pooled already: every count is over all reference dates. Which municipalities go together is declared,
so it tells nothing of what happened there. Together they make way for nothing of their own members: the count of one
municipality gives way to the count of all of them.
"""

from collections.abc import Iterator, Sequence

from smartstart.disclosure.candidates import Partition
from smartstart.release.contents import Condition, Counted
from smartstart.vault.export.builder import PART, Builder
from smartstart.vault.export.local import PLACE
from smartstart.vault.export.wording import LOCAL, NEIGHBOURS, RISK_GROUPS
from smartstart.vault.insight.findings import Finding
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.explaining import nearest
from smartstart.vocabulary.errors import StudyError

Together = tuple[str, ...]
_EVENTS = "events"


def check(plan: RiskGroupPlan) -> None:
    """Refuse neighbours for which the study asks no figures, as far as the question alone tells: before hours of work.

    Raises:
        StudyError: the study counts in no municipality, or names those it counts in and a neighbour is none of them.
    """
    if plan.local is not True:
        groups(plan, plan.local or ())


def groups(plan: RiskGroupPlan, codes: Sequence[str]) -> tuple[Together, ...]:
    """Return the groups of neighbours of a study, each in order of code.

    Args:
        codes: the municipalities that findings are counted in.

    Raises:
        StudyError: a neighbour is none of them.
    """
    for code in (code for group in plan.neighbours for code in group):
        if code not in codes:
            raise StudyError(
                f"De gemeente '{code}' staat bij de buren, maar voor die gemeente vraagt de studie geen cijfers.",
                where="analyses.neighbours",
                expected="gemeenten van deze studie, die ook bij 'local' horen",
                mend=nearest(code, list(codes)) if codes else "",
            )
    return tuple(tuple(sorted(group)) for group in plan.neighbours)


def asked(
    builder: Builder, together: Sequence[Together], codes: Sequence[str], findings: Sequence[Finding]
) -> Iterator[Partition]:
    """Ask per finding for the events of each group of neighbours; yield what adds up to what."""
    alone = [code for code in codes if not any(code in group for group in together)]
    for finding in findings if together else ():
        names = []
        for number, group in enumerate(together, start=1):
            predicate = finding.predicate.having(Condition(factor=PLACE, levels=group))
            subject = f"b{number}-{finding.id}"
            names.append(builder.count(subject, _EVENTS, predicate, Counted.EVENTS, NEIGHBOURS, PART))
            yield Partition(whole=names[-1], parts=tuple(_own(code, finding) for code in group))
        yield Partition(
            whole=f"{RISK_GROUPS}/{finding.id}/{_EVENTS}", parts=(*names, *(_own(code, finding) for code in alone))
        )


def _own(code: str, finding: Finding) -> str:
    return f"{LOCAL}/{code.lower()}-{finding.id}/{_EVENTS}"
