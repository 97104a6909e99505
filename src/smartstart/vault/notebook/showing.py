"""How results look in a notebook: plain text, or a plain table in which every text is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

INSIDE = "Exacte cijfers: blijven in de beveiligde omgeving. Alleen een vrijgave gaat eruit."


_LONGEST = 240  # a call with a whole question in it hides the result


def again(call: str) -> str:
    """Return how to make a result again, in a line that can be read."""
    return f"Opnieuw: {call}" if len(call) <= _LONGEST else "Opnieuw: de hele aanroep staat in .call."


def block(title: str, lines: Iterable[str]) -> str:
    """Return a title with indented lines under it."""
    return "\n".join([title, *(f"  {line}" for line in lines)])


def page(title: str, lines: Iterable[str], *tables: str) -> str:
    """Return a title, paragraphs and tables as HTML without style or script; `tables` are HTML already."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<section><p><strong>{escape(title)}</strong></p>{''.join(tables)}{paragraphs}</section>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as HTML; the first cell of a row is its head. All texts are escaped here."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in others)
