"""Releases that were verified and taken in: whole in one transaction, or not at all."""

from django.conf import settings
from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy, Retention
from smartstart.workspace.pilots.models import Pilot


class TrustedKey(models.Model):
    """A public key whose releases may come in; an administrator decides that, and may end it."""

    fingerprint = models.CharField("vingerafdruk", max_length=64)
    public_key = models.TextField("openbare sleutel", max_length=2000)
    name = models.CharField("van wie", max_length=120)
    municipality = models.ForeignKey(
        "web_accounts.Municipality", models.PROTECT, related_name="trusted_keys", verbose_name="gemeente"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vertrouwd door"
    )
    added_at = models.DateTimeField("vertrouwd sinds", auto_now_add=True)
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)

    privacy = Privacy(
        what="een sleutel die deze gemeente vertrouwt",
        purpose="alleen vrijgaven inlezen die echt zijn",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de werkplek bestaat"),
        fields={
            **dict.fromkeys(("id", "fingerprint", "public_key", "municipality", "added_at", "ended_at"), Kind.NONE),
            "name": Kind.TEXT,
            "added_by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "vertrouwde sleutel", "vertrouwde sleutels"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "fingerprint"], name="one_key_once_in_a_municipality")
        ]

    def __str__(self) -> str:
        return self.name


class Release(Made):
    """A signed release that this municipality took in. What its manifest says stands here, the rest in the archive."""

    pilot = models.ForeignKey(
        Pilot, models.SET_NULL, null=True, blank=True, related_name="releases", verbose_name="pilot"
    )
    manifest = models.CharField("vingerafdruk van het manifest", max_length=64)
    study = models.CharField("studie", max_length=120)
    title = models.CharField("titel", max_length=600)
    owner = models.CharField("eigenaar", max_length=600)
    day = models.DateField("dag")
    origin = models.CharField("herkomst", max_length=40)
    stamp = models.CharField("stempel", max_length=20)
    policy = models.CharField("beleid", max_length=600)
    software = models.CharField("gemaakt met", max_length=600)
    key = models.CharField("sleutel", max_length=64)
    subset_of = models.CharField("deel van", max_length=64, blank=True)  # manifest of the whole
    areas = models.JSONField("gebieden", default=list)
    asked = models.PositiveIntegerField("uitspraken gevraagd")
    released = models.PositiveIntegerField("uitspraken getoond")
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vervangen door"
    )

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een vrijgave: uitspraken over groepen die door de poort kwamen",
        purpose="laten zien wat bekend is, met de weg terug naar de bron",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(
                ("pilot", "manifest", "study", "title", "owner", "day", "origin", "stamp", "policy", "software"),
                Kind.NONE,
            ),
            **dict.fromkeys(("key", "subset_of", "areas", "asked", "released", "replaced_by"), Kind.NONE),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "vrijgave", "vrijgaven"
        ordering = ("-day", "title")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "manifest"], name="one_release_once_in_a_municipality")
        ]
        indexes = [models.Index(fields=["municipality", "study", "-day"], name="releases_of_a_study")]

    def __str__(self) -> str:
        return f"{self.title} ({self.day:%d-%m-%Y})"

    @property
    def current(self) -> bool:
        """Whether no newer release of the same study took its place."""
        return self.replaced_by_id is None


class ReleaseArchive(models.Model):
    """The file, every member as it was signed, so that anyone can verify it again."""

    release = models.OneToOneField(
        Release, models.CASCADE, primary_key=True, related_name="archive", verbose_name="vrijgave"
    )
    content = models.BinaryField("bestand")

    privacy = Privacy(
        what="het bestand van een vrijgave",
        purpose="kunnen nagaan dat er niets is veranderd",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={"release": Kind.NONE, "content": Kind.NONE},
    )

    class Meta:
        verbose_name, verbose_name_plural = "bestand van een vrijgave", "bestanden van vrijgaven"

    def __str__(self) -> str:
        return str(self.release_id)


class StatementRow(models.Model):
    """One statement of a release, so that it can be listed, compared and pointed at.

    `likeness` is the same for statements that say the same thing about the same kind of group in another period:
    analysis, role, predicate, unit and measure.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="statements", verbose_name="vrijgave")
    position = models.PositiveIntegerField("volgorde")
    statement = models.CharField("kenmerk", max_length=120)
    analysis = models.CharField("analyse", max_length=120)
    subject = models.CharField("onderwerp", max_length=120)
    role = models.CharField("rol", max_length=120)
    kind = models.CharField("soort", max_length=8)
    shown = models.BooleanField("getoond")
    value = models.FloatField("waarde", null=True)
    lower = models.FloatField("van", null=True)
    upper = models.FloatField("tot", null=True)
    likeness = models.CharField("lijkt op", max_length=64, db_index=True)

    privacy = Privacy(
        what="een uitspraak over een groep, door de poort",
        purpose="laten zien wat bekend is",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields=dict.fromkeys(
            (
                *("id", "release", "position", "statement", "analysis", "subject", "role", "kind", "shown"),
                *("value", "lower", "upper", "likeness"),
            ),
            Kind.NONE,
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "uitspraak", "uitspraken"
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["release", "statement"], name="one_statement_once_in_a_release")]

    def __str__(self) -> str:
        return self.statement
