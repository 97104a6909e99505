"""Factors that strengthen each other, the whole way: from a table with published counts to a signed report."""

import re
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from smartstart.attack.assault import assault
from smartstart.attack.evidence import Group
from smartstart.attack.reading import worlds
from smartstart.presentation import insight
from smartstart.presentation.report import reinforcing
from smartstart.presentation.report.book import Book
from smartstart.release.contents import ModelStatement, TableStatement
from smartstart.release.reader import read_release
from smartstart.statistics import Verdict, additive_interaction, of_units
from smartstart.vault.insight.split import found_half
from smartstart.vault.run import Result
from smartstart.vocabulary.errors import StudyError
from tests.support.rooms import KEY, Room

FAIR = (Path(__file__).parent / "studies" / "fair.toml").read_text("utf-8")

# Lung cancer by smoking and asbestos, risks 0.0011, 0.0067 (asbestos only), 0.0095 (smoking only) and 0.0450 (both):
# Hilt et al. 1986, as in VanderWeele and Knol 2014, Epidemiol Methods 3:33, who print the contrast 0.0299.
PUBLISHED = {(0, 0): 11, (0, 1): 67, (1, 0): 95, (1, 1): 450}  # of 10,000 each

LUNGS = """
[question]
id = "longkanker"
title = "Wat doen roken en asbest samen?"
owner = "Voorbeeld met gepubliceerde cijfers"
scope = "question"
purpose = "Laten zien dat gepubliceerde cijfers dezelfde weg gaan."
legal_basis = "Openbare gegevens."
controller = "niet van toepassing"
dpia = { outcome = "Niet nodig: gepubliceerde tabel", date = 2026-03-02 }

[data]
source = "table"
file = "longen.csv"
unit = "man"
units = "mannen"
about = "Werkers in Noorwegen, naar de gepubliceerde tabel"
origin = "public"
household = "gezin"
reference_date = 1980-01-01
outcome = { column = "ziek", name = "ziekte", title = "Longkanker", phrase = "longkanker kregen", event = ["1"] }

[[data.factors]]
column = "rookt"
name = "roken"
title = "Roken"
labels = { "0" = "nee", "1" = "ja" }
phrases = { "0" = "die niet roken", "1" = "die roken" }

[[data.factors]]
column = "asbest"
name = "asbest"
title = "Asbest"
labels = { "0" = "nee", "1" = "ja" }
phrases = { "0" = "die niet met asbest werkten", "1" = "die met asbest werkten" }

[[data.factors]]
column = "zeldzaam"
name = "zeldzaam"
title = "Iets zeldzaams"
labels = { "0" = "nee", "1" = "ja" }
phrases = { "0" = "zonder iets zeldzaams", "1" = "met iets zeldzaams" }

[[analyses]]
kind = "risk_groups"
min_size = 500
min_events = 40

[[analyses]]
kind = "reinforcing"
margin = 2
pairs = [
  { first = { roken = ["1"] }, second = { asbest = ["1"] } },
  { first = { asbest = ["1"] }, second = { zeldzaam = ["1"] } },
]

[release]
policy = "POLICY"
"""


def _room(folder: Path, name: str, table: pd.DataFrame, study: str) -> Room:
    (folder / "gegevens").mkdir()
    table.to_csv(folder / "gegevens" / name, index=False)
    room = Room(folder, folder / "gegevens")
    room.write(study)
    return room


def _lungs(times: int = 1) -> pd.DataFrame:
    """The published table, so many times: 11 cases shown in steps of five could be nine, so `strict` needs more."""
    cells = product((0, 1), repeat=2)
    rows = [(r, a, int(n < times * PUBLISHED[r, a])) for r, a in cells for n in range(times * 10_000)]
    found = pd.DataFrame(rows, columns=["rookt", "asbest", "ziek"])
    found["zeldzaam"] = (np.arange(len(found)) % 200 == 0).astype(int)  # with too few cases
    return found.assign(gezin=np.arange(len(found)))


