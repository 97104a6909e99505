"""Two studies on the same children, over five reference dates and over four of them: what subtraction tells."""

from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Counted, State, TableStatement
from smartstart.vault.run import Result
from tests.support.rooms import SmallRun, small_study

pytestmark = pytest.mark.slow

FEWEST = 10


@pytest.fixture(scope="module")
def both(small_run: SmallRun, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Result, Path]:
    room, book = small_run.after(tmp_path_factory.mktemp("room"))
    room.write(_without_the_last_date(small_study()))
    return small_run.result, room.run("vier", ledger=book, threads=2), book


def _without_the_last_date(text: str) -> str:
    start = text.index("reference_dates = [")
    end = text.index("]", start)
    dates = text[start:end].rstrip().rstrip(",")
    return text[:start] + dates[: dates.rindex(",")] + text[end:]


def _shown(result: Result) -> dict[tuple[str, str], float]:
    found = (s for s in result.contents.statements if isinstance(s, TableStatement) and s.state is State.SHOWN)
    return {(s.predicate.model_dump_json(), s.counted): s.value for s in found if s.counted and s.value is not None}


def test_what_is_left_of_the_fifth_date_is_nothing_or_many(both: tuple[Result, Result, Path]) -> None:
    five, four, _ = both
    before, after = _shown(five), _shown(four)
    shared = before.keys() & after.keys()
    assert len(shared) > 3
    for cell in shared:
        assert before[cell] - after[cell] >= FEWEST or cell[1] is Counted.HOUSEHOLDS, cell


def test_both_are_audited_together_and_the_ledger_says_so(both: tuple[Result, Result, Path]) -> None:
    _, four, book = both
    first, second = (entry.release for entry in Ledger(book).entries() if entry.release is not None)
    assert first.scopes[0].family == second.scopes[0].family
    assert first.scopes[0].population != second.scopes[0].population
    assert second.apart == ()
    assert "Eerdere vrijgaven" in (four.inside / "checker.html").read_text(encoding="utf-8")
