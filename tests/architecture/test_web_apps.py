"""What no import contract can see in the web: links between tables, who writes, and what a template may do."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from tests.support.house import ROOT, modules

PACKAGE = ROOT / "src" / "smartstart"
# From below to above, as the contracts of .importlinter say.
ORDER = (
    *("web_look", "web_privacy", "web_accounts", "web_audit", "web_references", "web_people"),
    *("workspace_directory", "workspace_publishing", "workspace_pilots", "workspace_question", "workspace_data"),
    *("workspace_insight", "workspace_overview"),
)
# Methods by which a row changes; only actions and the machine's own jobs may call them.
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "renew",
}
WRITERS = re.compile(
    r"smartstart\.(web|workspace)\.\w+\.actions(\.|$)|smartstart\.web\.accounts\.made$"
    r"|smartstart\.web\.privacy\.deleting$|smartstart\.site\.keeping\."
)


def _own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("smartstart.")]


def test_all_apps_have_their_place() -> None:
    labels = {app.label for app in apps.get_app_configs() if app.name.startswith("smartstart.")}
    assert labels == set(ORDER)


@pytest.mark.parametrize("model", _own_models(), ids=lambda model: model._meta.label)
def test_a_link_between_tables_goes_down(model: type[Model]) -> None:
    """A foreign key may be named by a text, which no import contract sees."""
    here = ORDER.index(model._meta.app_label)
    for field in model._meta.get_fields():
        other = getattr(field, "related_model", None)
        if other is not None and field.concrete and other._meta.app_label in ORDER:
            assert ORDER.index(other._meta.app_label) <= here, f"{field.name} leads up to {other._meta.label}"


def _calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield node.func.attr, node.lineno


def test_only_actions_write() -> None:
    strange = [
        f"{name}:{line} {method}"
        for name, tree in modules().items()
        if name.startswith(("smartstart.web.", "smartstart.workspace.", "smartstart.site."))
        and not WRITERS.match(name)
        and ".migrations" not in name
        and ".rules" not in name  # plain Python, by contract: there is no row to write
        for method, line in _calls(tree)
        if not _is_no_row(tree, line)
    ]
    assert not strange


def _is_no_row(tree: ast.AST, line: int) -> bool:
    """Tell whether a line marks itself as writing no row: a dict, a hash, a set."""
    return any(
        isinstance(node, ast.Call)
        and node.lineno == line
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in NO_ROWS
        for node in ast.walk(tree)
    )


NO_ROWS = {"context", "initial", "digest", "attrs", "widget", "params", "query"}


def _templates() -> list[Path]:
    return sorted(chain.from_iterable(PACKAGE.glob(f"{zone}/**/*.html") for zone in ("web", "workspace", "site")))


@pytest.mark.parametrize("path", _templates(), ids=lambda path: path.name)
def test_a_template_keeps_to_the_policy(path: Path) -> None:
    """No style or script in the page, nothing from elsewhere, no text put out unescaped."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", whole := path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle\s*=", text), "a style attribute"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "a script in the page"
    assert not re.search(r"\son[a-z]+\s*=", text), "an event attribute"
    assert not re.search(r"(src|href)\s*=\s*[\"']?https?://(?!www\.w3\.org)", _without_outside_links(text)), (
        "from elsewhere"
    )
    assert "|safe" not in whole
    assert "autoescape off" not in whole


def _without_outside_links(text: str) -> str:
    """Leave out ordinary links, which a reader follows; images, scripts and styles stay."""
    return re.sub(r"<a\s[^>]*>", "", text)
