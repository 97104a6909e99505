"""What is derived from releases when they come in, so that lists and search need not open every file."""

import uuid

from django.db import models

from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention
from smartstart.workspace.data.models import Release

_RETENTION = Retention("zolang de vrijgave bestaat")


class Finding(models.Model):
    """One finding of a release, in words. Its numbers stay statements; `position` is the order of the release."""

    id = models.UUIDField("kenmerk", primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, models.CASCADE, related_name="findings", verbose_name="vrijgave")
    subject = models.CharField("onderwerp", max_length=120)
    analysis = models.CharField("analyse", max_length=120)
    position = models.PositiveIntegerField("volgorde")
    title = models.TextField("groep")
    sentence = models.TextField("zin")
    certainty = models.CharField("hoe zeker", max_length=40, blank=True)
    confirmed = models.BooleanField("bevestigd")
    shown = models.BooleanField("getoond")
    search_text = models.TextField("woorden om op te zoeken")
    text_hash = models.CharField("hash van de teksten", max_length=64)  # of everything that its public page would show

    privacy = Privacy(
        what="een bevinding over een groep, door de poort",
        purpose="laten zien en terugvinden wat bekend is",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(
            (
                *("id", "release", "subject", "analysis", "position", "title", "sentence", "certainty", "confirmed"),
                *("shown", "search_text", "text_hash"),
            ),
            Kind.NONE,
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "bevinding", "bevindingen"
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["release", "subject"], name="one_finding_once_in_a_release")]

    def __str__(self) -> str:
        return self.title


class Summary(models.Model):
    """What a release is about, for a list.

    Attributes:
        about: what "dit meemaken" means in its sentences.
        first: the first finding in the order of the release about which something may be said; empty without one.
        nothing: what to say when nothing was found.
    """

    release = models.OneToOneField(
        Release, models.CASCADE, primary_key=True, related_name="summary", verbose_name="vrijgave"
    )
    about = models.TextField("waar het om gaat")
    nothing = models.TextField("als er niets is gevonden", blank=True)
    first = models.CharField("eerste bevinding", max_length=120, blank=True)
    findings = models.PositiveIntegerField("aantal bevindingen")

    privacy = Privacy(
        what="waar een vrijgave over gaat, kort",
        purpose="een bevinding in een lijst laten begrijpen",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(("release", "about", "nothing", "first", "findings"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "samenvatting", "samenvattingen"

    def __str__(self) -> str:
        return self.about


class Overtaken(models.Model):
    """A statement of an older release that a newer one contradicts, or no longer shows."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="overtaken_statements", verbose_name="vrijgave")
    statement = models.CharField("uitspraak", max_length=120)
    by = models.ForeignKey(Release, models.CASCADE, related_name="+", verbose_name="door vrijgave")
    reason = models.CharField("reden", max_length=600)

    privacy = Privacy(
        what="een uitspraak die door een nieuwere vrijgave is achterhaald",
        purpose="geen tekst laten rusten op een cijfer dat niet meer klopt",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(("id", "release", "statement", "by", "reason"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "achterhaalde uitspraak", "achterhaalde uitspraken"
        constraints = [
            models.UniqueConstraint(fields=["release", "statement", "by"], name="one_overtaking_once_by_a_release")
        ]

    def __str__(self) -> str:
        return self.statement
