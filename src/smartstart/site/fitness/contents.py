"""What the workplace holds: municipalities, people, keys, copies. Only counts, no names of people."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone

from smartstart.site.fitness.finding import Finding, Weight, look
from smartstart.site.keeping import BACKUP_DONE, TIDY_DONE
from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.web.people.rules import REVIEW_AFTER
from smartstart.workspace.data.models import TrustedKey

_LATEST = dt.timedelta(days=8)
_STALE_PASSWORD = dt.timedelta(days=14)


def of_contents() -> Iterator[Finding]:
    """Look at what the workplace holds."""
    yield _invented()
    yield from _people()
    yield _keys()
    yield from _jobs()
    yield _clock()


def is_empty() -> bool:
    """Tell whether nobody works here yet."""
    return not Municipality.objects.exists() and not User.objects.exists()


def _invented() -> Finding:
    return look(
        not Municipality.objects.filter(invented=True).exists(),
        "Er staan geen verzonnen gemeenten in.",
        "Er staan verzonnen gemeenten in, van de demo. Echt werk begint in een lege werkplek.",
        "begin een nieuwe werkplek met een andere map (--home) of een andere database",
    )


def _people() -> Iterator[Finding]:
    places = Municipality.objects.all()
    run = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, subject=None, user__is_active=True)
    left = places.exclude(pk__in=run.values("municipality"))
    yield look(
        places.exists() and not left.exists(),
        "Elke gemeente heeft een beheerder.",
        f"Zonder beheerder: {', '.join(left.values_list('code', flat=True))}." if left else "Er is nog geen gemeente.",
        "geef: 'smartstart workspace person add NAAM --role beheerder --municipality GM…'",
    )
    first = User.objects.filter(is_active=True, must_change_password=True)
    stale = first.filter(date_joined__lt=timezone.now() - _STALE_PASSWORD).count()
    yield look(
        not stale,
        "Er liggen geen oude wachtwoorden voor één keer.",
        f"Wachtwoorden voor één keer die al twee weken wachten: {stale}.",
        "laat een beheerder die accounts uitzetten, of een nieuw wachtwoord geven",
    )
    due = RoleAssignment.objects.filter(since__lt=timezone.localdate() - REVIEW_AFTER)
    late = due.exclude(reviewed_on__gte=timezone.localdate() - REVIEW_AFTER).count()
    yield look(
        not late,
        "Alle rollen zijn in de laatste drie maanden gegeven of nagekeken.",
        f"Rollen die langer dan drie maanden niet zijn nagekeken: {late}.",
        "laat een beheerder ze nakijken: 'Mensen en rollen'",
        Weight.ADVICE,
    )


def _keys() -> Finding:
    return look(
        TrustedKey.objects.filter(ended_at=None).exists(),
        "Er is een sleutel waarvan vrijgaven worden vertrouwd.",
        "Er wordt nog geen sleutel vertrouwd. Vrijgaven inlezen kan dus nog niet; openbare cijfers wel.",
        "geef: 'smartstart workspace trust SLEUTEL --municipality GM… --name …'",
        Weight.ADVICE,
    )


def _jobs() -> Iterator[Finding]:
    yield look(
        _lately(BACKUP_DONE),
        "In de laatste week is een reservekopie gemaakt.",
        "In de laatste week is geen reservekopie gemaakt.",
        "laat deze computer elke nacht dit doen: 'smartstart workspace backup BESTAND'",
    )
    yield look(
        _lately(TIDY_DONE),
        "In de laatste week is opgeruimd wat lang genoeg is bewaard.",
        "In de laatste week is niet opgeruimd wat lang genoeg is bewaard.",
        "laat deze computer elke nacht dit doen: 'smartstart workspace tidy'",
    )


def _lately(action: str) -> bool:
    return AuditLine.objects.filter(action=action, at__gte=timezone.now() - _LATEST).exists()


def _clock() -> Finding:
    newest = AuditLine.objects.aggregate(newest=Max("at"))["newest"]
    return look(
        newest is None or newest <= timezone.now() + dt.timedelta(minutes=1),
        "De klok loopt niet achter op het logboek.",
        "De klok loopt achter op het logboek: er staan regels in van later dan nu.",
        "zet de klok gelijk; ook de codes van de tweede stap hangen daarvan af",
    )
