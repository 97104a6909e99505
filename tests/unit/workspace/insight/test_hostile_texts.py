"""Whatever words a signed release brings, they stay words: on every page, in every file."""

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.release.contents import Dimension, Level, ReleaseContents
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.data.models import Release
from tests.support.importing import local_contents
from tests.support.insight import bring
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db
_BAD = '<script>alert(1)</script><img src=x onerror=alert(2)>"\' style="x" {{ 7|add:7 }} {% now "Y" %}</title></svg>'
_FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1")


def _spoiled(text: str) -> ReleaseContents:
    """Return a release in which every free text is this one."""
    base = local_contents()
    sheet = base.sheet

    def level(known: Level) -> Level:
        return known.model_copy(update={"label": text, "phrase": text and f"die {text}"})

    def dimension(known: Dimension) -> Dimension:
        levels = tuple(map(level, known.levels))
        words = {"title": text, "below": f"{text} {{bound}}", "from_": f"{text} {{bound}}"}
        return known.model_copy(update={"levels": levels, **(words if known.ordered else {"title": text})})

    spoiled = sheet.model_copy(
        update={
            **dict.fromkeys(("title", "owner", "purpose", "legal_basis", "controller", "dpia", "outcome"), text),
            **dict.fromkeys(("outcome_title", "units", "unit"), text),
            "dimensions": tuple(map(dimension, sheet.dimensions)),
            "hunches": tuple(hunch.model_copy(update={"text": text}) for hunch in sheet.hunches),
            "sources": tuple(
                s.model_copy(update={"name": text, "what": text, "attribution": text}) for s in sheet.sources
            ),
            "drop_off": tuple(step.model_copy(update={"text": text}) for step in sheet.drop_off),
            "methods": (text,),
            "caveats": (text,),
        }
    )
    outline = base.outline.model_copy(update={"reasons": (text,)})
    return replace(base, sheet=spoiled, outline=outline, subset_reason=text)


class _Tags(HTMLParser):
    """Collects what a browser would see as elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def _looked_at(html: str) -> _Tags:
    found = _Tags()
    found.feed(html.partition("<main")[2])
    return found


@pytest.fixture
def release() -> Release:
    return bring(_spoiled(_BAD), pilot=pilot_of(town())).release


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(colleague(Role.ADVISER))
    return client


def _pages(release: Release) -> list[str]:
    return [
        reverse("insight:list"),
        reverse("insight:release", args=[release.pk]),
        *(reverse("insight:finding", args=[release.pk, name]) for name in ("g1", "g4")),
        *(
            reverse("insight:why", args=[release.pk, name])
            for name in ("risk_groups/g1/risk", "risk_groups/g1/share-outside", "places/gm9901/rate")
        ),
        reverse("insight:share", args=[release.pk]),
        reverse("insight:propose", args=[release.pk, "g1"]),
        reverse("pilots:detail", args=[release.pilot_id]),
    ]


def test_no_page_takes_a_text_for_markup(reader: Client, release: Release) -> None:
    for page in _pages(release):
        answer = reader.get(page)
        assert answer.status_code == 200, page
        html = answer.content.decode()
        assert "alert(1)" in html, page
        seen = _looked_at(html)
        assert "script" not in seen.tags, page
        assert "img" not in seen.tags, page
        assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"], page
        assert "{{ 7|add:7 }}" in html.replace("&#x27;", "'"), page  # and not 14


def test_no_drawing_takes_a_text_for_markup(reader: Client, release: Release) -> None:
    drawn = (("g1", "stippen"), ("g1", "trap"), ("g1", "balk"), ("comparison", "vergelijking"))
    for part, drawing in drawn:
        answer = reader.get(reverse("insight:part-svg", args=[release.pk, part, drawing]))
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
        for element in root.iter():
            assert element.tag.rpartition("}")[2] not in ("script", "img", "foreignObject")
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert "alert(1)" in " ".join(element.text or "" for element in root.iter())


@pytest.mark.parametrize("formula", _FORMULAS)
def test_no_spreadsheet_takes_a_text_for_a_formula(reader: Client, formula: str) -> None:
    release = bring(_spoiled(formula)).release
    for part in ("g1", "g4", "places", "comparison", "drop-off", "everybody", "h1"):
        answer = reader.get(reverse("insight:part-csv", args=[release.pk, part]))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert len(rows) > 1, part
        texts = [cell for row in rows[1:] for place, cell in enumerate(row) if place not in (3, 4, 5)]
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], part


def test_the_name_of_a_file_is_a_plain_word(reader: Client, release: Release) -> None:
    for kind, part in (("csv", "g1"), ("text", "places")):
        header = reader.get(reverse(f"insight:part-{kind}", args=[release.pk, part]))["Content-Disposition"]
        name = header.partition('filename="')[2].rstrip('"')
        assert name
        assert all(sign.isalnum() or sign in "-." for sign in name)
