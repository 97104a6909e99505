"""The door: bytes that somebody sent, and what they turn out to be. Nothing is raised, and nothing touches the disk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from smartstart.release.keys import PublicKey
from smartstart.release.reader import Release, read_packed
from smartstart.release.refusals import ReleaseError
from smartstart.workspace.data.rules.figure_rows import FigureRow
from smartstart.workspace.data.rules.figures_file import Table, read_table
from smartstart.workspace.data.rules.known_figures import Vocabulary
from smartstart.workspace.data.rules.limits import MEBIBYTE, MISTAKES_SHOWN, UNPACKED_LIMIT, UPLOAD_LIMIT
from smartstart.workspace.data.rules.person_shapes import Verdict, judge_table
from smartstart.workspace.data.rules.reader_refusals import refusal_of
from smartstart.workspace.data.rules.refusals import Ground, Mistake, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Figures:
    """Own figures that may come in, and what to tell the one who brought them."""

    rows: tuple[FigureRow, ...]
    notes: tuple[str, ...] = ()


def open_release(content: bytes, name: str, keys: Sequence[PublicKey]) -> Release | Refusal:
    """Verify an uploaded release; whether it belongs here is for `acceptance.decide`.

    Args:
        content: the upload.
        name: what the uploader's file was called; shown in messages, never used as a path.
        keys: the keys that an administrator trusts.
    """
    if not content.strip():
        return refuse(Ground.EMPTY, "Er staat niets in dit bestand.", mend="Kies het zip-bestand van de vrijgave.")
    if len(content) > UPLOAD_LIMIT:
        return refuse(
            Ground.TOO_LARGE,
            "Dit bestand is te groot voor een vrijgave.",
            expected=f"hoogstens {UPLOAD_LIMIT // MEBIBYTE} MB",
            mend="Vraag de maker om een vrijgave van een deel van de uitspraken.",
        )
    try:
        return read_packed(content, keys, name=name, most=UNPACKED_LIMIT)
    except ReleaseError as error:
        return refusal_of(error)


def receive_figures(content: bytes, vocabulary: Vocabulary, today: date) -> Figures | Refusal:
    """Read and judge an uploaded file with own figures."""
    table = read_table(content)
    if not isinstance(table, Table):
        return table
    verdict = judge_table(table.header, table.rows, vocabulary, today)
    return Figures(verdict.figures, table.notes) if verdict.ok else refusal_for(verdict)


def refusal_for(verdict: Verdict) -> Refusal:
    """Return a page's words for a table that is not taken in: what points at persons first."""
    ordered = _personal_first(verdict.mistakes)
    shown, more = ordered[:MISTAKES_SHOWN], len(ordered) - MISTAKES_SHOWN
    rest = f" Hieronder staan de eerste {MISTAKES_SHOWN}; er zijn er nog {more}." if more > 0 else ""
    first = ordered[0]
    if verdict.personal:
        return refuse(
            Ground.PERSONS,
            "In dit bestand staat iets dat bij één persoon lijkt te horen. Smart Start werkt alleen met cijfers over "
            f"gebieden en groepen. Er is niets bewaard.{rest}",
            first.where,
            expected="één getal per gebied, cijfer en jaar, over alle inwoners samen",
            mend="Gaat het over personen? Gooi het bestand dan weg. Tel de gegevens eerst op per gebied, en rond af.",
            mistakes=shown,
        )
    return refuse(
        Ground.FIGURES,
        f"Dit bestand is niet ingelezen. Er is niets bewaard.{rest}",
        first.where,
        expected=first.expected,
        mend="Verbeter de regels hieronder en probeer het opnieuw.",
        mistakes=shown,
    )


def _personal_first(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(mistakes, key=lambda mistake: not mistake.personal))
