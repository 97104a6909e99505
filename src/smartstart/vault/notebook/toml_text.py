"""A question made in code as the text of a question file: what is approved and run is always a file."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DELETE = "\x7f"  # JSON leaves it as it is, TOML does not allow it


def toml_text(question: Mapping[str, object]) -> str:
    """Return a question file: a table per part, and inside it every value on one line.

    Args:
        question: parts by name, each a mapping or a list of mappings; in them texts, numbers, dates, truths, lists
            and mappings, as `Study.model_dump` gives them.

    Raises:
        TypeError: a value that TOML does not know.
    """
    lines: list[str] = []
    for name, part in question.items():
        parts = part if isinstance(part, list | tuple) else (part,)
        head = f"[[{name}]]" if isinstance(part, list | tuple) else f"[{name}]"
        for one in parts:
            lines += [head, *_fields(one), ""]
    return "\n".join(lines)


def _fields(part: object) -> list[str]:
    if not isinstance(part, Mapping):
        raise TypeError("a part of a question file is a table")
    return [f"{_key(str(name))} = {_value(value)}" for name, value in part.items()]


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_fields(value)) + " }" if value else "{}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"TOML has no {type(value).__name__}")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007F")
