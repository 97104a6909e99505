"""Where-used: which text rests on which statement, and whether that statement was overtaken."""

from django.db import models

from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention


class Reference(models.Model):
    """A text (an A4, a publication, a pilot page) rests on a statement of a release.

    A file with figures rests on the description of an own figure in the same way: that has the place of the release.

    The user of a statement writes the reference; whoever takes in a newer release marks it as outdated. Neither
    knows the other.
    """

    user_kind = models.CharField("soort tekst", max_length=60)
    user_id = models.UUIDField("kenmerk van de tekst")
    release = models.UUIDField("vrijgave", db_index=True)
    statement = models.CharField("uitspraak", max_length=120)
    outdated_at = models.DateTimeField("verouderd sinds", null=True, blank=True)
    outdated_by = models.UUIDField("door vrijgave", null=True, blank=True)
    reason = models.CharField("reden", max_length=600, blank=True)

    privacy = Privacy(
        what="een verwijzing van een tekst naar een uitspraak",
        purpose="weten welke tekst op welk cijfer rust, en of dat cijfer nog geldt",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de tekst bestaat"),
        fields=dict.fromkeys(
            ("id", "user_kind", "user_id", "release", "statement", "outdated_at", "outdated_by", "reason"), Kind.NONE
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "verwijzing", "verwijzingen"
        constraints = [
            models.UniqueConstraint(fields=["user_kind", "user_id", "release", "statement"], name="one_reference_once")
        ]
        indexes = [
            models.Index(fields=["release", "statement"], name="references_of_statement"),
            models.Index(fields=["user_kind", "user_id"], name="references_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user_kind} → {self.statement}"
