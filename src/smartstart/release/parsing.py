"""From the bytes of a release to the closed schema; what does not fit is refused before anything is made of it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from smartstart.release.canonical import strict_json
from smartstart.release.contents import AnyStatement, Format, Manifest, Outline, ReleaseContents, Review, StudySheet
from smartstart.release.members import BORDERS, MANIFEST, OUTLINE, REVIEW, STATEMENTS, STUDY
from smartstart.release.refusals import Reason, ReleaseError, refused

_STATEMENTS: TypeAdapter[tuple[AnyStatement, ...]] = TypeAdapter(tuple[AnyStatement, ...])
_FORMATS: tuple[str, ...] = get_args(Format)
_FAMILY = _FORMATS[0].partition("/")[0] + "/"
_M = TypeVar("_M", bound=BaseModel)
_Loads = Callable[[bytes], Any]


def parsed_manifest(content: bytes) -> Manifest:
    """Return the manifest in these bytes.

    Raises:
        ReleaseError: it is of a format that this program does not know, or no manifest.
    """
    _check_format(content)
    return _parsed(Manifest, content, MANIFEST)


def parsed_contents(manifest: Manifest, files: Mapping[str, bytes], loads: _Loads = strict_json) -> ReleaseContents:
    """Return what the members of a release hold.

    Args:
        manifest: of the release; `files`: its members by name, with all that a release must have.
        loads: reads JSON; strictly, but for bytes that were read so when they came in.

    Raises:
        ReleaseError: a member is no JSON, or has not the shape of the schema.
    """
    statements = _json(files[STATEMENTS], STATEMENTS, loads)
    try:
        parsed = _STATEMENTS.validate_python(statements)
    except ValidationError as problem:
        raise _schema(problem, STATEMENTS) from problem
    return ReleaseContents(
        sheet=_parsed(StudySheet, files[STUDY], STUDY, loads),
        statements=parsed,
        outline=_parsed(Outline, files[OUTLINE], OUTLINE, loads),
        stamp=manifest.stamp,
        origin=manifest.origin,
        day=manifest.day,
        policy=manifest.policy.split(" ")[0],
        borders=_borders(files[BORDERS], loads) if BORDERS in files else None,
        subset_reason=manifest.subset_reason,
        review=_parsed(Review, files[REVIEW], REVIEW) if REVIEW in files else None,
    )


def _check_format(content: bytes) -> None:
    """Tell another version apart from a mistake: its manifest may have another shape altogether."""
    found = _json(content, MANIFEST)
    name = found.get("format") if isinstance(found, dict) else None
    if isinstance(name, str) and name.startswith(_FAMILY) and name not in _FORMATS:
        raise refused(
            Reason.UNKNOWN_VERSION,
            "Deze vrijgave is geschreven in een vorm die dit programma niet kent.",
            MANIFEST,
            expected=" of ".join(_FORMATS),
            mend="vraag de beheerder om Smart Start bij te werken, of de maker om een vrijgave in deze vorm",
        )


def _borders(content: bytes, loads: _Loads) -> dict[str, Any]:
    parsed = _json(content, BORDERS, loads)
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise refused(Reason.MALFORMED, "De grenzen van de gebieden zijn geen GeoJSON.", BORDERS)
    return parsed


def _parsed(model: type[_M], content: bytes, name: str, loads: _Loads = strict_json) -> _M:
    try:
        return model.model_validate(_json(content, name, loads))
    except ValidationError as problem:
        raise _schema(problem, name) from problem


def _json(content: bytes, name: str, loads: _Loads = strict_json) -> Any:
    try:
        return loads(content)
    except (ValueError, RecursionError) as problem:
        raise refused(Reason.MALFORMED, "Een onderdeel is geen geldige JSON.", name) from problem


def _schema(problem: ValidationError, name: str) -> ReleaseError:
    place = ".".join(str(part)[:40] for part in problem.errors()[0]["loc"])[:120]
    return refused(
        Reason.MALFORMED, "Een onderdeel heeft niet de vorm van een vrijgave.", f"{name}, {ascii(place)[1:-1]}"
    )
