"""A command that was typed wrong, told in Dutch: what is wrong, and what to type instead.

The errors of typer know the command, and the option or argument; their English is never shown. Which mistake it is,
is told by the name of its class, because where those classes live differs between versions of typer.
"""

import re
from typing import Any

from smartstart.cli.dutch_help import kind_of
from smartstart.vocabulary.errors import UsageError

_KINDS = {
    "GETAL": "een heel getal",
    "PAD": "een bestand of map",
    "MAP": "een map",
    "TEKST": "een tekst; met spaties erin tussen aanhalingstekens",
    "JJJJ-MM-DD": "een dag die bestaat, zoals 2027-12-31",
    "KENMERK": "een kenmerk van 32 tekens",
}


def explained(problem: Exception) -> UsageError:
    """Return what was typed wrong, as an error of our own with what to type instead.

    Args:
        problem: a usage error of typer; with `ctx`, and where it is about one of them with `param` or `option_name`.
    """
    kind, ctx = type(problem).__name__, getattr(problem, "ctx", None)
    message = str(getattr(problem, "message", ""))
    if kind == "MissingParameter":
        return _missing(ctx, getattr(problem, "param", None))
    if kind == "BadParameter":
        return _bad_value(ctx, getattr(problem, "param", None), message)
    if kind == "NoSuchOption":
        return _no_option(ctx, problem)
    if kind == "BadOptionUsage":
        return _half_an_option(ctx, str(getattr(problem, "option_name", "")), message)
    if found := re.search(r"No such command '([^']*)'(?:.*Did you mean (.*)\?)?", message, re.DOTALL):
        return _no_command(ctx, found[1], re.findall(r"'([^']+)'", found[2] or ""))
    if found := re.search(r"unexpected extra arguments? ?(?:\(s\) )?\((.*)\)$", message, re.DOTALL):
        return _too_much(ctx, found[1])
    if "Missing command" in message:
        return UsageError(f"Welke opdracht van '{_path(ctx)}' bedoelt u?", expected=_commands(ctx))
    return UsageError("Deze opdracht begrijpen we niet.", mend=_example(ctx))


def _missing(ctx: Any, param: Any) -> UsageError:
    text = str(getattr(param, "help", "") or "").rstrip(".")
    variable = getattr(param, "envvar", None)
    return UsageError(
        f"Er ontbreekt iets: {_name(param)}." if param is not None else "Er ontbreekt iets.",
        expected=text[:1].lower() + text[1:] + (f"; of de variabele {variable}" if variable else ""),
        mend=_example(ctx),
    )


def _bad_value(ctx: Any, param: Any, message: str) -> UsageError:
    given = re.match(r"(?:Value error, )?'([^']*)'", message)
    what = f"De waarde '{given[1]}'" if given else "Deze waarde"
    return UsageError(
        f"{what} past niet bij {_name(param)}." if param is not None else f"{what} past hier niet.",
        expected=_values(ctx, param) if param is not None else "",
        mend=_explain(ctx),
    )


def _no_option(ctx: Any, problem: Any) -> UsageError:
    near = sorted(problem.possibilities or ())
    others = [option for option in _options(ctx) if option != "--help"]
    return UsageError(
        f"De optie '{problem.option_name}' bestaat niet bij '{_path(ctx)}'.",
        expected=", ".join(others) or "geen opties",
        mend=f"bedoelde u {' of '.join(near)}?" if near else _explain(ctx),
    )


def _half_an_option(ctx: Any, option: str, message: str) -> UsageError:
    if "does not take a value" in message:
        return UsageError(f"Bij {option} hoort geen waarde.", mend=f"typ alleen {option}")
    param = next((one for one in _params(ctx) if option in one.opts), None)
    expected = _values(ctx, param) if param is not None else ""
    return UsageError(f"Na {option} hoort een waarde.", expected=expected, mend=_explain(ctx))


def _no_command(ctx: Any, typed: str, near: list[str]) -> UsageError:
    better = " of ".join(f"'{_path(ctx)} {name}'" for name in near)
    return UsageError(
        f"De opdracht '{_path(ctx)} {typed}' bestaat niet.",
        expected=_commands(ctx),
        mend=f"bedoelde u {better}?" if better else _explain(ctx),
    )


def _too_much(ctx: Any, extra: str) -> UsageError:
    return UsageError(
        f"Bij '{_path(ctx)}' hoort dit niet: {extra}",
        expected="elke waarde na haar optie, en een naam met spaties tussen aanhalingstekens",
        mend=_example(ctx),
    )


def _path(ctx: Any) -> str:
    return str(getattr(ctx, "command_path", "smartstart"))


def _params(ctx: Any) -> list[Any]:
    return list(ctx.command.get_params(ctx)) if ctx is not None else []


def _options(ctx: Any) -> list[str]:
    return [one.opts[0] for one in _params(ctx) if one.param_type_name == "option" and not getattr(one, "hidden", 0)]


def _commands(ctx: Any) -> str:
    return ", ".join(ctx.command.list_commands(ctx)) if hasattr(ctx.command, "list_commands") else ""


def _name(param: Any) -> str:
    """Return "--data", and of what has no name of its own what the explanation calls it: "STUDIE"."""
    return str(param.opts[0]) if param.param_type_name == "option" else str(param.metavar or param.name)


def _kind(ctx: Any, param: Any) -> str:
    """Return "PAD" or "small|region|national", as the explanation of the command writes it."""
    record = param.get_help_record(ctx)
    found = re.search(r"<[^>]*>", record[0]) if record else None
    return kind_of(found[0]) if found else str(param.metavar or "")


def _values(ctx: Any, param: Any) -> str:
    kind = _kind(ctx, param)
    if "|" in kind:
        *most, last = kind.split("|")
        return f"{', '.join(most)} of {last}"
    low, high = (getattr(param, side, None) for side in ("min", "max"))
    limits = (f" vanaf {low}" if low is not None else "") + (f" tot en met {high}" if high is not None else "")
    return _KINDS.get(kind, kind) + limits


def _example(ctx: Any) -> str:
    """Return the whole command with everything that has to be there: what somebody can type."""
    needed = [one for one in _params(ctx) if one.required]
    words = [_name(one) for one in needed if one.param_type_name == "argument"]
    words += [f"{_name(one)} {_kind(ctx, one)}".strip() for one in needed if one.param_type_name == "option"]
    if hasattr(getattr(ctx, "command", None), "list_commands"):
        words = ["OPDRACHT"]
    return f"typ '{' '.join([_path(ctx), *words])}'; meer leest u met '{_path(ctx)} --help'"


def _explain(ctx: Any) -> str:
    return f"typ '{_path(ctx)} --help' om te zien wat kan"
