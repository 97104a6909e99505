"""The look of every page: one style sheet, one page shell, no script and nothing from elsewhere.

A page made here is one file. Its content security policy allows exactly its own style sheet (by hash) and nothing
else, so that a page that tries to reach out, or to run anything, fails visibly instead of silently.
"""

import base64
import hashlib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from smartstart.presentation import dutch

INK = "#1b1f24"
QUIET = "#4a5560"  # 7.5:1 on white
LINE = "#6b6b6b"
ACCENT = "#154273"

SEQUENTIAL = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
"""ColorBrewer YlGnBu in five classes, light is low."""

BIVARIATE = (
    ("#f7f3e8", "#d5e2ee", "#aacbea"),
    ("#e3a96f", "#a59a94", "#6d87b3"),
    ("#a65a14", "#6a4238", "#2a2060"),
)
"""Nine colours, `BIVARIATE[first][second]`, low to high. Orange against blue holds for colour-blind readers, and
all nine differ in lightness, the first indicator most, so that grey print keeps them apart."""

HATCH_INK = "#555555"


class Mark(StrEnum):
    """A word that must stand on every page, chart and print foot; the value is that word."""

    INVENTED = "verzonnen gegevens"
    TRIAL = "proef"
    DRAFT = "concept"
    INSIDE = "blijft binnen"


_EXPLAINED = {
    Mark.INVENTED: "Deze cijfers zijn verzonnen. Ze gaan niet over echte mensen of echte plaatsen.",
    Mark.TRIAL: "Dit is een proef. Gebruik deze cijfers niet voor een besluit.",
    Mark.INSIDE: "Hier staan exacte aantallen. Deze pagina mag de beveiligde omgeving niet uit.",
    Mark.DRAFT: "Dit is een concept. Het is niet goedgekeurd en niet ondertekend.",
}


def explain(mark: Mark) -> str:
    """Return what a mark means, in one or two short sentences."""
    return _EXPLAINED[mark]


@cache
def environment() -> Environment:
    """Return the template environment of all pages: escaping on, an unknown name is a mistake."""
    made = Environment(
        loader=PackageLoader("smartstart.presentation", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = dutch.day
    made.filters["number"] = dutch.number
    made.filters["rate"] = dutch.rate
    made.filters["percent"] = dutch.percent
    made.filters["sentence"] = dutch.sentence
    made.filters["capital"] = dutch.capital
    made.filters["period"] = dutch.period
    return made


def render(template: str, **values: object) -> Markup:
    """Render one template of this package to safe markup; values are escaped unless they are markup."""
    # Safe: the template escapes whatever is not markup already.
    return Markup(environment().get_template(template).render(**values))  # noqa: S704


@cache
def css() -> str:
    """Return the style sheet that all pages share: the page itself, and what is drawn on it."""
    folder = files("smartstart.presentation").joinpath("templates")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("look.css", "drawing.css"))


def css_string(text: str) -> str:
    """Return `text` as a quoted CSS string that cannot leave its quotes or its style element."""
    safe = "".join(c if c.isalnum() or c in " .,:;()-/·" else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'


def _page_foot_css(foot: str, marks: Sequence[Mark]) -> str:
    words = css_string(" · ".join(str(mark) for mark in marks))
    # A margin box inherits nothing from the page, so it needs its own letter.
    letter = 'font: 9pt "Noto Sans", "Segoe UI", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #4a5560;'
    boxes = [
        f"@bottom-left {{ content: {css_string(foot)}; {letter} width: 80%; }}",
        f'@bottom-right {{ content: counter(page) " van " counter(pages); {letter} }}',
    ]
    if marks:
        boxes.append(f"@top-right {{ content: {words}; {letter} font-weight: 700; }}")
    return "@page { " + " ".join(boxes) + " }\n"


def page(
    *, title: str, body: Markup, marks: Sequence[Mark] = (), foot: str, extra_css: str = "", wide: bool = False
) -> str:
    """Return one whole, offline HTML page.

    Args:
        title: of the browser window; the body brings its own `h1`.
        body: markup of everything inside `<main>`.
        marks: words that stand in a banner on top, in the page foot, and on every printed page.
        foot: source and day; stands in the page foot and on every printed page.
        extra_css: rules of this page only; no address may stand in it.
        wide: True when the page lays out more than one column itself.
    """
    style = "\n" + css() + extra_css + _page_foot_css(foot, marks)
    if "</" in style or "url(" in style or "@import" in style:
        raise ValueError("a style sheet must not close its element or load anything")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return str(
        render(
            "page.html",
            title=title,
            body=body,
            banners=[(str(mark), explain(mark)) for mark in marks],
            foot=foot,
            style=Markup(style),  # noqa: S704 - our own rules, checked above
            digest=digest,
            wide=wide,
        )
    )
