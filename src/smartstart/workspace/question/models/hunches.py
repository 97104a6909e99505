"""What people expected before the results, and what the results said of it."""

from django.conf import settings
from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.rules.hunches import Verdict

_WHAT_FOR = "eerlijk vergelijken wat men vooraf dacht met wat eruit kwam"


class Hunch(Made):
    """A hunch as it stands now; every earlier version is kept. Nobody chooses the day: it is the day of writing."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="hunches", verbose_name="pilot")
    text = models.CharField("wat vermoeden we", max_length=400)
    written_on = models.DateField("opgeschreven op")

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een vermoeden, opgeschreven voordat de uitkomst er was",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={**MADE_FIELDS, "pilot": Kind.NONE, "text": Kind.TEXT, "written_on": Kind.NONE},
    )

    class Meta:
        verbose_name, verbose_name_plural = "vermoeden", "vermoedens"
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return self.text


class HunchVersion(models.Model):
    """A hunch as it was written on one day."""

    hunch = models.ForeignKey(Hunch, models.CASCADE, related_name="versions", verbose_name="vermoeden")
    text = models.CharField("wat vermoeden we", max_length=400)
    written_on = models.DateField("opgeschreven op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door")

    privacy = Privacy(
        what="een eerdere tekst van een vermoeden",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={"id": Kind.NONE, "hunch": Kind.NONE, "text": Kind.TEXT, "written_on": Kind.NONE, "by": Kind.TRACE},
    )

    class Meta:
        verbose_name, verbose_name_plural = "tekst van een vermoeden", "teksten van een vermoeden"
        ordering = ("written_on", "pk")

    def __str__(self) -> str:
        return self.text


class HunchVerdict(models.Model):
    """What one release says of a hunch, and of which of its versions."""

    hunch = models.ForeignKey(Hunch, models.CASCADE, related_name="verdicts", verbose_name="vermoeden")
    tested = models.ForeignKey(HunchVersion, models.RESTRICT, related_name="+", verbose_name="getoetste tekst")
    release = models.UUIDField("vrijgave")  # a stable id: releases belong to a later step
    release_day = models.DateField("dag van de vrijgave")
    verdict = models.CharField(
        "uitkomst", max_length=12, choices=[(verdict.value, verdict.word) for verdict in Verdict]
    )
    sentence = models.TextField("in een zin", max_length=1200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    privacy = Privacy(
        what="wat een vrijgave over een vermoeden zegt",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **dict.fromkeys(("id", "hunch", "tested", "release", "release_day", "verdict", "recorded_at"), Kind.NONE),
            "sentence": Kind.TEXT,
            "by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "uitkomst van een vermoeden", "uitkomsten van vermoedens"
        ordering = ("-release_day", "-pk")
        constraints = [models.UniqueConstraint(fields=["hunch", "release"], name="one_verdict_of_a_release")]

    def __str__(self) -> str:
        return self.word

    @property
    def word(self) -> str:
        """The word for the verdict."""
        return Verdict(self.verdict).word
