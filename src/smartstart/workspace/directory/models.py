"""Professionals whom one can ask. Nobody is in it without having agreed."""

from django.db import models
from django.utils import timezone

from smartstart.web.accounts.made import Made
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.web.privacy.rules import CONSENT, MADE_FIELDS, Kind, Privacy, Retention
from smartstart.workspace.directory import rules

_REACHES = [(reach.value, word) for reach, word in VISIBILITY_WORDS.items()]
_ASKED = [(reach, word) for reach, word in _REACHES if reach != Visibility.OWN]


class Professional(Made):
    """Somebody who works for or with the municipality, and agreed to be found here.

    `visibility` is never wider than what this person agreed to. `asked` is the wider reach that a colleague would
    like; until the person says yes by the own link, nothing shows further.
    """

    name = models.CharField("naam", max_length=120)
    organisation = models.CharField("organisatie", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    expertise = models.CharField("waarover kunt u deze collega vragen", max_length=300)
    languages = models.CharField("talen", max_length=120, default="Nederlands")
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoonnummer", max_length=30, blank=True)
    reachable = models.CharField("wanneer bereikbaar", max_length=120, blank=True)
    agreed_on = models.DateField("vond het goed op")
    asked = models.CharField("gevraagd om te tonen aan", max_length=8, blank=True, choices=_ASKED)
    looked_at = models.DateField("nagekeken op", default=timezone.localdate)
    link = models.CharField("hash van de eigen link", max_length=64, blank=True, db_index=True)
    link_until = models.DateTimeField("eigen link werkt tot", null=True, blank=True)

    privacy = Privacy(
        what="een professional in het smoelenboek",
        purpose="elkaar vinden: wie weet hier meer van",
        basis=CONSENT,
        retention=Retention(
            "tot de professional of een collega het weghaalt; anders tot twee jaar na de laatste keer nakijken",
            days=730,
            since="looked_at",
        ),
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(
                ("name", "organisation", "function", "expertise", "languages", "email", "phone", "reachable"),
                Kind.CONTACT,
            ),
            **dict.fromkeys(("agreed_on", "asked", "looked_at", "link_until"), Kind.NONE),
            "link": Kind.SECRET,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "professional", "professionals"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def stale(self) -> bool:
        """Whether nobody looked at this entry for half a year."""
        return rules.is_stale(self.looked_at, timezone.localdate())

    @property
    def topics(self) -> list[str]:
        """What one can ask about, one by one."""
        return rules.words_in(self.expertise)

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name, where there is no photo."""
        parts = self.name.split()
        return (parts[0][:1] + parts[-1][:1] if len(parts) > 1 else self.name[:2]).upper()


class Portrait(models.Model):
    """The photo of a professional, kept only with a consent of its own; apart, so that lists do not load it."""

    professional = models.OneToOneField(
        Professional, models.CASCADE, primary_key=True, related_name="portrait", verbose_name="professional"
    )
    content = models.BinaryField("foto")
    agreed_on = models.DateField("vond de foto goed op")

    privacy = Privacy(
        what="de foto van een professional",
        purpose="elkaar herkennen",
        basis=CONSENT,
        retention=Retention("tot de professional de foto weghaalt, of uit het smoelenboek gaat"),
        fields={"professional": Kind.CONTACT, "content": Kind.CONTACT, "agreed_on": Kind.NONE},
    )

    class Meta:
        verbose_name, verbose_name_plural = "foto", "foto's"

    def __str__(self) -> str:
        return str(self.professional_id)


class Consent(models.Model):
    """To what somebody agreed, in which words and when: for the entry or the photo, at one reach.

    Who agreed to more may be shown to less; the consent to more ends then, and is asked anew before it shows so far
    again.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="consents", verbose_name="professional")
    photo = models.BooleanField("gaat over de foto", default=False)
    reach = models.CharField("zichtbaar voor", max_length=8, choices=_REACHES)
    text = models.TextField("tekst waarmee iemand instemde", max_length=600)
    themselves = models.BooleanField("gaf het zelf, met de eigen link")
    agreed_on = models.DateField("vond het goed op")
    ended_on = models.DateField("geldt niet meer sinds", null=True, blank=True)

    privacy = Privacy(
        what="waarmee een professional in het smoelenboek instemde",
        purpose="laten zien dat iemand toestemming gaf, waarvoor en wanneer",
        basis=CONSENT,
        retention=Retention("tot de professional uit het smoelenboek gaat"),
        fields={
            "id": Kind.NONE,
            "professional": Kind.CONTACT,
            **dict.fromkeys(("photo", "reach", "text", "themselves", "agreed_on", "ended_on"), Kind.NONE),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "toestemming", "toestemmingen"
        ordering = ("agreed_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_reach_display()}, {self.agreed_on:%d-%m-%Y}"
