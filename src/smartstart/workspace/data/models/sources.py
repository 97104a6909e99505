"""Sources of a question: what each can answer, and what it cannot."""

from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.pilots.models import Pilot


class Source(Made):
    """A source that is used or was considered for a question, described by a colleague."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="sources", verbose_name="pilot")
    name = models.CharField("naam van de bron", max_length=120)
    holder = models.CharField("van wie", max_length=120, blank=True)
    answers = models.TextField("wat deze bron kan vertellen", max_length=1200)
    cannot = models.TextField("wat deze bron niet kan vertellen", max_length=1200)
    used = models.BooleanField("gebruiken we", default=True)
    why = models.TextField("waarom wel of niet", max_length=1200, blank=True)

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een beschrijving van een bron",
        purpose="uitleggen welke gegevens een vraag nodig heeft, en waarom",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            "pilot": Kind.NONE,
            "used": Kind.NONE,
            **dict.fromkeys(("name", "holder", "answers", "cannot", "why"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "bron", "bronnen"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