@pytest.fixture(scope="module", params=[("cbs-ra", 1), ("strict", 3)], ids=str)
def lungs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Result:
    policy, times = request.param
    folder = tmp_path_factory.mktemp("longen")
    return _room(folder, "longen.csv", _lungs(times), LUNGS.replace("POLICY", policy)).run()


def _table(result: Result, name: str) -> TableStatement:
    return next(
        s for s in result.contents.statements if isinstance(s, TableStatement) and s.id == f"reinforcing/{name}"
    )


def test_the_published_contrast_comes_out_within_the_rounding(lungs: Result) -> None:
    """29.9 per 1,000 (tolerance: half of the last digit); with counts rounded to five, within what those allow."""
    contrast = _table(lungs, "p1/contrast")
    assert contrast.lower < 29.9 < contrast.upper  # type: ignore[operator]
    exact = lungs.contents.policy == "cbs-ra"
    assert contrast.value == pytest.approx(29.9, abs=0.05 if exact else 0.9)
    if exact:
        assert _table(lungs, "p1/reri").value == pytest.approx(0.0299 / 0.0011, abs=0.005)
        assert _table(lungs, "p1/ap").value == pytest.approx(0.0299 / 0.0450, abs=0.005)
        assert _table(lungs, "p1/s").value == pytest.approx(0.0439 / 0.0140, abs=0.005)
        assert _table(lungs, "p1/lift").value == 1.0


def test_a_reader_can_work_the_numbers_out_from_the_release_alone(lungs: Result) -> None:
    """Value from the shown counts, limits at least those of MOVER at the shown design effect."""
    release = read_release(lungs.paths.archive, [KEY.public_key()]).contents
    by_id = {s.id: s for s in release.statements}
    contrast = by_id["reinforcing/p1/contrast"]
    assert isinstance(contrast, TableStatement)
    *counts, design = (by_id[name] for name in contrast.of)
    assert isinstance(design, ModelStatement)
    numbers = np.array([s.value for s in counts], float).reshape(2, 2, 2) / max(1.0, design.upper or 0.0)  # type: ignore[union-attr]
    found = additive_interaction(of_units(numbers[..., 1], numbers[..., 0]), recode=False).contrast
    assert contrast.value == pytest.approx(float(found.value), abs=0.051)
    assert contrast.lower <= float(found.lower) + 1e-6  # type: ignore[operator]
    assert contrast.upper >= float(found.upper) - 1e-6  # type: ignore[operator]


def test_the_report_says_it_in_one_sentence_with_its_other_side(lungs: Result) -> None:
    pair, small = reinforcing.views(Book(lungs.contents))
    assert pair.verdict is Verdict.MORE_THAN_THE_SUM
    said = str(pair.sentence)
    assert said.startswith("Samen is het meer dan de som: het verschil met de som is +30 van elke 1.000 mannen")
    assert "maken ongeveer 45 dit mee, en 955 niet" in said
    assert said.endswith("Dit zegt niets over de oorzaak.")
    assert not re.search(r"door |veroorza|leidt tot|zorgt", said)
    assert [row.words for row in pair.rows][0::3] == ["Geen van beide", "Allebei"]
    assert str(small.sentence) == "Over deze omstandigheden samen: te weinig om iets te zeggen."
    assert small.verdict is None
    page = (lungs.paths.folder / "report.html").read_text("utf-8")
    # "About the sum" is what the whole interval says, not the estimate alone, and the reader is told so.
    assert "Weten we vrijwel zeker dat het verschil met de som kleiner is dan" in page
    assert "dan noemen we het “ongeveer de som”; die grens is vooraf gekozen." in page
    # A pair without any number is named in a list, and gets no table of empty rows.
    assert [pair.silent, small.silent] == [False, True]
    silent = page.partition("Samen te weinig om iets te zeggen</h3>")[2].partition("</ul>")[0]
    assert silent.count("<li ") == 1
    assert page.count("<caption>Van elke 1.000 mannen maakten dit mee") == 1
    assert said in re.sub(r"<[^>]+>", "", page)


