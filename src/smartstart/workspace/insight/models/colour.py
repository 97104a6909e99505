"""How far the map of a municipality shows, and what colleagues know of an area."""

from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.insight.rules.colour_notes import ABOUT_WORDS

NOTE_LIMIT = 600


class ColourPage(Made):
    """How far "De kleur van de wijk" of a municipality shows. Without a row of its own it shows in the region."""

    privacy = Privacy(
        what="hoe ver de kaart van een gemeente zichtbaar is",
        purpose="de gemeente laten kiezen of haar kaart openbaar is",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields=MADE_FIELDS,
    )

    class Meta:
        verbose_name, verbose_name_plural = "kaart van een gemeente", "kaarten van gemeenten"
        constraints = [models.UniqueConstraint(fields=["municipality"], name="one_colour_page_a_municipality")]

    def __str__(self) -> str:
        return str(self.municipality)


class AreaNote(Made):
    """What people know of an area that figures do not tell, written down by a colleague.

    It shows in the municipality or the region; to everybody only after the publishing check, and never by its
    visibility alone.
    """

    area_code = models.CharField("gebied", max_length=10, db_index=True)
    about = models.CharField(
        "waar gaat het over", max_length=6, choices=[(about.value, words) for about, words in ABOUT_WORDS.items()]
    )
    text = models.TextField("wat weten mensen hier", max_length=NOTE_LIMIT)

    privacy = Privacy(
        what="wat mensen weten van een gebied",
        purpose="naast cijfers laten zien wat mensen weten",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={**MADE_FIELDS, "area_code": Kind.NONE, "about": Kind.NONE, "text": Kind.TEXT},
    )

    class Meta:
        verbose_name, verbose_name_plural = "aantekening bij een gebied", "aantekeningen bij gebieden"
        ordering = ("made_at",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(visibility=Visibility.PUBLIC.value), name="area_note_public_by_publishing_only"
            )
        ]

    def __str__(self) -> str:
        return f"aantekening bij {self.area_code}"
