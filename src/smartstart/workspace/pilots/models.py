"""Pilots, their phases and lights."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from smartstart.vocabulary.method import Step
from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy, Retention
from smartstart.workspace.pilots import rules


class Phase(models.Model):
    """A phase that a pilot can be in; half steps are ordinary. A municipality may have phases of its own."""

    number = models.DecimalField("nummer", max_digits=3, decimal_places=1)
    name = models.CharField("naam", max_length=40)
    municipality = models.ForeignKey(
        "web_accounts.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )

    privacy = Privacy(
        what="een fase van een pilot",
        purpose="laten zien waar een pilot staat",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de werkplek bestaat"),
        fields=dict.fromkeys(("id", "number", "name", "municipality"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "fase", "fasen"
        ordering = ("number",)
        # Two rules, for SQLite cannot hold one over a field that may be empty.
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_phase_a_number"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(municipality=None), name="one_common_phase_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{rules.phase_number(self.number)} {self.name}"


class Pilot(Made):
    """A question that a municipality works on. Its id is the `subject` of roles for one question."""

    title = models.CharField("de vraag in één zin", max_length=160)
    summary = models.TextField("waar gaat het over", max_length=1200, blank=True)
    leader = models.CharField("projectleider", max_length=120)
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="+", verbose_name="fase")
    light = models.CharField(
        "stoplicht", max_length=5, choices=[(light.value, word) for light, word in rules.LIGHT_WORDS.items()]
    )
    since = models.DateField("sinds")
    show_leader = models.BooleanField("noem de projectleider ook buiten onze gemeente", default=False)
    next_action = models.CharField("wat is de volgende stap", max_length=200, blank=True)
    next_by = models.CharField("wie doet die", max_length=120, blank=True)

    subject_field = "id"
    privacy = Privacy(
        what="een pilot: een vraag waaraan een gemeente werkt",
        purpose="laten zien waaraan de gemeente werkt en waar dat staat",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            "title": Kind.TEXT,
            "summary": Kind.TEXT,
            "leader": Kind.CONTACT,
            "phase": Kind.NONE,
            "light": Kind.NONE,
            "since": Kind.NONE,
            "show_leader": Kind.NONE,
            "next_action": Kind.TEXT,
            "next_by": Kind.CONTACT,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "pilot", "pilots"
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    @property
    def step(self) -> Step:
        """The step of the method where this pilot is."""
        return rules.step_of(self.phase.number)

    @property
    def light_word(self) -> str:
        """The word beside the light."""
        return rules.LIGHT_WORDS[rules.Light(self.light)]

    @property
    def light_colour(self) -> str:
        """The colour of the light, as the look knows it."""
        return rules.LIGHT_COLOURS[rules.Light(self.light)]


class PhaseChange(models.Model):
    """A change of phase or light, with day and reason: the history of a pilot."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="changes", verbose_name="pilot")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="+", verbose_name="fase")
    light = models.CharField("stoplicht", max_length=5, choices=Pilot._meta.get_field("light").choices)
    on = models.DateField("op")
    reason = models.CharField("waarom", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    privacy = Privacy(
        what="een wijziging van fase of stoplicht",
        purpose="laten zien hoe een pilot verliep",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **dict.fromkeys(("id", "pilot", "phase", "light", "on", "recorded_at"), Kind.NONE),
            "reason": Kind.TEXT,
            "by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "wijziging", "wijzigingen"
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return f"{self.phase}, {self.get_light_display()}"

    @property
    def light_word(self) -> str:
        """The word beside the light."""
        return rules.LIGHT_WORDS[rules.Light(self.light)]

    @property
    def light_colour(self) -> str:
        """The colour of the light, as the look knows it."""
        return rules.LIGHT_COLOURS[rules.Light(self.light)]
