"""Long lists of areas as markup, by name: a select list and a table. Joined as text, for there may be hundreds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area in a table: its name, where its page is, and what stands in the columns."""

    name: str
    url: str
    cells: Sequence[str]


def options(names: Mapping[str, str], chosen: str) -> Markup:
    """Return an option per area; `names` per code, in the order in which they are read."""
    made = (
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(name)}</option>'
        for code, name in names.items()
    )
    return Markup("".join(made))  # noqa: S704 - escaped above


def table(caption: str, first: str, columns: Sequence[str], rows: Iterable[AreaRow]) -> Markup:
    """Return a table of areas, in the order in which they come."""
    head = Markup("").join(Markup('<th scope="col" class="n">{}</th>').format(column) for column in columns)
    return Markup(
        '<table class="utrecht-table"><caption>{caption}</caption><thead><tr><th scope="col">{first}</th>{head}</tr>'
        "</thead><tbody>{body}</tbody></table>"
    ).format(caption=caption, first=first, head=head, body=Markup("".join(map(_row, rows))))  # noqa: S704 - as above


def _row(row: AreaRow) -> str:
    cells = "".join(f'<td class="n">{escape(cell)}</td>' for cell in row.cells)
    return f'<tr><th scope="row"><a href="{escape(row.url)}">{escape(row.name)}</a></th>{cells}</tr>\n'
