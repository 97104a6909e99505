"""The documents say what is so: commands exist, links lead somewhere, numbers and words agree."""

import re
import tomllib

import pytest
import typer
import yaml
from typer.core import TyperGroup

from smartstart.cli.root import app
from tests.support.house import ROOT, tracked

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "organisation.uri",
    "legal.license",
    "maintenance.type",
    "maintenance.contacts",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)
DEPRECATED = ("inputTypes", "outputTypes", "monochromeLogo", "genericName", "legal.repoOwner", "legal.authorsFile")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text("Makefile"), flags=re.MULTILINE))


def test_the_readme_begins_with_two_commands_that_exist() -> None:
    block = re.match(r"# .+\n+```sh\n(.*?)```", _text("README.md"), flags=re.DOTALL)
    assert block
    commands = [line.split("#")[0].strip() for line in block.group(1).splitlines()]
    assert commands == ["make demo", "make test"]


def test_the_readme_shows_the_report_right_after() -> None:
    after = _text("README.md").split("```")[2].strip()
    assert re.match(r"!\[[^\]]+\]\(docs/images/report\.png\)", after)


@pytest.mark.parametrize("document", ["README.md", "DEVELOPERS.md", "ARCHITECTURE.md"])
def test_every_make_target_that_is_named_exists(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(re.findall(r"`[^`]+`|^ *make .+$", _text(document), re.M))))
    assert named <= _targets()


def test_integration_runs_the_newcomers_commands_and_the_checks() -> None:
    script = _text(".ci/run")
    assert script.count("make demo </dev/null") == 2
    assert "make test </dev/null" in script
    assert '"make check" make check' in script
    assert "export CI=true" in script
    assert "set -euo pipefail" in script


@pytest.mark.parametrize("document", ["README.md", "DEVELOPERS.md", "ARCHITECTURE.md", "SECURITY.md"])
def test_every_command_that_is_named_exists(document: str) -> None:
    named = set(re.findall(r"`(?:\S*/)?smartstart ([a-z][a-z-]*)", _text(document)))
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    assert named <= set(group.commands)


def test_every_target_is_explained_in_the_help() -> None:
    explained = set(re.findall(r"^([a-z]+):.*## \S", _text("Makefile"), flags=re.MULTILINE))
    assert explained == _targets()


@pytest.mark.parametrize("document", [path.relative_to(ROOT).as_posix() for path in tracked("*.md")])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    for link in LINK.findall(_text(document)):
        if "://" not in link:
            assert (here / link).exists(), f"{document} links to {link}"


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "DEVELOPERS.md", "SECURITY.md"])
def test_every_path_that_is_named_is_there(document: str) -> None:
    """Paths from the root, or below the package or the templates of the look; what `make` makes is not there yet."""
    named = set(re.findall(r"`([a-z_]+/[\w/.]*)`", _text(document)))
    assert named
    bases = (ROOT, ROOT / "src/smartstart", ROOT / "src/smartstart/web/look/templates")
    missing = [name for name in sorted(named) if not any((base / name).exists() for base in bases)]
    assert [name for name in missing if not name.startswith(("build/", "dist/"))] == []


def test_the_tree_in_the_architecture_is_the_tree() -> None:
    named = set(re.findall(r"^\| `([a-z]+)` \|", _text("ARCHITECTURE.md").split("Inside the workspace")[0], re.M))
    zones = {path.name for path in (ROOT / "src/smartstart").iterdir() if path.is_dir() and path.name[0] != "_"}
    assert named == zones


def test_every_kind_of_test_is_explained() -> None:
    named = set(re.findall(r"^\| `tests/([a-z]+)` \|", _text("DEVELOPERS.md"), re.M))
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert folders <= named


def test_decisions_are_numbered_as_their_titles_say() -> None:
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert files
    for number, path in enumerate(files, start=1):
        assert re.fullmatch(rf"{number:04d}-[a-z0-9-]+\.md", path.name)
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_every_word_of_the_glossary_stands_there_once_and_in_order() -> None:
    rows = [line.split("|")[1:4] for line in _text("GLOSSARY.md").splitlines() if line.startswith("| ")][2:]
    terms = [row[0].strip() for row in rows]
    assert len(terms) > 50
    assert terms == sorted(set(terms), key=str.casefold)
    assert all(cell.strip() for row in rows for cell in row)
    dutch = [row[1].strip() for row in rows if "code only" not in row[1]]
    assert len(dutch) == len(set(dutch)), "one word for one thing"


def test_publiccode_has_what_version_0_7_asks() -> None:
    card = yaml.safe_load(_text("publiccode.yml"))
    assert card["publiccodeYmlVersion"] == "0.7"
    assert all(_field(card, name) is not None for name in MANDATORY)
    assert all(_field(card, name) is None for name in DEPRECATED)
    assert set(card["description"]) == {"en", "nl"}
    for text in card["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def _field(card: dict[str, object], name: str) -> object:
    found: object = card
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def test_name_version_and_licence_agree_everywhere() -> None:
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    card = yaml.safe_load(_text("publiccode.yml"))
    assert card["softwareVersion"] == project["version"]
    assert f'__version__ = "{project["version"]}"' in _text("src/smartstart/__init__.py")
    assert card["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert _text("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in _text("LICENSE")
