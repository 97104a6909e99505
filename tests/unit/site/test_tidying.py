"""What was kept long enough goes; what was not stays; the log says so, without numbers of people."""

import datetime as dt

import pytest
from django.db.models import DateTimeField, Model
from django.utils import timezone

from smartstart.site.keeping import TIDY_DONE, tidy
from smartstart.web.accounts.models import RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.audit.models import AuditLine
from smartstart.web.privacy import deleting
from smartstart.web.privacy.declared import tables
from smartstart.web.privacy.rules import Privacy
from tests.support.one_of_each import fill_all
from tests.support.people import colleague

pytestmark = pytest.mark.django_db
SYSTEM = Actor(NOBODY, "opdracht", system=True)
LIMITED = [(model, privacy) for model, privacy in tables() if privacy.retention.days is not None]
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(("model", "privacy"), LIMITED, ids=[model._meta.label for model, _ in LIMITED])
def test_on_both_sides_of_the_border(model: type[Model], privacy: Privacy) -> None:
    fill_all()
    rule, now = privacy.retention, timezone.now()
    for other, declaration in LIMITED:  # nothing goes along with a row of another table
        other._base_manager.update(**{declaration.retention.since: now + _DAY})
    border = now - dt.timedelta(days=rule.days or 0)
    by_day = not isinstance(model._meta.get_field(rule.since), DateTimeField)
    before, after = (border - _DAY * 2, border + _DAY) if by_day else (border - _HOUR, border + _HOUR)
    gone, stays, exempt = model._base_manager.order_by("pk").values_list("pk", flat=True)[:3]
    _set(model, gone, **{rule.since: before}, **rule.only)
    _set(model, stays, **{rule.since: after}, **rule.only)
    _set(model, exempt, **{rule.since: before if rule.only else after}, **_other(rule.only))
    kinds = tidy(actor=SYSTEM)
    left = set(model._base_manager.values_list("pk", flat=True))
    assert gone not in left
    assert {stays, exempt} <= left
    assert str(model._meta.verbose_name_plural) in kinds


def _set(model: type[Model], key: object, **values: object) -> None:
    model._base_manager.filter(pk=key).update(**values)


def _other(only: object) -> dict[str, object]:
    """Return values for which a rule does not hold."""
    return {name: not value for name, value in dict(only).items()}  # type: ignore[call-overload]


def test_every_rule_with_a_period_is_tried_here() -> None:
    assert {"web_audit.AuditLine", "web_accounts.User", "sessions.Session", "axes.AccessAttempt"} <= {
        model._meta.label for model, _ in LIMITED
    }


def test_an_account_that_nobody_ever_used_goes_a_year_after_it_was_made() -> None:
    never, fresh = colleague(Role.READER), colleague(Role.READER)
    User.objects.update(is_active=False, last_login=None)
    User.objects.filter(pk=never.pk).update(date_joined=timezone.now() - dt.timedelta(days=366))
    tidy(actor=SYSTEM)
    assert list(User.objects.all()) == [fresh]
    assert RoleAssignment.objects.filter(user=fresh).exists()


def test_what_somebody_did_stays_in_the_log_under_a_number() -> None:
    gone = colleague(Role.READER)
    AuditLine.objects.create(actor=gone, account=gone.pk, action="iets", kind="iets", result="done", origin="test")
    User.objects.update(is_active=False, last_login=timezone.now() - dt.timedelta(days=366))
    tidy(actor=SYSTEM)
    line = AuditLine.objects.get(action="iets")
    assert (line.actor, line.account) == (None, gone.pk)


def test_the_log_says_what_was_done_and_not_how_many() -> None:
    for number in range(7):
        AuditLine.objects.create(action=f"oud {number}", kind="iets", result="done", origin="test")
    AuditLine.objects.update(at=timezone.now() - dt.timedelta(days=3 * 365 + 1))
    assert tidy(actor=SYSTEM) == ["logregels"]
    lines = list(AuditLine.objects.order_by("pk").values_list("action", "kind", "object_id", "origin"))
    assert lines == [
        ("bewaartermijn voorbij, verwijderd", "logregels", "", "opdracht"),
        (TIDY_DONE, "werkplek", "", "opdracht"),
    ]


def test_nothing_to_do_is_said_too() -> None:
    colleague(Role.READER)
    assert tidy(actor=SYSTEM) == []
    assert list(AuditLine.objects.values_list("action", flat=True)) == [TIDY_DONE]
    assert User.objects.count() == 1


def test_many_rows_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleting, "_BATCH", 3)
    AuditLine.objects.bulk_create(
        AuditLine(action=f"oud {number}", kind="iets", result="done", origin="test") for number in range(10)
    )
    AuditLine.objects.update(at=timezone.now() - dt.timedelta(days=3 * 365 + 1))
    tidy(actor=SYSTEM)
    assert AuditLine.objects.count() == 2, "one line for the kind, one for the whole"
