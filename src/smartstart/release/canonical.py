"""One way to write JSON, so that the same content has the same bytes; and a strict way to read it."""

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 40
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[{\]}]', re.DOTALL)


def canonical_json(content: object) -> bytes:
    """Return `content` as UTF-8 JSON with sorted keys and no blanks, without a final line feed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def member_json(content: object) -> bytes:
    """Return `content` as a member of a release: sorted keys, indented for people, one final line feed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode("utf-8") + b"\n"


def strict_json(content: bytes) -> Any:
    """Return parsed JSON.

    Raises:
        ValueError: it is not UTF-8 JSON, a key stands twice in one object, a number is not finite, it is nested
            deeper than `MAX_DEPTH`, or it holds half a character, which no file can.
    """
    text = content.decode("utf-8", errors="strict")
    _check_depth(text)
    found = json.loads(text, object_pairs_hook=_once, parse_constant=_not_finite, parse_float=_finite)
    if _SURROGATE.search(text):
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # raises UnicodeEncodeError, which is a ValueError
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _not_finite(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return number


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the recursive parser sees it; brackets inside strings do not count."""
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError("nested too deeply")
        elif sign in "]}":
            depth -= 1
