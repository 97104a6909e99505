"""How what became public is called where a statement is used."""

import uuid
from collections.abc import Collection, Mapping

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.references.uses import Use
from smartstart.workspace.publishing.queries import publications_for

PUBLICATION = "publication"


def publications_named(viewer: Viewer, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Use]:
    """Return, of these publications, those that the viewer may know of."""
    rows = publications_for(viewer).filter(pk__in=ids)
    return {row.pk: Use(row.title, row.address) for row in rows}
