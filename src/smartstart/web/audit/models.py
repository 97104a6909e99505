"""One table of what happened: actor, action, object, result, origin, time (BIO2 8.15.01). No old or new text."""

from django.conf import settings
from django.db import models

from smartstart.web.audit.rules import RESULT_WORDS
from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention


class AuditLine(models.Model):
    """One thing that somebody did, or was not allowed to do."""

    at = models.DateTimeField("wanneer", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="wie"
    )
    account = models.BigIntegerField("accountnummer", null=True)  # stays when the account is gone
    action = models.CharField("wat", max_length=60)
    kind = models.CharField("soort", max_length=60)
    object_id = models.CharField("kenmerk", max_length=64, blank=True)
    municipality = models.ForeignKey(
        "web_accounts.Municipality", models.PROTECT, null=True, related_name="+", verbose_name="gemeente"
    )
    result = models.CharField(
        "afloop", max_length=8, choices=[(result.value, word) for result, word in RESULT_WORDS.items()]
    )
    origin = models.CharField("waarvandaan", max_length=80)

    privacy = Privacy(
        what="een regel in het logboek",
        purpose="kunnen nagaan wie wat deed, ook als het werd geweigerd",
        basis=PUBLIC_TASK,
        retention=Retention("drie jaar", days=3 * 365, since="at"),
        fields={
            "id": Kind.NONE,
            "at": Kind.TRACE,
            "actor": Kind.TRACE,
            "account": Kind.TRACE,
            "action": Kind.TRACE,
            "kind": Kind.NONE,
            "object_id": Kind.NONE,
            "municipality": Kind.NONE,
            "result": Kind.TRACE,
            "origin": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "logregel", "logregels"
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["municipality", "-at"], name="audit_of_municipality")]

    def __str__(self) -> str:
        return f"{self.action} ({self.get_result_display()})"
