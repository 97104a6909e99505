"""The base of everything that a user makes: a stable id, a version, a visibility."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility


class Conflict(Exception):  # noqa: N818 - a meeting of two writers
    """Somebody else changed it in the meantime; nothing was lost, the page shows both."""


def one_at_a_time(municipality: int) -> None:
    """Let whoever changes this kind of thing in a municipality wait for the end of this transaction.

    For an action that looks first whether something is there, and makes it when it is not: else two at the same
    moment both see nothing, and one of them fails.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality)


class MadeQuerySet(models.QuerySet):
    """The only way in which pages look things up: as somebody."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep what this viewer may know of: own municipality (or question), the region, the public."""
        return self.filter(self.model.visible(viewer))

    def editable_by(self, viewer: Viewer, permission: Permission) -> Self:
        """Keep what this viewer may act upon with this permission."""
        return self.filter(self.model.granted(viewer, permission))


class Made(models.Model):
    """Stable id, version, visibility, municipality, maker.

    `subject_field` names the field with the pilot's id, also by way of another row ("gate__pilot_id"), so that a role
    for one question shows that question only. What has none belongs to the municipality as a whole.
    """

    id = models.UUIDField("kenmerk", primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    visibility = models.CharField(
        "zichtbaar voor",
        max_length=8,
        default=Visibility.OWN.value,
        choices=[(visibility.value, word) for visibility, word in VISIBILITY_WORDS.items()],
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = MadeQuerySet.as_manager()
    subject_field = ""

    class Meta:
        abstract = True

    @classmethod
    def visible(cls, viewer: Viewer, prefix: str = "") -> Q:
        """Return the condition under which a row is visible; `prefix` reaches it from another model."""
        seen = Q(**{f"{prefix}visibility": Visibility.PUBLIC})
        if viewer.regions:
            seen |= Q(**{f"{prefix}visibility": Visibility.REGION, f"{prefix}municipality__region__in": viewer.regions})
        return seen | cls.granted(viewer, Permission.READ, prefix)

    @classmethod
    def granted(cls, viewer: Viewer, permission: Permission, prefix: str = "") -> Q:
        """Return the condition under which the viewer's roles give this permission on a row."""
        whole = viewer.municipalities_for(permission)
        found = Q(**{f"{prefix}municipality__in": whole}) if whole else Q(pk__in=[])
        if not cls.subject_field:
            return found
        for grant in viewer.grants:
            if grant.subject is not None and permission in MAY[grant.role]:
                found |= Q(
                    **{f"{prefix}municipality": grant.municipality, f"{prefix}{cls.subject_field}": grant.subject}
                )
        return found

    @property
    def subject(self) -> uuid.UUID | None:
        """The pilot that this belongs to, None when it belongs to the municipality as a whole."""
        found: Any = self
        for step in self.subject_field.split("__"):
            found = getattr(found, step, None) if step else None
        return found

    def shows_to(self, viewer: Viewer) -> bool:
        """Tell of one row that is at hand what `visible_to` tells of many: whether this viewer may know of it."""
        return viewer.sees(self.visibility, self.municipality_id, self.municipality.region_id, self.subject)

    def renew(self, seen_version: int | None = None, **changes: Any) -> None:
        """Write changes as the next version.

        Raises:
            Conflict: the row is no longer the version that the writer saw, or it is gone.
        """
        model = type(self)
        stored = model._default_manager.select_for_update().filter(pk=self.pk).first()
        if stored is None:
            raise Conflict("Iemand anders heeft dit intussen weggehaald. Er is niets bewaard.")
        if seen_version is not None and stored.version != seen_version:
            raise Conflict("Iemand anders heeft dit intussen gewijzigd. Kijk wat er nu staat en probeer het opnieuw.")
        for name, value in changes.items():
            setattr(self, name, value)
        self.version = stored.version + 1
        # Who did not say what they saw, writes only what they change: the rest may be older than what is stored.
        self.save(update_fields=None if seen_version is not None else [*changes, "version", "changed_at"])
