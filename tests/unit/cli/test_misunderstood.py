"""What somebody reads who types a command wrong: Dutch, and what to type instead. Never the English of typer."""

import re
import sys

import pytest
import typer

from smartstart.cli.misunderstood import explained
from smartstart.cli.root import app, main

_ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|missing|invalid|value|error|required|default|exit|env|try|no such)\b",
    re.IGNORECASE,
)


def told(*words: str) -> str:
    """Return what is told about a command that is wrong."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - typer has several, with nothing of ours above them
        app(list(words), prog_name="smartstart", standalone_mode=False)
    return str(explained(caught.value))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("run", ["STUDIE", "het bestand met de vraag", "smartstart run STUDIE --data MAP --out MAP"]),
        ("check v.toml", ["--data", "de map met gegevens", "smartstart check STUDIE --data MAP"]),
        ("rn", ["'smartstart rn' bestaat niet", "approve", "bedoelde u 'smartstart run'?"]),
        ("zzz", ["'smartstart zzz' bestaat niet", "smartstart --help"]),
        ("keys nw", ["'smartstart keys nw' bestaat niet", "bedoelde u 'smartstart keys new'?"]),
        ("run v.toml --datta m", ["'--datta'", "'smartstart run'", "bedoelde u --data of --draft?"]),
        ("run v.toml --wxyz m", ["'--wxyz'", "--data, --out", "smartstart run --help"]),
        ("twin --seed", ["Na --seed hoort een waarde", "een heel getal vanaf 0", "smartstart twin --help"]),
        ("run v.toml --data", ["Na --data hoort een waarde", "een map"]),
        ("run v.toml --draft=ja", ["Bij --draft hoort geen waarde", "typ alleen --draft"]),
        ("twin --out m --size huge", ["'huge' past niet bij --size", "small, region of national"]),
        ("twin --out m --seed een", ["past niet bij --seed", "een heel getal vanaf 0"]),
        ("twin --out m --threads 0", ["past niet bij --threads", "een heel getal vanaf 1"]),
        ("serve --workers 100", ["--workers", "vanaf 1 tot en met 64"]),
        ("approve v --as a,b --until gisteren --key k", ["'gisteren' past niet bij --until", "2027-12-31"]),
        ("check a b c --data m", ["'smartstart check'", "b c", "smartstart check STUDIE --data MAP"]),
        ("ledger withdraw 3 --reason x --as a,b", ["--ledger", "SMARTSTART_LEDGER"]),
    ],
)  # fmt: skip
def test_each_mistake_says_what_is_wrong_and_what_to_type(
    typed: str, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTSTART_LEDGER", raising=False)
    said = told(*typed.split())
    assert not [part for part in parts if part not in said], said
    assert not _ENGLISH.search(said), said


def test_what_is_not_known_is_still_told_in_dutch() -> None:
    problem = typer.BadParameter("Something new that nobody translated.")
    problem.__class__ = type("Unheard", (typer.BadParameter,), {})
    assert str(explained(problem)).startswith("Deze opdracht begrijpen we niet.")


def test_the_command_itself_tells_it_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["smartstart", "rn"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "bedoelde u" in capsys.readouterr().err


def _pages(command: object, name: str, parent: typer.Context | None = None) -> list[str]:
    context = command.context_class(command, info_name=name, parent=parent)  # type: ignore[attr-defined]
    under = getattr(command, "commands", {}).items()
    page = command.get_help(context)  # type: ignore[attr-defined]
    return [page, *(text for word, one in under for text in _pages(one, word, context))]


def test_every_explanation_is_in_dutch() -> None:
    pages = [page for page in _pages(typer.main.get_command(app), "smartstart") if "manage" not in page.splitlines()[0]]
    assert len(pages) > 30
    for page in pages:
        prose = re.sub(r"--[a-z-]+|^  [a-z-]+ ", "", page, flags=re.MULTILINE)  # names of options and commands
        assert not _ENGLISH.search(prose), page
        assert "<" not in page, page
        assert "..." not in page, page
