"""Reading the log: of the municipalities where one may."""

from django.db.models import QuerySet

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.audit.models import AuditLine


def lines_for(viewer: Viewer) -> QuerySet[AuditLine]:
    """Return the lines that this viewer may read, newest first."""
    return AuditLine.objects.filter(municipality__in=viewer.municipalities_for(Permission.READ_LOG)).select_related(
        "actor", "municipality"
    )
