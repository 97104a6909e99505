"""Open figures on areas: public already, never about a person. They need no release."""

from django.db import models

from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention

_RETENTION = Retention("tot er nieuwe cijfers zijn ingelezen")


class FigureSource(models.Model):
    """Where open figures come from."""

    key = models.CharField("kenmerk", max_length=60, unique=True)
    attribution = models.CharField("bronvermelding", max_length=600)
    invented = models.BooleanField("verzonnen", default=False)
    loaded_at = models.DateTimeField("ingelezen op", auto_now=True)

    privacy = Privacy(
        what="een bron van openbare cijfers",
        purpose="bij elk cijfer de bron noemen",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(("id", "key", "attribution", "invented", "loaded_at"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "bron van cijfers", "bronnen van cijfers"

    def __str__(self) -> str:
        return self.key


class Area(models.Model):
    """A gemeente, wijk or buurt in one year's division, with its outline ready to draw."""

    code = models.CharField("code", max_length=10)
    division = models.PositiveSmallIntegerField("indeling van")
    level = models.CharField("niveau", max_length=10)
    name = models.CharField("naam", max_length=120)
    within = models.CharField("ligt in", max_length=10, blank=True)
    municipality_code = models.CharField("gemeentecode", max_length=6, db_index=True)
    people = models.PositiveIntegerField("inwoners", null=True)
    outline = models.TextField("omtrek", blank=True)

    privacy = Privacy(
        what="een gebied",
        purpose="cijfers op een kaart laten zien",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(
            ("id", "code", "division", "level", "name", "within", "municipality_code", "people", "outline"), Kind.NONE
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "gebied", "gebieden"
        ordering = ("name", "code")
        constraints = [models.UniqueConstraint(fields=["code", "division"], name="one_area_once_in_a_division")]

    def __str__(self) -> str:
        return self.name


class OpenFigure(models.Model):
    """One public figure of one area in one year. "Too few to say" is a state, never a nought."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="figures", verbose_name="gebied")
    indicator = models.CharField("indicator", max_length=60)
    year = models.PositiveSmallIntegerField("jaar")
    value = models.FloatField("waarde", null=True)
    lower = models.FloatField("van", null=True)
    upper = models.FloatField("tot", null=True)
    state = models.CharField("staat", max_length=40)
    source = models.ForeignKey(FigureSource, models.PROTECT, related_name="figures", verbose_name="bron")

    privacy = Privacy(
        what="een openbaar cijfer over een gebied",
        purpose="de kleur van de wijk laten zien",
        basis=PUBLIC_TASK,
        retention=_RETENTION,
        fields=dict.fromkeys(
            ("id", "area", "indicator", "year", "value", "lower", "upper", "state", "source"), Kind.NONE
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = "openbaar cijfer", "openbare cijfers"
        constraints = [
            models.UniqueConstraint(fields=["area", "indicator", "year"], name="one_figure_of_an_area_a_year")
        ]
        indexes = [models.Index(fields=["indicator", "year"], name="figures_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"
