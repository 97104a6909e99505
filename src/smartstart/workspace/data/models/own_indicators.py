"""Figures that a municipality describes itself, before any value of them comes in."""

from django.conf import settings
from django.db import models

from smartstart.opendata.figures import FEWEST_PEOPLE
from smartstart.opendata.indicator import Direction, Theme
from smartstart.web.accounts.made import Made
from smartstart.web.privacy.rules import MADE_FIELDS, PUBLIC_TASK, UNTIL_REMOVED, Kind, Privacy
from smartstart.workspace.data.rules.own_indicators import Description
from smartstart.workspace.data.rules.units import UNITS


class OwnIndicator(Made):
    """What a figure of the municipality itself measures, of whom, and by whose leave it is shown."""

    name = models.CharField("naam in bestanden", max_length=40)
    label = models.CharField("omschrijving", max_length=100)
    phrase = models.CharField("in een zin", max_length=100, blank=True)
    unit = models.CharField("eenheid", max_length=20, choices=[(name, name) for name in UNITS])
    about = models.TextField("wat meet het, en van wie", max_length=600)
    theme = models.CharField("thema", max_length=20, choices=[(theme.value, theme.value) for theme in Theme])
    direction = models.CharField(
        "wat betekent een hoog cijfer", max_length=20, choices=[(one.value, one.value) for one in Direction]
    )
    fewest = models.PositiveIntegerField("minste aantal mensen achter een cijfer", default=FEWEST_PEOPLE)
    bounds = models.JSONField("grenzen op de kaart", default=list, blank=True)
    source = models.CharField("bron", max_length=100)
    leave = models.CharField("licentie of toestemming", max_length=200)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )

    privacy = Privacy(
        what="een beschrijving van een eigen cijfer van de gemeente",
        purpose="bij elk eigen cijfer zeggen wat het meet, van wie, en wie het mag laten zien",
        basis=PUBLIC_TASK,
        retention=UNTIL_REMOVED,
        fields={
            **MADE_FIELDS,
            **dict.fromkeys(("name", "unit", "theme", "direction", "fewest", "bounds"), Kind.NONE),
            **dict.fromkeys(("label", "phrase", "about", "source", "leave"), Kind.TEXT),
            "changed_by": Kind.TRACE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "eigen cijfer", "eigen cijfers"
        ordering = ("label", "name")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="one_own_indicator_of_a_name_in_a_place")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def description(self) -> Description:
        """What is told of it, as plain data."""
        return Description(
            name=self.name,
            label=self.label,
            phrase=self.phrase,
            unit=self.unit,
            about=self.about,
            theme=Theme(self.theme),
            direction=Direction(self.direction),
            fewest=self.fewest,
            bounds=tuple(self.bounds),
            source=self.source,
            leave=self.leave,
        )
