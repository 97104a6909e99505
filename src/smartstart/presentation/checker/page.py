"""The page for who checks the output: first what is asked of them, then one table for each subject."""

import math
from importlib.resources import files

from smartstart.presentation import dutch
from smartstart.presentation.checker.attention import concerns
from smartstart.presentation.checker.facts import Checked, Limits
from smartstart.presentation.checker.sections import plain, sections
from smartstart.presentation.look import Mark, page, render
from smartstart.presentation.report.book import Book, marks
from smartstart.release.contents import Origin, ReleaseContents, Stamp


def render_checker(contents: ReleaseContents, checked: Checked) -> str:
    """Return the page. It holds exact counts and never leaves the room.

    Args:
        contents: what would be released.
        checked: what stands behind it, for every statement.
    """
    book = Book(contents)
    tables = sections(book, checked)
    body = render(
        "checker.html",
        book=book,
        sheet=book.sheet,
        contents=contents,
        checked=checked,
        tables=tables,
        concerns=concerns(tables, checked),
        kinds={rule.name: rule.kind for rule in checked.rules},
        period=book.period(),
        told=_told,
        plain=plain,
        to_decide=contents.stamp is Stamp.TRIAL,
        real=contents.origin is Origin.REAL,
    )
    css = files("smartstart.presentation").joinpath("templates/checker.css").read_text(encoding="utf-8")
    title = f"Controle van {book.sheet.title}"
    foot = f"Blijft binnen. {contents.release_id}, {dutch.day(contents.day)}."
    return page(title=title, body=body, marks=(Mark.INSIDE, *marks(contents)), foot=foot, extra_css=css, wide=True)


def _told(limits: Limits | None) -> str:
    """Return what an outsider knows of a withheld count: "tussen 0 en 38", "minstens 3"."""
    if limits is None:
        return "niet uitgerekend"
    if math.isinf(limits.upper):
        return "niets" if limits.lower <= 0 else f"minstens {plain(math.ceil(limits.lower - 1e-6))}"
    if limits.upper - limits.lower < 1e-6:
        return f"precies {plain(limits.lower)}"
    return f"{plain(limits.lower)} tot en met {plain(limits.upper)}"
