"""Where figures on areas come from, and each time that they were read.

Everything of a municipality hangs on a `FigureLoad`: one reading of a folder with public figures, or of a file with
figures of the municipality itself. A newer reading takes the place of the older one in one transaction.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from smartstart.web.accounts.models import Municipality
from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention

RETENTION = Retention("tot er nieuwe cijfers zijn ingelezen")
INVENTED_PREFIX = "verzonnen-"


class FigureSource(models.Model):
    """Where open figures come from. Invented figures have sources of their own, which never name a publisher."""

    key = models.CharField("kenmerk", max_length=60, unique=True)
    attribution = models.CharField("bronvermelding", max_length=600)
    invented = models.BooleanField("verzonnen", default=False)
    loaded_at = models.DateTimeField("ingelezen op", auto_now=True)

    privacy = Privacy(
        what="een bron van openbare cijfers",
        purpose="bij elk cijfer de bron noemen",
        basis=PUBLIC_TASK,
        retention=RETENTION,
        fields=dict.fromkeys(("id", "key", "attribution", "invented", "loaded_at"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "bron van cijfers", "bronnen van cijfers"

    def __str__(self) -> str:
        return self.key

    @property
    def table(self) -> str:
        """The key of the publisher's table whose shape these figures have."""
        return self.key.removeprefix(INVENTED_PREFIX)


class LoadKind(models.TextChoices):
    """What was read: figures that a publisher made, or figures of the municipality itself."""

    OPEN = "open", "openbare cijfers"
    OWN = "own", "eigen cijfers van de gemeente"


class FigureLoad(models.Model):
    """One reading of figures for one municipality; of public figures there is one, the last.

    `stamp` is new with every reading: by it drawn borders are remembered. `frames` has per level the size of its map,
    `years` per level and indicator the years of which there are figures, `around` the municipalities nearby.
    """

    id = models.UUIDField("kenmerk", primary_key=True, default=uuid.uuid4, editable=False)
    stamp = models.UUIDField("stempel", default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="figure_loads", verbose_name="gemeente")
    kind = models.CharField("soort", max_length=4, choices=LoadKind.choices)
    name = models.CharField("naam van het bestand", max_length=120, blank=True)
    invented = models.BooleanField("verzonnen", default=False)
    loaded_at = models.DateTimeField("ingelezen op", default=timezone.now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="ingelezen door"
    )
    areas_read = models.PositiveIntegerField("gebieden", default=0)
    figures_read = models.PositiveIntegerField("cijfers", default=0)
    frames = models.JSONField("maten van de kaarten", default=dict)
    years = models.JSONField("jaren", default=dict)
    around = models.JSONField("gemeenten eromheen", default=dict)

    privacy = Privacy(
        what="een keer dat cijfers over gebieden zijn ingelezen",
        purpose="laten zien welke cijfers er zijn, van wanneer, en wie ze inlas",
        basis=PUBLIC_TASK,
        retention=RETENTION,
        fields={
            **dict.fromkeys(
                (
                    *(
                        "id",
                        "stamp",
                        "municipality",
                        "kind",
                        "invented",
                        "loaded_at",
                        "areas_read",
                        "figures_read",
                    ),
                    *("frames", "years", "around"),
                ),
                Kind.NONE,
            ),
            "name": Kind.TEXT,
            "loaded_by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "inlezing van cijfers", "inlezingen van cijfers"
        ordering = ("-loaded_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=models.Q(kind="open"), name="one_open_load_a_municipality"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.municipality}"
