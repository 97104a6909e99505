"""A municipality's own tokens: served when they are right, said at once when they are not."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from smartstart.web.look import checks, theme, views

TOKENS = ".voorbeeld-theme { --accent: #7a0f3c; }\n"


@pytest.fixture
def own(tmp_path: Path, settings: LazySettings) -> Path:
    file = tmp_path / "huisstijl.css"
    file.write_text(TOKENS, encoding="utf-8")
    settings.SMARTSTART_THEME_CSS = str(file)
    return file


def test_it_is_served_and_remembered(own: Path) -> None:
    answer = views.own_style(RequestFactory().get("/"))
    assert answer.content.decode() == TOKENS
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    again = views.own_style(RequestFactory().get("/", headers={"If-None-Match": answer["ETag"]}))
    assert again.status_code == 304


def test_it_comes_after_our_own_style(own: Path) -> None:
    page = render_to_string("look/base.html")
    assert page.index("look/look.css") < page.index("/uiterlijk/huisstijl.css")


def test_without_the_setting_nothing_is_linked_or_served(settings: LazySettings) -> None:
    settings.SMARTSTART_THEME_CSS = ""
    assert "huisstijl.css" not in render_to_string("look/base.html")
    assert checks.own_style() == []
    with pytest.raises(Http404):
        views.own_style(RequestFactory().get("/"))


@pytest.mark.parametrize("reaching", ["@import 'x.css';", "a { background: URL(//elders/x.png) }", "</style><script>"])
def test_a_style_that_reaches_out_is_refused(own: Path, reaching: str) -> None:
    own.write_text(TOKENS + reaching, encoding="utf-8")
    (problem,) = checks.own_style()
    assert problem.id == "look.E002"
    assert str(own) in problem.msg
    assert "van elders" in str(problem.hint)
    with pytest.raises(Http404):
        views.own_style(RequestFactory().get("/"))


def test_absent_too_large_and_not_text(own: Path) -> None:
    own.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in str(checks.own_style()[0].hint)
    own.write_bytes(b"a" * (theme.LARGEST + 1))
    assert "300 kB" in checks.own_style()[0].msg
    own.unlink()
    assert "bestaat niet" in checks.own_style()[0].msg


def test_a_right_style_and_a_built_look_give_no_message(own: Path) -> None:
    assert checks.own_style() == []
    assert checks.built() == []


def test_a_look_that_was_never_built_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.finders, "find", lambda name: None)
    (problem,) = checks.built()
    assert problem.hint == "Draai: python -m tools.look"
