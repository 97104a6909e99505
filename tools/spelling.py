"""Spell what users read. Usage: python -m tools.spelling

Dutch text is looked for where it lives: strings in the package (not docstrings), page templates, question files,
policies, the installers, and the Dutch parts of the documents. A word is right when the dictionary knows it, when the
project's own list (tools/words.nl.txt) knows it, or when it is a compound of two such words; accents that only stress
a word do not count. Codes, commands and what stands between quotation marks as an example are passed over.

What it cannot see: a right word in a wrong place, and a mistake that happens to make another word.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from spellchecker import SpellChecker

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "smartstart"
OWN_WORDS = Path(__file__).parent / "words.nl.txt"

Text = tuple[str, str]  # where it stands, what stands there

# Function words by which a text is known to be Dutch, and not English.
_DUTCH_WORDS = """
aan bij dan dat de deze die dit door een en er geen het hun maar moet naar niet om ook op staat te u uit van voor wordt
worden zijn
"""
_ENGLISH_WORDS = """
a an and are be by each for from has have it must no not of on that the this to two what which with
"""
DUTCH = frozenset(_DUTCH_WORDS.split())
ENGLISH = frozenset(_ENGLISH_WORDS.split())
STRESS = str.maketrans("áéíóú", "aeiou")
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][a-z]+)?")
FILLED_IN = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", flags=re.DOTALL
)  # goes first: it may hold markup
# What is no prose: markup, fields to be filled in, commands and options, files, codes, quoted examples.
NOT_PROSE = re.compile(
    r"<[^>]+>|\{[^}]*\}|`[^`]*`|(?<!\w)['‘][^\s'’]+(?: [^'’]{0,60})?['’](?!\w)|--?[a-z][\w-]*"
    r"|\S*[\w)][/\\]\S*|\S*\w[._]\w\S*|\.[a-z]{2,8}\b|\S*\d\S*|\b[A-Z]{2,}\S*|\b[a-z]+[A-Z]\w*|&[a-z]+;",
    flags=re.DOTALL,
)
NO_TEXT = re.compile(r"\b(SELECT|CREATE|INSERT)\b|^@\w+[-\w]* \{|;\s*[a-z-]+:\s")
JOINTS = ("", "s", "e", "en", "n")
SHORTEST_PART = 4
SHORTEST_WORD = 3


def is_dutch(text: str) -> bool:
    """Tell whether a text is Dutch prose: more Dutch than English function words, no query and no style rule."""
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < SHORTEST_WORD or NO_TEXT.search(text):
        return False
    return sum(word in DUTCH for word in words) > sum(word in ENGLISH for word in words)


@cache
def _checker() -> SpellChecker:
    return SpellChecker(language="nl")


@cache
def own_words() -> frozenset[str]:
    """Return the project's own words, without the remarks."""
    lines = OWN_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines if (word := line.partition("#")[0].strip()))


def _in_list(word: str) -> bool:
    return word in own_words() or bool(_checker().known([word]))


@cache
def is_right(word: str) -> bool:
    """Tell whether a word is known, or a compound of two known ones."""
    lower = word.lower().replace("’", "'")
    if len(lower) < SHORTEST_WORD or any(map(_in_list, (lower, lower.translate(STRESS), re.sub(r"'?s$", "", lower)))):
        return True
    cuts = range(SHORTEST_PART, len(lower) - SHORTEST_PART + 1)
    return any(_joined(lower[:cut], lower[cut:], joint) for cut, joint in product(cuts, JOINTS))


def _joined(first: str, second: str, joint: str) -> bool:
    stem = first.removesuffix(joint) if joint else first
    return first.endswith(joint) and len(stem) >= SHORTEST_PART and _in_list(stem) and _in_list(second)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a prose text."""
    for found in WORD.findall(NOT_PROSE.sub(" ", FILLED_IN.sub(" ", text))):
        yield from found.split("-")


def _strings(path: Path) -> Iterator[Text]:
    """Yield the Dutch strings of a module; what is filled in counts as a gap."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in inner or id(node) in docstrings or not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        text = _said(node)
        if is_dutch(text):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _said(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node.value, str) else ""


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)


def _tables(path: Path) -> Iterator[Text]:
    for value in _values(tomllib.loads(path.read_text(encoding="utf-8"))):
        if is_dutch(value):
            yield str(path.relative_to(ROOT)), value


def _template(path: Path) -> Iterator[Text]:
    whole = re.sub(r"<style.*?</style>|<svg.*?</svg>|\{#.*?#\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield str(path.relative_to(ROOT)), whole


def _documents() -> Iterator[Text]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    yield "README.md", readme.partition("## In het Nederlands")[2].partition("\n## ")[0]
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()[6:]:
        if line.startswith("| ") and "code only" not in line:
            yield "GLOSSARY.md", line.split("|")[2]
    card = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    yield (
        "publiccode.yml",
        card.partition("  nl:\n")[2].partition("shortDescription:")[2].replace("longDescription", ""),
    )
    for path in sorted((ROOT / "tools" / "installers").iterdir()):
        lines = path.read_text(encoding="utf-8").splitlines()
        quoted = [text for line in lines for text in re.findall(r'"([^"$]*)"', line)]
        yield str(path.relative_to(ROOT)), "\n".join(lines if path.suffix == ".txt" else filter(is_dutch, quoted))
    for path in sorted((ROOT / "docs").rglob("*.nl.md")):
        yield str(path.relative_to(ROOT)), re.sub(r"```.*?```", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def texts() -> Iterator[Text]:
    """Yield every Dutch text of the project, with its place."""
    for path in sorted(PACKAGE.rglob("*")):
        if "migrations" in path.parts:  # made from the models, whose words are spelled
            continue
        if path.suffix == ".py":
            yield from _strings(path)
        elif path.suffix == ".toml":
            yield from _tables(path)
        elif path.suffix in (".html", ".txt", ".j2"):
            yield from _template(path)
    yield from _documents()


def mistakes() -> Iterator[tuple[str, str]]:
    """Yield place and word for every word that is not known."""
    for place, text in texts():
        for word in words_of(text):
            if not is_right(word):
                yield place, word


def main() -> int:
    """Show what is not known; return 1 when there is any."""
    found = sorted(set(mistakes()))
    for place, word in found:
        print(f"{place}: {word}")
    if found:
        print(f"{len(found)} unknown words. Mend them, or add a right one to {OWN_WORDS.relative_to(ROOT)}.")
    else:
        print(f"{sum(1 for _ in texts())} Dutch texts spelled: nothing found.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
