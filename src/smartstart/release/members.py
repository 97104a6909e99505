"""The files of a release: their names, limits, and how their bytes follow from the contents.

Writer and reader share this module, so what is written is what is checked.
"""

from collections.abc import Callable

from smartstart.release.canonical import member_json
from smartstart.release.contents import Manifest, ReleaseContents
from smartstart.release.tables import CSV_NAME, data_package, statements_csv, statements_json

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
STUDY = "study.json"
STATEMENTS = "statements.json"
OUTLINE = "outline.json"
PACKAGE = "datapackage.json"
REPORT = "report.html"
BORDERS = "borders.geojson"
REVIEW = "review.json"

REQUIRED = (CSV_NAME, OUTLINE, PACKAGE, REPORT, STATEMENTS, STUDY)
KNOWN = frozenset((*REQUIRED, BORDERS, REVIEW, MANIFEST, SIGNATURE))

MEBIBYTE = 1024 * 1024
MEMBER_LIMIT = 32 * MEBIBYTE
TOTAL_LIMIT = 96 * MEBIBYTE
MANIFEST_LIMIT = 32 * 1024  # ten times the largest one we write; it is parsed before anything is trusted

Render = Callable[[ReleaseContents], str]


def data_members(contents: ReleaseContents) -> dict[str, bytes]:
    """Return all members but the report, the manifest and the signature, by name."""
    sheet = contents.sheet
    found = {
        STUDY: member_json(sheet.model_dump(mode="json")),
        STATEMENTS: statements_json(contents.statements),
        CSV_NAME: statements_csv(contents.statements),
        OUTLINE: member_json(contents.outline.model_dump(mode="json")),
        PACKAGE: data_package(package_name(sheet.id), sheet.title, contents.statements),
    }
    if contents.borders is not None:
        found[BORDERS] = member_json(contents.borders)
    if contents.review is not None:
        found[REVIEW] = member_json(contents.review.model_dump(mode="json"))
    return found


def package_name(study: str) -> str:
    """Return a name that the data package format allows."""
    return study.replace("/", "-")


def report_bytes(contents: ReleaseContents, render: Render) -> bytes:
    """Return the report as it stands in a release: UTF-8, line feeds, one at the end."""
    text = render(contents).replace("\r\n", "\n")
    return (text if text.endswith("\n") else text + "\n").encode("utf-8")


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as it is signed."""
    return member_json(manifest.model_dump(mode="json"))
