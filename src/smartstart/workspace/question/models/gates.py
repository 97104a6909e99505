"""The gates of a question: how far each is, every step, and the arguments on both sides."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from smartstart.web.accounts.made import Made
from smartstart.web.accounts.rules.states import Machine
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.rules.gates import (
    GATE_MEANINGS,
    GATE_WORDS,
    SIDE_WORDS,
    GateKind,
    GateState,
    machine_of,
)
from smartstart.workspace.question.rules.quick_scan import NEED_WORDS, Need

_STATE_LENGTH = 12
_WHAT_FOR = "kunnen laten zien waarom dit werk mag, en wat er tegen pleitte"


class Gate(Made):
    """One gate of one question, as it stands now."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="gates", verbose_name="pilot")
    kind = models.CharField("toets", max_length=12, choices=[(kind.value, word) for kind, word in GATE_WORDS.items()])
    state = models.CharField("staat", max_length=_STATE_LENGTH, default=GateState.NOT_STARTED.value)
    on = models.DateField("sinds", null=True)
    outcome = models.TextField("uitkomst", max_length=1200, blank=True)
    conditions = models.TextField("voorwaarden", max_length=1200, blank=True)
    reason = models.TextField("waarom", max_length=1200, blank=True)
    link = models.URLField("adres van het document", max_length=400, blank=True)

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een toets van een vraag, zoals de DPIA",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(("pilot", "kind", "state", "on", "link"), Kind.NONE),
            **dict.fromkeys(("outcome", "conditions", "reason"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "toets", "toetsen"
        constraints = [models.UniqueConstraint(fields=["pilot", "kind"], name="one_gate_of_a_kind")]

    def __str__(self) -> str:
        return self.word

    @property
    def word(self) -> str:
        """How the gate is called."""
        return GATE_WORDS[GateKind(self.kind)]

    @property
    def meaning(self) -> str:
        """What the gate is for, in one sentence."""
        return GATE_MEANINGS[GateKind(self.kind)]

    @property
    def machine(self) -> Machine[GateState]:
        """The states that it can be in."""
        return machine_of(GateKind(self.kind))

    @property
    def state_word(self) -> str:
        """The word for its state."""
        return self.machine.words[GateState(self.state)]


class GateStep(models.Model):
    """One step of a gate; nothing of it is ever overwritten."""

    gate = models.ForeignKey(Gate, models.CASCADE, related_name="steps", verbose_name="toets")
    source = models.CharField("van", max_length=_STATE_LENGTH)
    target = models.CharField("naar", max_length=_STATE_LENGTH)
    on = models.DateField("op")
    outcome = models.TextField("uitkomst", max_length=1200, blank=True)
    conditions = models.TextField("voorwaarden", max_length=1200, blank=True)
    reason = models.TextField("waarom", max_length=1200, blank=True)
    link = models.URLField("adres van het document", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    privacy = Privacy(
        what="een stap in een toets",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **dict.fromkeys(("id", "gate", "source", "target", "on", "link", "recorded_at"), Kind.NONE),
            **dict.fromkeys(("outcome", "conditions", "reason"), Kind.TEXT),
            "by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "stap van een toets", "stappen van een toets"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.target_word

    @property
    def target_word(self) -> str:
        """The word for the state in which it ended."""
        return self.gate.machine.words[GateState(self.target)]


class Argument(Made):
    """An argument for or against. It is never deleted: who gave it may withdraw it, with a reason, and it stays."""

    gate = models.ForeignKey(Gate, models.CASCADE, related_name="arguments", verbose_name="toets")
    side = models.CharField(
        "voor of tegen", max_length=8, choices=[(side.value, word) for side, word in SIDE_WORDS.items()]
    )
    text = models.TextField("argument", max_length=1200)
    withdrawn_on = models.DateField("ingetrokken op", null=True)
    withdrawn_why = models.CharField("waarom ingetrokken", max_length=300, blank=True)

    subject_field = "gate__pilot_id"
    privacy = Privacy(
        what="een argument voor of tegen",
        purpose=_WHAT_FOR,
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(("gate", "side", "withdrawn_on"), Kind.NONE),
            **dict.fromkeys(("text", "withdrawn_why"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "argument", "argumenten"
        ordering = ("made_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="") | (~Q(withdrawn_on=None) & ~Q(withdrawn_why="")),
                name="withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> uuid.UUID:
        """The pilot that it belongs to."""
        return self.gate.pilot_id


class QuickScan(Made):
    """A quick scan as it was filled in, with the advice that it gave on that day."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="quick_scans", verbose_name="pilot")
    day = models.DateField("ingevuld op")
    answers = models.JSONField("antwoorden")
    advice = models.JSONField("advies")

    subject_field = "pilot_id"
    privacy = Privacy(
        what="een ingevulde quick scan",
        purpose="weten welke toetsen een vraag nodig heeft",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={**MADE_FIELDS, **dict.fromkeys(("pilot", "day", "answers", "advice"), Kind.NONE)},
    )

    class Meta:
        verbose_name, verbose_name_plural = "quick scan", "quick scans"
        ordering = ("-day", "-made_at")

    def __str__(self) -> str:
        return f"quick scan {self.day:%d-%m-%Y}"

    @property
    def lines(self) -> list[tuple[str, str, list[str]]]:
        """The advice: which assessment, what is advised, and why."""
        return [
            (GATE_WORDS[GateKind(line["kind"])], NEED_WORDS[Need(line["need"])], list(line["reasons"]))
            for line in self.advice
        ]
