"""The control: what honest people bring comes in, so that a refusal means something."""

import pytest

from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.tables import municipalities
from smartstart.release.keys import fingerprint
from smartstart.release.reader import read_release
from smartstart.release.seal import archive_bytes
from smartstart.workspace.data.rules.acceptance import Accepted, Standing, decide
from smartstart.workspace.data.rules.door import Figures, receive_figures
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue, declaration_mistakes
from smartstart.workspace.data.rules.release_shape import release_mistakes
from tests.support.doors import FACTS, TODAY, as_release
from tests.support.gate_world import write_small_release
from tests.support.good_figures import OWN, good_figures
from tests.support.hostile_material import KEY, material
from tests.support.public_figures import public_file
from tests.support.shared import shared_data

FILES = 300


def test_three_hundred_honest_files_come_in() -> None:
    for good in good_figures(FILES, seed=1):
        outcome = receive_figures(good.content, good.vocabulary, TODAY)
        assert isinstance(outcome, Figures), (outcome.mistakes[:3], good.content[:300])
        assert len(outcome.rows) == good.rows


def test_the_public_figures_of_real_municipalities_come_in() -> None:
    """The smallest islands, the largest cities, and municipalities that were merged between the years."""
    folder = OpenFolder.at(shared_data())
    known = list(municipalities(folder))
    chosen = {"GM0088", "GM0096", "GM0590", "GM0484", "GM0788", "GM0855", *known[::60]}
    for code in sorted(chosen & set(known)):
        outcome = receive_figures(public_file(folder, code), Vocabulary(catalogue(), frozenset({code})), TODAY)
        assert isinstance(outcome, Figures), (code, outcome.mistakes[:3])


def test_the_example_release_comes_in() -> None:
    outcome = as_release(material().archive)
    assert isinstance(outcome, tuple)
    assert isinstance(outcome[1], Accepted)
    assert outcome[1].standing is Standing.NEW


def test_the_small_release_of_the_gate_comes_in(tmp_path: object) -> None:
    paths = write_small_release(tmp_path, KEY)  # type: ignore[arg-type]
    release = read_release(paths.folder, [KEY.public_key()])
    assert release.manifest.key == fingerprint(KEY.public_key())
    assert release_mistakes(release) == ()
    assert isinstance(decide(release, FACTS), Accepted)
    files = {path.name: path.read_bytes() for path in paths.folder.iterdir()}
    assert isinstance(as_release(archive_bytes(files)), tuple)


@pytest.mark.parametrize("name", sorted(set(OWN) - {"65-plus-alleen"}))
def test_honest_own_figures_can_be_declared(name: str) -> None:
    label = name.replace("-", " ").capitalize()
    assert declaration_mistakes(name, label, OWN[name], catalogue()) == ()
