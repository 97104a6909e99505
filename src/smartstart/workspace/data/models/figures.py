"""Open figures on areas: public already, never about a person. They need no release.

Whether a figure may be compared with that of another year was judged when it was read; the outcome is stored beside it.
"""

from collections.abc import Mapping

from django.db import models

from smartstart.opendata.figures import Figure, FigureState
from smartstart.vocabulary.certainty import Reliability
from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy
from smartstart.workspace.data.models.loads import RETENTION, FigureLoad, FigureSource


class Area(models.Model):
    """A gemeente, wijk or buurt in one year's division, with its outline ready to draw.

    The outline is in the units of the map of its level; `FigureLoad.frames` has the size of that map.
    """

    load = models.ForeignKey(FigureLoad, models.CASCADE, related_name="areas", verbose_name="inlezing")
    code = models.CharField("code", max_length=10)
    division = models.PositiveSmallIntegerField("indeling van")
    level = models.CharField("niveau", max_length=10)
    name = models.CharField("naam", max_length=120)
    within = models.CharField("ligt in", max_length=10, blank=True)
    municipality_code = models.CharField("gemeentecode", max_length=6, db_index=True)
    people = models.PositiveIntegerField("inwoners", null=True)
    former = models.BooleanField("bestaat niet meer zo", default=False)
    outline = models.TextField("omtrek", blank=True)

    privacy = Privacy(
        what="een gebied",
        purpose="cijfers op een kaart laten zien",
        basis=PUBLIC_TASK,
        retention=RETENTION,
        fields=dict.fromkeys(
            (
                *("id", "load", "code", "division", "level", "name", "within", "municipality_code", "people"),
                *("former", "outline"),
            ),
            Kind.NONE,
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "gebied", "gebieden"
        ordering = ("name", "code")
        constraints = [models.UniqueConstraint(fields=["code", "division"], name="one_area_once_in_a_division")]

    def __str__(self) -> str:
        return self.name


class FigureFields(models.Model):
    """What every figure has: what it is about, its value or why there is none, and how it was made."""

    indicator = models.CharField("indicator", max_length=60)
    year = models.PositiveSmallIntegerField("jaar")
    division = models.PositiveSmallIntegerField("indeling van")
    value = models.FloatField("waarde", null=True)
    lower = models.FloatField("van", null=True)
    upper = models.FloatField("tot", null=True)
    state = models.CharField("staat", max_length=40, choices=[(state.value, state.value) for state in FigureState])
    reliability = models.CharField("hoe gemaakt", max_length=40, choices=[(r.value, r.value) for r in Reliability])
    decimals = models.PositiveSmallIntegerField("cijfers achter de komma", default=1)
    source = models.ForeignKey(FigureSource, models.PROTECT, null=True, related_name="+", verbose_name="bron")

    class Meta:
        abstract = True

    @classmethod
    def values_of(cls, figure: Figure, sources: Mapping[str, FigureSource]) -> dict[str, object]:
        """Return the fields that hold a figure."""
        return {
            "indicator": figure.indicator,
            "year": figure.year,
            "division": figure.division,
            "value": figure.value,
            "lower": figure.lower,
            "upper": figure.upper,
            "state": figure.state.value,
            "reliability": figure.reliability.value,
            "decimals": figure.decimals,
            "source": sources.get(figure.source),
        }


_FIGURE_FIELDS = (
    *("id", "indicator", "year", "division", "value", "lower", "upper", "state", "reliability", "decimals", "source"),
    "load",
)


class OpenFigure(FigureFields):
    """One public figure of one area in one year. "Too few to say" is a state, never a nought.

    Only figures of the area as it is are stored: a figure of other borders under the same code is not one of them.
    `same_municipality`: the municipality had the same borders then. `break_year`: an older year may not be compared.
    """

    load = models.ForeignKey(FigureLoad, models.CASCADE, related_name="open_figures", verbose_name="inlezing")
    area = models.ForeignKey(Area, models.CASCADE, related_name="figures", verbose_name="gebied")
    same_municipality = models.BooleanField("gemeente had dezelfde grenzen", default=True)
    break_year = models.PositiveSmallIntegerField("niet te vergelijken met", null=True)

    privacy = Privacy(
        what="een openbaar cijfer over een gebied",
        purpose="de kleur van de wijk laten zien",
        basis=PUBLIC_TASK,
        retention=RETENTION,
        fields=dict.fromkeys((*_FIGURE_FIELDS, "area", "same_municipality", "break_year"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "openbaar cijfer", "openbare cijfers"
        constraints = [
            models.UniqueConstraint(fields=["area", "indicator", "year"], name="one_figure_of_an_area_a_year")
        ]
        indexes = [models.Index(fields=["indicator", "year"], name="figures_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class Place(models.TextChoices):
    """Which larger area a figure stands beside."""

    MUNICIPALITY = "gemeente", "de gemeente"
    COUNTRY = "land", "Nederland"


class BesideFigure(FigureFields):
    """The figure of the municipality or the country in one year, beside which those of its areas are set.

    It belongs to the reading that it came with: the country of an invented region is not that of a real one.
    """

    load = models.ForeignKey(FigureLoad, models.CASCADE, related_name="beside_figures", verbose_name="inlezing")
    place = models.CharField("van", max_length=10, choices=Place.choices)

    privacy = Privacy(
        what="een openbaar cijfer over de gemeente of het land",
        purpose="het cijfer van een gebied ergens naast zetten",
        basis=PUBLIC_TASK,
        retention=RETENTION,
        fields=dict.fromkeys((*_FIGURE_FIELDS, "place"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "cijfer ernaast", "cijfers ernaast"
        constraints = [
            models.UniqueConstraint(fields=["load", "place", "indicator", "year"], name="one_figure_beside_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.indicator} {self.year}"
