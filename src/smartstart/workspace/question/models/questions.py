"""What is asked, why, and by whose leave."""

from django.db import models

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.rules.scope import SCOPE_WORDS, Scope


class Question(Made):
    """The question of a pilot in full."""

    pilot = models.OneToOneField(Pilot, models.CASCADE, related_name="question", verbose_name="pilot")
    text = models.TextField("de vraag", max_length=1200)
    scope = models.CharField(
        "waar gaat het over",
        max_length=12,
        choices=[(scope.value, word) for scope, word in SCOPE_WORDS.items()],
        default=Scope.QUESTION.value,
    )
    find_place = models.CharField("welke vindplek", max_length=160, blank=True)
    purpose = models.TextField("doel: wat willen we ermee bereiken", max_length=1200, blank=True)
    legal_basis = models.TextField("grondslag: waarom mogen we dit", max_length=1200, blank=True)
    controller = models.CharField("wie is verantwoordelijk voor de gegevens", max_length=200, blank=True)
    plain = models.TextField("wat doen we met gegevens", max_length=3000, blank=True)

    subject_field = "pilot_id"
    privacy = Privacy(
        what="de vraag van een pilot, met doel en grondslag",
        purpose="vastleggen wat de gemeente vraagt, waarom, en waarom dat mag",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            "pilot": Kind.NONE,
            "scope": Kind.NONE,
            **dict.fromkeys(("text", "find_place", "purpose", "legal_basis", "controller", "plain"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "vraag", "vragen"

    def __str__(self) -> str:
        return self.text
