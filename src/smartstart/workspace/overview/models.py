"""The one A4: at most three findings, how sure they are, and the decision that is asked."""

from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.data.models import Release
from smartstart.workspace.pilots.models import Pilot


class A4(Made):
    """One sheet for the alderman about one pilot."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="sheets", verbose_name="pilot")
    title = models.CharField("titel", max_length=120)
    decision = models.TextField("welk besluit vraagt u", max_length=400)
    strengths = models.TextField("wat gaat er goed", max_length=300, blank=True)
    remark = models.TextField("wat moet men erbij weten", max_length=500, blank=True)

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een A4 voor de wethouder",
        purpose="een besluit vragen op grond van wat bekend is",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            "pilot": Kind.NONE,
            **dict.fromkeys(("title", "decision", "strengths", "remark"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "A4", "A4's"
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class A4Finding(models.Model):
    """A finding on an A4, in its place. The words come from the release and are never typed over."""

    sheet = models.ForeignKey(A4, models.CASCADE, related_name="findings", verbose_name="A4")
    release = models.ForeignKey(Release, models.CASCADE, related_name="+", verbose_name="vrijgave")
    subject = models.CharField("bevinding", max_length=120)
    position = models.PositiveSmallIntegerField("plaats")

    privacy = Privacy(
        what="een bevinding op een A4",
        purpose="een besluit vragen op grond van wat bekend is",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields=dict.fromkeys(("id", "sheet", "release", "subject", "position"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "bevinding op een A4", "bevindingen op A4's"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["sheet", "release", "subject"], name="one_finding_once_on_a_sheet"),
            models.UniqueConstraint(fields=["sheet", "position"], name="one_finding_in_a_place"),
        ]

    def __str__(self) -> str:
        return self.subject
