"""The classes of a field and the retention of a table, as plain data beside each model.

Every model has an attribute `privacy`. The page on retention, the job that deletes and the test that no field is
forgotten all read the same declaration (GDPR, articles 5 and 30).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds; the value is the word that the page on retention shows."""

    NONE = "geen persoonsgegeven"
    ACCOUNT = "gegeven van een account"
    CONTACT = "gegeven van een professional, met toestemming"
    TEXT = "vrije tekst van een medewerker"
    TRACE = "spoor van wat een account deed"
    SECRET = "geheim, nooit te tonen"  # noqa: S105 - a word, not a secret


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows are kept.

    Attributes:
        text: the rule in words, for the page.
        days: rows older than this are deleted by the job; None: kept until somebody removes them.
        since: the field whose age counts.
        otherwise: the field whose age counts where `since` is empty.
        only: extra filter of the rows, as field lookups.
    """

    text: str
    days: int | None = None
    since: str = ""
    otherwise: str = ""
    only: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Privacy:
    """The declaration of one table.

    Attributes:
        what: what a row is, in words for the page.
        purpose: why it is kept.
        basis: the ground under the GDPR.
        retention: how long.
        fields: field name to its kind; every field of the model stands here.
    """

    what: str
    purpose: str
    basis: str
    retention: Retention
    fields: Mapping[str, Kind]


MADE_FIELDS: Mapping[str, Kind] = {
    "id": Kind.NONE,
    "version": Kind.NONE,
    "visibility": Kind.NONE,
    "municipality": Kind.NONE,
    "made_by": Kind.TRACE,
    "made_at": Kind.NONE,
    "changed_at": Kind.NONE,
}
"""The fields of everything that a user makes (`web.accounts.made.Made`)."""

PUBLIC_TASK = "taak van algemeen belang (AVG artikel 6, lid 1, onder e)"
CONSENT = "toestemming (AVG artikel 6, lid 1, onder a)"
UNTIL_REMOVED = Retention("tot iemand het verwijdert, of tot de vraag is afgerond en opgeruimd")
