"""A release as a checker would see it: real data on trial, with something to look at of every kind."""

import datetime as dt
from dataclasses import replace

from smartstart.presentation.checker import render_checker
from smartstart.presentation.checker.facts import (
    Audited,
    Before,
    Cell,
    Checked,
    Counts,
    Earlier,
    Limits,
    Outcome,
    Outside,
    Rule,
    Threshold,
)
from smartstart.release.contents import ModelStatement, Origin, ReleaseContents, Stamp, Statement, TableStatement
from tests.support.release_example import example_release

RULES = (Rule("persons", "te weinig personen"), Rule("joint_audit", "samen met andere cijfers uit te rekenen"))


def _cell(statement: Statement) -> Cell:
    hidden = statement.value is None
    table = isinstance(statement, TableStatement)
    counts = None if table and statement.of else Counts(1234, 1201, 777, 56, 1178)
    reference = Counts(9, 8, 7, 6, 5) if isinstance(statement, ModelStatement) else None
    wide = Outside(10, Limits(0, 41.5, False), Limits(1, float("inf"), True))
    return Cell(
        id=statement.id,
        counts=counts,
        reference=reference,
        outcomes=(Outcome.PASSED, Outcome.WITHHELD if hidden else Outcome.PASSED),
        reasons=("samen met andere cijfers geeft dit een te kleine groep weg",) if hidden else (),
        outside=wide if hidden and counts and not reference else None,
        before=(Before(3, dt.date(2025, 11, 2), 1235.0),) if statement.id == "risk_groups/population/size" else (),
        kept=statement.id == "risk_groups/population/size",
        near=("14 personen (drempel 10)",) if statement.id == "risk_groups/g1/size" else (),
    )


def checked_example(contents: ReleaseContents, **more: object) -> Checked:
    cells = {s.id: _cell(s) for s in contents.statements if isinstance(s, Statement)}
    settings: dict[str, object] = {
        "cells": cells,
        "rules": RULES,
        "by_rule": {"joint_audit": 7},
        "thresholds": (Threshold("minste aantal personen", "10", "nagelezen", "richtlijn 1 van het CBS"),),
        "policy": "cbs-ra 0123456789ab",
        "policy_title": "Uitvoerregels van CBS Remote Access",
        "review": "real",
        "study_fingerprint": "a1" * 32,
        "definitions_fingerprint": "b2" * 32,
        "software": "smartstart 0.1.0",
        "remembered": True,
        "head": 3,
        "audited": (Audited("kinderen-1", 812, 96, 2),),
        "apart": (Earlier(2, dt.date(2025, 3, 4), "schoolverzuim"),),
        **more,
    }
    return Checked(**settings)


def trial() -> ReleaseContents:
    """The example release, of real data and on trial."""
    return replace(example_release(), origin=Origin.REAL, stamp=Stamp.TRIAL)


def example_page() -> str:
    """The page of the checker for it."""
    contents = trial()
    return render_checker(contents, checked_example(contents))
