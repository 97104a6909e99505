"""The page for who checks the output: first what is asked of them, then one table for each subject."""

from importlib.resources import files

from smartstart.presentation import dutch
from smartstart.presentation.checker.attention import concerns
from smartstart.presentation.checker.facts import Checked
from smartstart.presentation.checker.reach import reach
from smartstart.presentation.checker.sections import listed, sections
from smartstart.presentation.checker.words import plain, told
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
    leaves = contents.outline.released > 0
    body = render(
        "checker.html",
        book=book,
        sheet=book.sheet,
        contents=contents,
        checked=checked,
        tables=tables,
        leaves=leaves,
        concerns=concerns(tables, checked) if leaves else (),
        listed=listed(tables),
        reach=reach(tables, checked),
        period=book.period(),
        told=told,
        plain=plain,
        to_decide=leaves and contents.stamp is Stamp.TRIAL,
        real=contents.origin is Origin.REAL,
    )
    css = files("smartstart.presentation").joinpath("templates/checker.css").read_text(encoding="utf-8")
    title = f"Controle van {book.sheet.title}"
    foot = f"{contents.release_id}, {dutch.day(contents.day)}."
    return page(title=title, body=body, marks=(Mark.INSIDE, *marks(contents)), foot=foot, extra_css=css, wide=True)
