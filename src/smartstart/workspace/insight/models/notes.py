"""What colleagues add to a finding: what goes well in the same group."""

from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.data.models import Release


class Strengths(Made):
    """What goes well in the group of a finding; no finding becomes public without. Shows where its release shows."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="strengths", verbose_name="vrijgave")
    finding = models.CharField("bevinding", max_length=120)
    text = models.TextField("wat er goed gaat", max_length=1200)

    subject_field = "release__pilot_id"
    privacy = Privacy(
        what="wat er goed gaat in een groep, opgeschreven door een collega",
        purpose="nooit alleen zorgen over een groep laten zien",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={**MADE_FIELDS, "release": Kind.NONE, "finding": Kind.NONE, "text": Kind.TEXT},
    )

    class Meta:
        verbose_name, verbose_name_plural = "sterke kanten", "sterke kanten"
        constraints = [models.UniqueConstraint(fields=["release", "finding"], name="strengths_once_for_a_finding")]

    def __str__(self) -> str:
        return self.text[:60]
