"""The counted trials, at a twentieth of their size with the same seeds; and the runner that keeps their evidence."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.proof import main, measure
from benchmarks.registry import Figures, Part, all_parts

SCALE = 1 / 20


@pytest.mark.slow
@pytest.mark.parametrize("part", [part for part in all_parts() if not part.full_size_only], ids=lambda part: part.name)
def test_a_part_reaches_its_bar_at_a_twentieth(part: Part) -> None:
    figures, _ = measure(part, SCALE)
    assert figures["passed"], figures
    json.dumps(figures, allow_nan=False)


def _counting(name: str, calls: list[str], *, passed: bool = True, stop: bool = False) -> Part:
    def run(scale: float) -> Figures:
        calls.append(name)
        if stop:
            raise KeyboardInterrupt
        worlds = round(200 * scale)
        return {"passed": passed, "seeds": [1, 2], "bar": "all", "worlds": worlds, "broken": [], "lost": {}}

    return Part(name, "trial", f"Part {name}", run)


def test_a_part_that_is_done_is_passed_over_unless_asked_again(tmp_path: Path) -> None:
    calls: list[str] = []
    parts = [_counting("one", calls), _counting("two", calls)]
    assert main(parts, ["one", "--out", str(tmp_path)]) == 0
    assert main(parts, ["--out", str(tmp_path)]) == 0
    assert calls == ["one", "two"]
    assert main(parts, ["one", "--again", "--out", str(tmp_path)]) == 0
    assert calls == ["one", "two", "one"]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    calls: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        main([_counting("one", calls), _counting("two", calls, stop=True)], ["--out", str(tmp_path)])
    main([_counting("one", calls), _counting("two", calls)], ["--out", str(tmp_path)])
    assert calls == ["one", "two", "two"]


def test_a_bar_that_was_not_reached_is_said_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([_counting("one", [], passed=False)], ["--out", str(tmp_path)]) == 1
    assert "NOT reached" in capsys.readouterr().out
    assert "**NOT reached.**" in (tmp_path / "one.md").read_text(encoding="utf-8")


def test_a_page_says_figures_seeds_and_machine_but_no_place(tmp_path: Path) -> None:
    main([_counting("one", [])], ["--out", str(tmp_path)])
    page = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert page["figures"] == {
        "passed": True, "seeds": [1, 2], "bar": "all", "worlds": 200, "broken": [], "lost": {}
    }  # fmt: skip
    assert page["machine"]["cores"] >= 1
    assert page["machine"]["memory_gib"] >= 1
    written = (tmp_path / "one.md").read_text(encoding="utf-8")
    assert "| broken | none |\n| lost | none |" in written
    assert str(tmp_path) not in json.dumps(page)
    assert "/" not in "".join(str(value) for value in page["machine"].values())


def test_a_smaller_size_never_becomes_evidence() -> None:
    with pytest.raises(SystemExit):
        main([], ["--scale", "0.05"])


def test_a_small_page_does_not_count_as_done(tmp_path: Path) -> None:
    calls: list[str] = []
    parts = [_counting("one", calls)]
    main(parts, ["--scale", "0.05", "--out", str(tmp_path)])
    main(parts, ["--out", str(tmp_path)])
    assert calls == ["one", "one"]


def test_a_part_that_keeps_silent_about_its_seeds_is_refused() -> None:
    with pytest.raises(ValueError, match="seeds"):
        measure(Part("silent", "trial", "Silent", lambda scale: {"passed": True}), SCALE)


def test_a_peer_leaves_nothing_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "peer.py"
    script.write_text(
        'import pathlib\npathlib.Path("peer.log").write_text("log")\nprint(pathlib.Path("peer.log").exists() * 1)\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(peers, "python_of", lambda _: Path(sys.executable))
    monkeypatch.chdir(tmp_path)
    assert peers.ask("peer", script, {}) == 1
    assert not (tmp_path / "peer.log").exists()
