"""Every page of the look stands on its own: without a database, a session or a setting of a step."""

import re
from pathlib import Path

import pytest
import two_factor
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from smartstart.web.look import headers, views
from tests.support.house import ROOT
from tests.support.pages import read_page

TEMPLATES = ROOT / "src" / "smartstart" / "web" / "look" / "templates"
MISTAKES = ("400.html", "403.html", "404.html", "500.html", "look/csrf.html", "look/lockout.html", "look/conflict.html")
LOGIN = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("two_factor/*/*.html"))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_says_what_happened_and_what_to_do(name: str) -> None:
    page = render_to_string(name, {"reason": "Iemand was u voor."})
    tree = read_page(page)
    (heading,) = tree.all("h1")
    (title,) = tree.all("title")
    assert title.text().startswith(heading.text())
    assert 'href="/"' in page
    assert page.count("<p") >= 4
    assert not re.search("error|fout 4|exception|traceback", page.split("<main")[1].lower())


def test_a_refusal_tells_its_reason() -> None:
    assert "Alleen een beheerder mag dit." in render_to_string("403.html", {"reason": "Alleen een beheerder mag dit."})


@pytest.mark.parametrize("name", [*MISTAKES, *LOGIN])
def test_every_page_is_dutch_has_one_heading_and_nothing_from_elsewhere(name: str) -> None:
    page = render_to_string(name, {"wizard": {"steps": {"current": "auth"}}})
    assert '<html lang="nl"' in page
    assert page.count("<h1") == 1
    assert not re.search(r"(src|href|action)=\"(https?:)?//", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|javascript:|<style", page)


def test_every_page_of_the_stock_login_has_been_replaced() -> None:
    stock = Path(str(two_factor.__file__)).parent / "templates" / "two_factor"
    phones = ("phone", "sms")  # not installed
    used = {path.relative_to(stock).as_posix() for path in stock.rglob("*.html") if not path.stem.startswith(phones)}
    ours = TEMPLATES / "two_factor"
    assert used == {path.relative_to(ours).as_posix() for path in ours.rglob("*.html")}


def entry(label: str, *, current: bool = False) -> dict[str, object]:
    return {"label": label, "url": f"/{label.lower()}/", "current": current}


def test_the_frame_of_a_page() -> None:
    page = render_to_string(
        "look/base.html",
        {
            "nav": [entry("Start", current=True), entry("Data")],
            "crumbs": [("Start", "/"), ("Hier", None)],
            "places": [entry("Elzerbroek"), entry("Elders")],  # a list of a page is no list of the frame
            "place": "Lindeveen",
            "invented": True,
        },
    )
    assert page.count('aria-current="page"') == 2
    assert page.count("erzonnen gegevens") == 2
    assert "<span>Lindeveen</span>" in page
    assert "lzerbroek" not in page
    for words in ("Toegankelijkheid", "Privacy", "Cookies", "Wat dit systeem niet kan", "Ga naar de inhoud"):
        assert words in page


def test_real_figures_are_not_called_invented() -> None:
    assert "erzonnen" not in render_to_string("look/base.html")


def test_a_form_that_was_open_too_long() -> None:
    answer = views.csrf_failed(RequestFactory().post("/"), reason="CSRF token missing.")
    assert answer.status_code == 403
    assert "te lang open" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_every_answer_says_that_nothing_may_be_switched_on() -> None:
    middleware = headers.PermissionsPolicyMiddleware(lambda request: HttpResponse("x"))
    policy = middleware(RequestFactory().get("/"))["Permissions-Policy"]
    assert {"camera=()", "geolocation=()", "microphone=()", "browsing-topics=()"} <= set(policy.split(", "))
    assert all(part.endswith("=()") for part in policy.split(", "))


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    for name, sources in headers.CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
        assert set(sources) <= {"'self'", "'none'", "data:"}, name
        assert "data:" not in sources or name == "img-src"
