"""The page shell: nothing from elsewhere, nothing that runs, and the mark on every page."""

import base64
import hashlib
import re

import pytest
from markupsafe import Markup

from smartstart.presentation import look


def _page(**more: object) -> str:
    settings: dict[str, object] = {"title": "Titel", "body": Markup("<h1>Titel</h1>"), "foot": "Bron: CBS."} | more
    return look.page(**settings)  # type: ignore[arg-type]


def test_the_policy_allows_exactly_this_style_sheet() -> None:
    made = _page()
    style = made.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in made.replace("&#39;", "'")


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    made = _page(marks=list(look.Mark))
    assert "<script" not in made
    assert not re.search(r'\s(style|on\w+)="', made)
    assert not re.search(r"(src|href)=\"(?!#)", made)
    assert "url(" not in made
    assert '<html lang="nl">' in made


@pytest.mark.parametrize("mark", list(look.Mark))
def test_a_mark_stands_on_top_in_the_foot_and_on_every_printed_page(mark: look.Mark) -> None:
    made = _page(marks=[mark])
    assert made.count(mark.value.capitalize()) == 2
    assert look.explain(mark) in made
    assert re.search(rf'@top-right {{ content: "[^"]*{mark.value}', made)


def test_without_a_mark_there_is_no_banner() -> None:
    assert 'class="banner"' not in _page()


def test_text_cannot_leave_its_place() -> None:
    made = _page(title="</title><script>", foot='"; } </style><script>alert(1)</script>')
    assert "<script>" not in made
    assert made.count("</style>") == 1


@pytest.mark.parametrize("rule", ["@import 'x'", "a { background: url(http://x) }", "</style>"])
def test_rules_that_reach_out_are_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="style sheet"):
        _page(extra_css=rule)
