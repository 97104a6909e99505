"""What can become public, in words."""

from collections.abc import Mapping

from smartstart.workspace.publishing.rules.checks import Kind

KIND_WORDS: Mapping[Kind, str] = {
    Kind.AREA: "gebied",
    Kind.SCHOOL: "school",
    Kind.GROUP: "groep",
    Kind.PILOT: "pilot",
    Kind.A4: "A4",
}
