"""The way from a question file to a sealed release: each step in its own room, in the order of the method."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from smartstart import __version__
from smartstart.disclosure import checker, door
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.predicates import levels_of
from smartstart.disclosure.scope import needed_parts
from smartstart.presentation.report import render_report
from smartstart.release.contents import StudySheet
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export import breakdowns, inside
from smartstart.vault.export.builder import Ask
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.sheet import hunch_predicates, study_sheet
from smartstart.vault.export.submission import submission
from smartstart.vault.export.wording import population_id, population_scopes
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.overlap import overlaps
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.run import insights, places
from smartstart.vault.run.answerable import require_answerable
from smartstart.vault.run.borders import borders_of, names_of
from smartstart.vault.run.describable import require_describable
from smartstart.vault.run.machines import require_spark
from smartstart.vault.run.opening import Opened, open_cohort
from smartstart.vault.run.order import Order, Result, Step
from smartstart.vault.study.approval import approval_path, fingerprint, require_approval
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import located, read_study
from smartstart.vocabulary.errors import GateRefusal, TrustError


def run(order: Order, step: Step) -> Result:
    """Take a study from question to signed release; see `_walked`. Mistakes in the study get their line."""
    with located(order.study):
        return _walked(order, step)


def _walked(order: Order, step: Step) -> Result:
    """Take a study from question to signed release.

    Raises:
        StudyError, DataError: the study or the data are wrong.
        UsageError: the place for the results holds things that are not ours.
        TrustError: no valid approval, or the ledger is absent or broken.
        GateRefusal: the gate released nothing.
    """
    study = read_study(order.study)
    if order.spark is not None:
        require_spark(order.spark, study)
    approver = _require_leave(order, study)
    require_answerable(study)  # now, not after hours of work
    ledger = None if order.draft or order.key is None else Ledger.existing(order.ledger, order.key.public_key())
    if ledger is not None:
        ledger.entries()  # a broken ledger is told now, not after hours of work
    out = places.prepared(order.out, order.data, draft=order.draft)
    borders = borders_of(study, order.data, order.borders)
    with (
        places.working_folder(out) as work,
        DuckEngine(work, memory=order.memory, threads=order.threads) as engine,
    ):
        opened = open_cohort(engine, study, order.data, work, step, names_of(borders), order.spark)
        require_describable(opened.cohort)
        plan = study.risk_groups
        with step("Inzicht: risicogroepen zoeken en toetsen") as note:
            groups = risk_groups(opened.cohort, plan, _hunches(study, opened.cohort), note)
        opened = replace(opened, cohort=insights.described(study, opened.cohort))
        further = insights.found(study, opened.cohort, groups, step)
        with step("Poort: beoordelen wat naar buiten mag"):
            recount = Recount(engine, opened.cohort, found_half(opened.cohort.household, plan.split_seed))
            shown = breakdowns.shown(study, plan, opened.cohort, recount)
            asked = _asked(ledger, study, opened.cohort, groups, recount, insights.asking(further))
            known = places.answers(order.ledger, order.key) if ledger is not None and order.key is not None else Cache()
            judged = judge(asked, load_policy(study.release.policy), opened.cohort.dimensions, ledger, known)
        with step("Poort: uitschrijven voor wie de uitvoer controleert"):
            facts = _facts(order, study, opened, approver)
            sheet = study_sheet(study, opened.cohort, plan, shown, insights.methods(study, opened.cohort.dimensions))
            pages = _for_the_checker(judged, asked, sheet, facts, opened.cohort, ledger, known)
            known.tidy()
        told = insights.told(further, overlaps(opened.cohort, groups))
        exact = inside.Exact(groups, told, judged.judgements, opened.cohort.drop_off, opened.read, pages)
        if judged.outline.released == 0:
            raise _refusal(out / places.REFUSED, exact)
        with step("Concept: schrijven" if order.draft else "Vrijgave: schrijven en ondertekenen"):
            result = _release(order, out, sheet, facts, judged, ledger, borders.get(_level(shown)))
            inside.write(result.inside, exact)
    return result


def _require_leave(order: Order, study: Study) -> str:
    """Return who approved the study; nobody for a draft."""
    if order.draft:
        return ""
    approval = require_approval(study, approval_path(order.study), list(order.approvers), order.today)
    if order.key is None:
        raise TrustError(
            "Er is geen sleutel om de vrijgave mee te ondertekenen.",
            mend="maak er een met 'smartstart keys new' en geef hem mee met --key, of gebruik --draft",
        )
    return approval.approver


def _hunches(study: Study, cohort: CodedCohort) -> list[Any]:
    predicates = hunch_predicates(study, cohort.dimensions)
    return [
        (name, predicates[name], hunch.date) for name, hunch in zip(predicates, study.question.hunches, strict=True)
    ]


def _asked(
    ledger: Ledger | None,
    study: Study,
    cohort: CodedCohort,
    groups: RiskGroups,
    recount: Recount,
    further: Sequence[Ask],
) -> Submission:
    plan = study.risk_groups
    if ledger is None:
        return submission(study, plan, cohort, groups, recount, further=further)
    known, kindred = levels_of(cohort.dimensions), ledger.memory().groups()
    shared = [part for scope in population_scopes(study) for part in needed_parts(scope, kindred, known)]
    return submission(study, plan, cohort, groups, recount, ledger.groups(population_id(study)), shared, further)


def _level(shown: Sequence[breakdowns.Shown]) -> str:
    """Return the level of the areas that are shown; empty without areas."""
    return next((one.factor for one in shown if one.of_areas), "")


def _facts(order: Order, study: Study, opened: Opened, approver: str) -> door.ReleaseFacts:
    return door.ReleaseFacts(
        study_fingerprint=fingerprint(study),
        definitions_fingerprint=opened.definitions,
        software=f"smartstart {__version__}",
        origin=opened.cohort.origin,
        draft=order.draft,
        day=order.day,
        approver=approver,
    )


def _for_the_checker(
    judged: Judged,
    asked: Submission,
    sheet: StudySheet,
    facts: door.ReleaseFacts,
    cohort: CodedCohort,
    ledger: Ledger | None,
    known: Cache,
) -> inside.Checker:
    """Return what the checker reads; made before anything leaves, so that no release is without."""
    behind = checker.checked(judged, asked, cohort.dimensions, facts, checker.past(ledger), known)
    return inside.checker(door.contents_of(judged, sheet, facts), behind)


def _refusal(folder: Path, exact: inside.Exact) -> GateRefusal:
    """Keep what was found for who asked, inside, and return the error that says where."""
    inside.write(folder, exact)
    return GateRefusal(
        "De poort laat niets door: alle cijfers gaan over te weinig mensen of huishoudens.",
        where=str(folder / "oordelen.csv"),
        mend="neem meer jaren of een groter gebied, of vraag naar grotere groepen",
    )


def _release(
    order: Order,
    out: Path,
    sheet: StudySheet,
    facts: door.ReleaseFacts,
    judged: Judged,
    ledger: Ledger | None,
    borders: dict[str, Any] | None,
) -> Result:
    paths = door.release(
        judged,
        sheet,
        facts,
        out,
        key=order.key,
        render=render_report,
        ledger=ledger,
        borders=borders,
    )
    return Result(door.contents_of(judged, sheet, facts, borders), judged, paths, out / places.INSIDE)
