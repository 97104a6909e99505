"""Which statements of an older release a text may no longer rest on, now that a newer one is here."""

from smartstart.presentation.contradiction import Judgement, compare
from smartstart.presentation.contradiction.compared import MOST_LETTERS
from smartstart.presentation.figures import is_shown
from smartstart.presentation.report.book import Book
from smartstart.release.contents import Predicate, ReleaseContents, Statement
from smartstart.workspace.insight.rules.words import shortened


def overtaken_by(older: ReleaseContents, newer: ReleaseContents) -> dict[str, str]:
    """Return the overtaken statements with the reason, in a sentence without any number of the newer release.

    Overtaken is what the newer release contradicts, what it withholds, and every number of a group that it does not
    name any more. A count over other years is none of these: it still holds for its own years. Where nothing at all
    can be laid beside the older release (another definition, another place), nothing is overtaken.
    """
    compared = compare(older, newer)
    if not compared:
        return {}
    found = {one.older: one.notice for one in compared if one.judgement is Judgement.CONTRADICTS or one.withheld}
    named = {_group(s) for s in newer.statements if isinstance(s, Statement) and is_shown(s)}
    book = Book(older)
    for statement in older.statements:
        if isinstance(statement, Statement) and is_shown(statement) and _group(statement) not in named:
            found.setdefault(statement.id, _gone(book.phrase(statement.predicate)))
    return found


def _group(statement: Statement) -> tuple[str, Predicate]:
    return statement.analysis, statement.predicate


def _gone(group: str) -> str:
    return shortened(f"Een nieuwere vrijgave noemt deze groep niet meer: {group}.", MOST_LETTERS)