def test_every_number_of_a_pair_has_its_place_on_the_page_of_the_workplace(lungs: Result) -> None:
    parts = insight.together(lungs.contents)
    mine = {s.id for s in lungs.contents.statements if s.id.startswith("reinforcing/")}
    assert {i for part in parts for i in part.statements} == mine
    explained = ["“Som” betekent hier" in " ".join(one.text for one in part.sentences) for part in parts]
    assert explained == [True, False], "only where something is said of the sum"
    others = {i for part in insight.other_statements(lungs.contents) for i in part.statements}
    assert not mine & others


def test_attackers_learn_nothing_from_pairs(lungs: Result) -> None:
    outcome = assault(worlds([("v1", lungs.contents)]))
    assert sum(tried.looked_at for tried in outcome.tried) > 20
    claims = [one for tried in outcome.tried for one in tried.learned]
    assert not [one for one in claims if not _of_the_unknown(one.group, lungs)]


def _of_the_unknown(group: Group, lungs: Result) -> bool:
    """Nobody in this table is unknown: at most eight of those, or outside all others, is about nobody."""
    known = {d.name: {level.code for level in d.levels if not level.missing} for d in lungs.contents.sheet.dimensions}
    if any(not levels & known[factor] for factor, levels in group.inside):
        return True
    told: dict[str, set[str]] = {}
    for factor, levels in (condition for key in group.outside for condition in set(key) - set(group.inside)):
        told.setdefault(factor, set()).update(levels)
    return any(levels >= known[factor] for factor, levels in told.items())


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Result:
    more = '[[analyses]]\nkind = "reinforcing"\nmargin = 20\nwithin_findings = true\n\n[release]'
    folder = tmp_path_factory.mktemp("fair")
    table = sm.datasets.fair.load_pandas().data
    return _room(folder, "fair.csv", table, FAIR.replace("[release]", more)).run()


def test_pairs_within_findings_are_counted_on_the_half_that_was_held_back(fair: Result) -> None:
    """Counted by pandas; without a column for households every row is one, numbered from 0."""
    table = sm.datasets.fair.load_pandas().data
    kept = table[~found_half(np.arange(len(table)), 7)]
    view = reinforcing.views(Book(fair.contents))[0]
    assert not view.planned
    everybody = sum(_table(fair, f"f1/c{name}-size").value or 0 for name in ("00", "01", "10", "11"))
    events = sum(_table(fair, f"f1/c{name}-events").value or 0 for name in ("00", "01", "10", "11"))
    assert (everybody, events) == (len(kept), (kept["affairs"] > 0).sum())
    assert {c.factor for c in _table(fair, "f1/c00-size").predicate.conditions} >= {"helft-7"}


def test_help_is_refused_as_a_side_of_a_pair(tmp_path: Path) -> None:
    study = LUNGS.replace("POLICY", "cbs-ra").replace('"zeldzaam"\ntitle', '"jeugdhulp"\ntitle')
    study = study.replace("{ zeldzaam =", "{ jeugdhulp =")
    with pytest.raises(StudyError, match="De factor 'jeugdhulp' gaat over hulp"):
        _room(tmp_path, "longen.csv", _lungs().head(200), study).run()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("{ zeldzaam =", "{ zeldzame =", "staat niet bij de factoren"),
        ('zeldzaam = ["1"]', 'zeldzaam = ["7"]', "geen bekende waarde"),
        ('zeldzaam = ["1"]', 'zeldzaam = ["0", "1"]', "niemand over"),
        ('second = { zeldzaam = ["1"] }', 'second = { asbest = ["0"] }', "twee verschillende factoren"),
        ("margin = 2", "margin = 0", "margin"),
    ],
)
def test_a_pair_that_cannot_be_is_told_with_its_place(tmp_path: Path, old: str, new: str, word: str) -> None:
    assert old in LUNGS
    with pytest.raises(StudyError) as told:
        _room(tmp_path, "longen.csv", _lungs(), LUNGS.replace("POLICY", "cbs-ra").replace(old, new)).run()
    assert word in str(told.value)
    assert "analyses" in str(told.value)
