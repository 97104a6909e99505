"""`smartstart review` as a checker types it: what is missing is asked by its own name, and nothing is written."""

from pathlib import Path

import pytest

from smartstart.cli.release import keys_new, verify
from smartstart.cli.review import review
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Origin
from smartstart.release.keys import load_private_key
from smartstart.vocabulary.errors import SmartStartError, TrustError, UsageError
from tests.support.gate_world import write_small_release


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with a release on trial, and a checker with a key of their own."""
    folder = tmp_path_factory.mktemp("kamer")
    for name in ("kamer", "controleur"):
        keys_new(folder, name)
    Ledger.create(folder / "grootboek.jsonl")
    write_small_release(folder, load_private_key(folder / "kamer.key", {}), origin=Origin.REAL)
    return folder


@pytest.mark.parametrize(
    ("left_out", "error", "words"),
    [
        ("room_key", UsageError, ("Met uw eigen sleutel kan dit besluit niet", "--room-key")),
        ("maker", TrustError, ("een sleutel die we niet vertrouwen", "--maker")),
        ("approve", UsageError, ("Laat de vrijgave door", "--approve of --refuse")),
    ],
)
def test_what_is_missing_is_asked_by_name_and_nothing_is_decided(
    room: Path, left_out: str, error: type[SmartStartError], words: tuple[str, ...]
) -> None:
    given = {
        "approve": "J. de Vries, outputcontroleur",
        "maker": [room / "kamer.pub"],
        "room_key": room / "kamer.key",
    }
    given.pop(left_out)
    with pytest.raises(error) as problem:
        review(
            room / "release.zip",
            reason="nagekeken",
            key=room / "controleur.key",
            ledger=room / "grootboek.jsonl",
            out=None,
            **given,  # type: ignore[arg-type]
        )
    assert all(word in str(problem.value) for word in words)
    assert len(Ledger(room / "grootboek.jsonl").entries()) == 1
    assert not (room / "release.review.json").exists()


def test_a_decision_can_be_read_again_and_a_changed_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("kamer", "controleur"):
        keys_new(tmp_path, name)
    Ledger.create(tmp_path / "grootboek.jsonl")
    write_small_release(tmp_path, load_private_key(tmp_path / "kamer.key", {}), origin=Origin.REAL)
    review(
        tmp_path / "release.zip",
        reason="te veel kleine wijken",
        refuse="J. de Vries, outputcontroleur",
        key=tmp_path / "controleur.key",
        ledger=tmp_path / "grootboek.jsonl",
        maker=[tmp_path / "kamer.pub"],
        room_key=tmp_path / "kamer.key",
        out=None,
    )
    decision = tmp_path / "release.review.json"
    verify(decision, [tmp_path / "controleur.pub"])
    said = capsys.readouterr().out
    for words in ("Het besluit klopt", "tegengehouden op", "J. de Vries", "te veel kleine wijken"):
        assert words in said
    with pytest.raises(TrustError, match="sleutel die we vertrouwen"):
        verify(decision, [tmp_path / "kamer.pub"])
    decision.write_text(decision.read_text(encoding="utf-8").replace("te veel", "geen"), encoding="utf-8")
    with pytest.raises(TrustError, match="klopt niet"):
        verify(decision, [tmp_path / "controleur.pub"])
