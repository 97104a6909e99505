"""What the pages on a release show, worked out when it comes in: opening a page then reads one row."""

from django.db import models

from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention
from smartstart.workspace.data.models import Release


class PreparedPiece(models.Model):
    """One piece of a release as pages show it: a finding, or all that stands around the findings.

    Everything in it follows from the archive of the release, and can be worked out again at any time.

    Attributes:
        name: "g1", or the name of what stands around.
        content: the piece, packed; see `rules.prepared`.
        tag: that this program, in this workplace, made the content from this release; see `rules.prepared`.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="prepared", verbose_name="vrijgave")
    name = models.CharField("naam", max_length=120)
    content = models.BinaryField("inhoud")
    tag = models.CharField("echtheidskenmerk", max_length=64)

    privacy = Privacy(
        what="een deel van een bladzijde over een vrijgave, al uitgewerkt",
        purpose="bladzijden snel laten zien",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de vrijgave bestaat"),
        fields=dict.fromkeys(("id", "release", "name", "content", "tag"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "voorbereid deel", "voorbereide delen"
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="one_piece_once_of_a_release")]

    def __str__(self) -> str:
        return self.name
