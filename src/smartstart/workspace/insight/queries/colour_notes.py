"""What colleagues wrote down of an area, as far as somebody may know of it."""

from dataclasses import dataclass

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Area
from smartstart.workspace.insight.models import AreaNote
from smartstart.workspace.insight.rules.colour_notes import texts_of
from smartstart.workspace.publishing import queries as publishing
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import text_hash


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note as a page shows it.

    Attributes:
        public: whether anybody may read it, as it stands now.
        may_change: whether this viewer may.
    """

    note: AreaNote
    public: bool
    may_change: bool


def notes_on(viewer: Viewer, area: Area, municipality: int) -> list[ShownNote]:
    """Return the notes on an area, the oldest first: what is shared with this viewer, and what is public."""
    everything = list(AreaNote.objects.filter(area_code=area.code).select_related("made_by", "municipality"))
    if not everything:
        return []
    shared = set(AreaNote.objects.visible_to(viewer).filter(area_code=area.code).values_list("pk", flat=True))
    hashes = {str(note.pk): text_hash(texts_of(area.name, note.text)) for note in everything}
    public = publishing.public_among(municipality=municipality, kind=Kind.AREA, hashes=hashes)
    may_change = viewer.may(Permission.WRITE_NOTE, municipality)
    return [
        ShownNote(note, str(note.pk) in public, may_change)
        for note in everything
        if note.pk in shared or str(note.pk) in public
    ]


def note_for(viewer: Viewer, note: object) -> AreaNote | None:
    """Return a note that is shared with this viewer."""
    return AreaNote.objects.visible_to(viewer).select_related("municipality").filter(pk=note).first()
