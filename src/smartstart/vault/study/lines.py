"""Where a field stands in a TOML file: the parser gives values without line numbers, a user needs the line."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'")
_FENCES = ('"""', "'''")


def line_numbers(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table header and key of a TOML text, by path.

    A key inside an inline table or a list of several lines has the line of the key it belongs to.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    prefix: Path = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            prefix = _table_path(header, counts)
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault(prefix + _parts(key.group(1)), number)
            fence = _opened(line[key.end() :])
    return found


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table_path(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """Return the path of a header; a part that names a list of tables gets the index of its last entry."""
    path: Path = ()
    names = _parts(header.group(2))
    for position, name in enumerate(names):
        path = (*path, name)
        opens_entry = header.group(1) == "[[" and position == len(names) - 1
        if opens_entry:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _opened(value: str) -> str:
    for fence in _FENCES:
        if value.count(fence) == 1:
            return fence
    return ""


def line_of(found: dict[Path, int], path: Path) -> int | None:
    """Return the line of a path, or of the nearest part above it that has one.

    A path without places in lists finds the first entry that has the field: `analyses.factors`.
    """
    named: dict[Path, int] = {}
    for place, line in found.items():
        named.setdefault(tuple(part for part in place if isinstance(part, str)), line)
    for length in range(len(path), 0, -1):
        if (part := path[:length]) in found or part in named:
            return found[part] if part in found else named[part]
    return None
