"""What was laid before the check, who from there read along, and every step on the way to the public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import CONSENT, MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.publishing.rules.kinds import KIND_WORDS
from smartstart.workspace.publishing.rules.material import Material, Text
from smartstart.workspace.publishing.rules.states import PUBLICATION, State

_STATES = [(state.value, word) for state, word in PUBLICATION.words.items()]


class Publication(Made):
    """A proposal to make something public, with the exact texts that are judged.

    The file itself never becomes public: it holds names. Pages ask `queries.public_among` for what they show.
    """

    kind = models.CharField("soort", max_length=8, choices=[(kind.value, word) for kind, word in KIND_WORDS.items()])
    object_id = models.CharField("kenmerk van het onderwerp", max_length=200)
    pilot = models.UUIDField("vraag", null=True, blank=True)  # the stable id of a pilot; a number, not a link
    title = models.TextField("onderwerp")
    address = models.CharField("bladzijde", max_length=300)
    texts = models.JSONField("teksten")
    text_hash = models.CharField("hash van de teksten", max_length=64)
    smallest_open = models.PositiveIntegerField("kleinste groep in openbare cijfers", null=True)
    smallest_release = models.PositiveIntegerField("kleinste groep in de vrijgave", null=True)
    has_strengths = models.BooleanField("noemt sterke kanten")
    has_counter_numbers = models.BooleanField("noemt tegengetallen")
    schools_named = models.BooleanField("noemt een school")
    schools_public_only = models.BooleanField("over scholen alleen openbare cijfers")
    invented = models.BooleanField("verzonnen gegevens")
    place_invented = models.BooleanField("verzonnen plaats")
    state = models.CharField("staat", max_length=10, choices=_STATES, default=State.CONCEPT.value)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="voorgedragen door"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="besloten door"
    )

    subject_field = "pilot"
    privacy = Privacy(
        what="een voorstel om iets openbaar te maken",
        purpose="niets over een gebied, school of groep openbaar maken zonder toets en besluit",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(("kind", "object_id", "pilot", "address", "text_hash", "state"), Kind.NONE),
            **dict.fromkeys(("smallest_open", "smallest_release", "has_strengths", "has_counter_numbers"), Kind.NONE),
            **dict.fromkeys(("schools_named", "schools_public_only", "invented", "place_invented"), Kind.NONE),
            **dict.fromkeys(("title", "texts"), Kind.TEXT),
            **dict.fromkeys(("submitted_by", "decided_by"), Kind.TRACE),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "openbaarmaking", "openbaarmakingen"
        ordering = ("-made_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "object_id"], condition=Q(state=State.PUBLIC), name="one_public_version"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("made_by")) | Q(made_by=None))
                & (~Q(decided_by=F("submitted_by")) | Q(submitted_by=None)),
                name="nobody_decides_on_the_own_proposal",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "object_id"], name="publications_of_an_object")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_word(self) -> str:
        """The word for its state."""
        return PUBLICATION.words[State(self.state)]

    @property
    def material(self) -> Material:
        """What was laid before the check."""
        names = set(Material.__dataclass_fields__) - {"texts"}
        texts = tuple(Text(label, text) for label, text in self.texts)
        return Material(texts=texts, **{name: getattr(self, name) for name in names})


class SignOff(models.Model):
    """Somebody from there read the texts and agrees. A resident stays without a name if so wished."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="sign_offs", verbose_name="openbaarmaking"
    )
    resident = models.BooleanField("een bewoner, zonder naam")
    name = models.CharField("naam", max_length=120, blank=True)
    connection = models.CharField("wat heeft deze persoon met de plek of de groep te maken", max_length=120)
    day = models.DateField("op")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    privacy = Privacy(
        what="het akkoord van iemand uit de wijk, de school of de groep",
        purpose="laten zien dat iemand van daar heeft meegelezen",
        basis=CONSENT,
        retention=UNTIL_REMOVED,
        fields={
            **dict.fromkeys(("id", "publication", "resident", "day", "recorded_at"), Kind.NONE),
            "name": Kind.CONTACT,
            "connection": Kind.CONTACT,
            "recorded_by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "akkoord van iemand van daar", "akkoorden van iemand van daar"
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(resident=False) | Q(name=""), name="a_resident_stays_without_a_name")
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name, or that it is a resident."""
        return "Een bewoner" if self.resident else self.name


class PublicationStep(models.Model):
    """One step on the way: from which state to which, by whom, when and why."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="steps", verbose_name="openbaarmaking")
    source = models.CharField("van", max_length=10, choices=_STATES, blank=True)
    target = models.CharField("naar", max_length=10, choices=_STATES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    office = models.CharField("functie", max_length=120, blank=True)
    reason = models.CharField("waarom", max_length=600, blank=True)
    at = models.DateTimeField("wanneer", auto_now_add=True)

    privacy = Privacy(
        what="een stap op weg naar openbaar",
        purpose="kunnen laten zien wie wat besloot, en waarom",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **dict.fromkeys(("id", "publication", "source", "target", "at"), Kind.NONE),
            "by": Kind.TRACE,
            **dict.fromkeys(("office", "reason"), Kind.TEXT),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "stap", "stappen"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return PUBLICATION.words[State(self.target)]
