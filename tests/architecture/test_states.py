"""The page on states says what the declarations say."""

from smartstart.workspace.publishing.rules.states import PUBLICATION
from smartstart.workspace.question.rules.gates import ASSESSMENT, SCAN
from tools import states


def test_the_page_is_what_the_declarations_say() -> None:
    written = states.OUT.read_text(encoding="utf-8")
    assert written == states.page(), "run: python -m tools.states"


def test_no_declaration_is_forgotten() -> None:
    found = [machine for _, machine in states.machines()]
    assert len(found) == len({machine.title for machine in found})
    for machine in (PUBLICATION, ASSESSMENT, SCAN):
        assert any(machine is one for one in found)


def test_every_step_stands_in_the_diagram_and_in_the_table() -> None:
    page = states.page()
    for move in PUBLICATION.moves:
        assert f"    {move.source.name.lower()} --> {move.target.name.lower()}: {move.verb}" in page
        assert f"| “{PUBLICATION.words[move.source]}” | “{PUBLICATION.words[move.target]}” | “{move.verb}” |" in page
    assert "Projectleider, Privacyfunctionaris" in page
