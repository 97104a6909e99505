"""Regions, municipalities, accounts and roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from smartstart.web.accounts.rules.roles import ROLE_WORDS, Role
from smartstart.web.privacy.rules import PUBLIC_TASK, Kind, Privacy, Retention


class Region(models.Model):
    """Municipalities that share what they mark as for the region."""

    name = models.CharField("naam", max_length=80, unique=True)

    privacy = Privacy(
        what="een regio",
        purpose="weten welke gemeenten met elkaar delen",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de werkplek bestaat"),
        fields={"id": Kind.NONE, "name": Kind.NONE},
    )

    class Meta:
        verbose_name, verbose_name_plural = "regio", "regio's"

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality that works here. An invented one never stands beside a real one."""

    code = models.CharField("code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities", verbose_name="regio")
    invented = models.BooleanField("verzonnen", default=False)

    privacy = Privacy(
        what="een gemeente",
        purpose="weten bij welke gemeente iets hoort",
        basis=PUBLIC_TASK,
        retention=Retention("zolang de werkplek bestaat"),
        fields=dict.fromkeys(("id", "code", "name", "region", "invented"), Kind.NONE),
    )

    class Meta:
        verbose_name, verbose_name_plural = "gemeente", "gemeenten"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """An account of a colleague. Residents and participants have none.

    One municipality looks after the account (`home`): its administrators switch it off or give a new password. Other
    municipalities only give and end roles; else the administrator of one could step into the work of another.
    """

    name = models.CharField("naam", max_length=120)
    home = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="beheerd door"
    )
    must_change_password = models.BooleanField("moet het wachtwoord nog wijzigen", default=True)
    last_visit = models.DateTimeField("vorige bezoek", null=True, blank=True)
    this_visit = models.DateTimeField("dit bezoek", null=True, blank=True)
    first_name = None
    last_name = None

    privacy = Privacy(
        what="een account van een medewerker",
        purpose="inloggen, en weten wie iets deed",
        basis=PUBLIC_TASK,
        retention=Retention(
            "tot een jaar na het laatste bezoek, als het account is uitgezet",
            days=365,
            since="last_login",
            otherwise="date_joined",
            only={"is_active": False},
        ),
        fields={
            **dict.fromkeys(
                ("id", "username", "name", "email", "is_active", "is_staff", "is_superuser", "groups"), Kind.ACCOUNT
            ),
            "home": Kind.ACCOUNT,
            "user_permissions": Kind.ACCOUNT,
            "password": Kind.SECRET,
            "must_change_password": Kind.ACCOUNT,
            **dict.fromkeys(("last_login", "date_joined", "last_visit", "this_visit"), Kind.TRACE),
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "account", "accounts"

    def get_full_name(self) -> str:
        """Return the name as colleagues know it."""
        return self.name or self.username

    get_short_name = get_full_name


class RoleAssignment(models.Model):
    """Somebody has a role in a municipality; with a subject, for one question of it only."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name="account")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="roles", verbose_name="gemeente")
    role = models.CharField("rol", max_length=20, choices=[(role.value, word) for role, word in ROLE_WORDS.items()])
    subject = models.UUIDField("vraag", null=True, blank=True)  # the stable id of a pilot; a number, not a link
    since = models.DateField("sinds", auto_now_add=True)
    reviewed_on = models.DateField("nagekeken op", null=True, blank=True)  # BIO2 8.02.01: every three months

    privacy = Privacy(
        what="een rol van een medewerker",
        purpose="bepalen wie wat mag zien en doen",
        basis=PUBLIC_TASK,
        retention=Retention("tot de rol vervalt, of het account verdwijnt"),
        fields={
            "id": Kind.NONE,
            "user": Kind.ACCOUNT,
            "municipality": Kind.NONE,
            "role": Kind.ACCOUNT,
            "subject": Kind.NONE,
            "since": Kind.NONE,
            "reviewed_on": Kind.NONE,
        },
    )

    class Meta:
        verbose_name, verbose_name_plural = "rol", "rollen"
        # Two rules, for SQLite cannot hold one over a field that may be empty.
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role"], condition=Q(subject__isnull=True), name="one_role_once"
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "subject"],
                condition=Q(subject__isnull=False),
                name="one_role_once_for_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLE_WORDS[Role(self.role)]}, {self.municipality}"
