"""Roles and what they may. One table; pages, actions and the permission test read it."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """A role in one municipality, or for one question of it."""

    READER = "reader"
    ADVISER = "adviser"
    PROJECT_LEADER = "project_leader"
    FACILITATOR = "facilitator"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"


ROLE_WORDS: Mapping[Role, str] = {
    Role.READER: "Lezer",
    Role.ADVISER: "Beleidsadviseur",
    Role.PROJECT_LEADER: "Projectleider",
    Role.FACILITATOR: "Begeleider",
    Role.RESEARCHER: "Onderzoeker",
    Role.ADMINISTRATOR: "Beheerder",
    Role.PRIVACY_OFFICER: "Privacyfunctionaris",
}


class Permission(StrEnum):
    """Something that somebody may do; the value completes "u mag hier niet …"."""

    READ = "meelezen"
    EDIT_PILOT = "een pilot maken of wijzigen"
    EDIT_QUESTION = "de vraag wijzigen"
    ARGUE = "een argument toevoegen"
    DECIDE_GATE = "een toets afsluiten"
    EDIT_SOURCES = "bronnen beschrijven"
    IMPORT_RELEASE = "een vrijgave inlezen"
    LOAD_FIGURES = "openbare cijfers inlezen"
    DESCRIBE_FIGURES = "een eigen cijfer beschrijven"
    TRUST_KEYS = "sleutels vertrouwen"
    WRITE_NOTE = "een aantekening bij een gebied maken of wijzigen"
    EDIT_A4 = "een A4 maken of wijzigen"
    PROPOSE_PUBLICATION = "iets voordragen om openbaar te maken"
    DECIDE_PUBLICATION = "besluiten dat iets openbaar wordt"
    EDIT_DIRECTORY = "het smoelenboek bijhouden"
    MANAGE_PEOPLE = "mensen en rollen beheren"
    READ_LOG = "het logboek lezen"


_EVERYONE = {Permission.READ}
_FIGURES = {Permission.LOAD_FIGURES, Permission.DESCRIBE_FIGURES}
_CONTENT = {
    Permission.EDIT_QUESTION,
    Permission.ARGUE,
    Permission.EDIT_SOURCES,
    Permission.WRITE_NOTE,
    Permission.EDIT_A4,
    Permission.PROPOSE_PUBLICATION,
    Permission.EDIT_DIRECTORY,
}

MAY: Mapping[Role, frozenset[Permission]] = {
    Role.READER: frozenset(_EVERYONE),
    Role.ADVISER: frozenset(_EVERYONE | _CONTENT | _FIGURES | {Permission.IMPORT_RELEASE}),
    Role.PROJECT_LEADER: frozenset(
        _EVERYONE | _CONTENT | {Permission.EDIT_PILOT, Permission.DECIDE_GATE, Permission.DECIDE_PUBLICATION}
    ),
    Role.FACILITATOR: frozenset(_EVERYONE | {Permission.ARGUE, Permission.WRITE_NOTE, Permission.EDIT_DIRECTORY}),
    Role.RESEARCHER: frozenset(
        _EVERYONE
        | _FIGURES
        | {Permission.ARGUE, Permission.EDIT_SOURCES, Permission.IMPORT_RELEASE}
        | {Permission.WRITE_NOTE, Permission.PROPOSE_PUBLICATION}
    ),
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE
        | _FIGURES
        | {Permission.MANAGE_PEOPLE, Permission.TRUST_KEYS}
        | {Permission.READ_LOG, Permission.EDIT_DIRECTORY}
    ),
    Role.PRIVACY_OFFICER: frozenset(
        _EVERYONE | {Permission.ARGUE, Permission.DECIDE_GATE, Permission.DECIDE_PUBLICATION, Permission.READ_LOG}
    ),
}
"""Who trusts keys does not import, and who imports does not trust keys: two persons stand between a file and a page."""
