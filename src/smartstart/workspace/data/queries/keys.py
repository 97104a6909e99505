"""Which keys a municipality trusts."""

from django.db.models import F, QuerySet

from smartstart.release.keys import PublicKey, public_key_in
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import TrustedKey


def keys_for(viewer: Viewer) -> QuerySet[TrustedKey]:
    """Return the keys of the municipalities where this viewer reads everything; trusted ones first."""
    return (
        TrustedKey.objects.filter(municipality__in=viewer.municipalities_for(Permission.READ))
        .select_related("municipality", "added_by")
        .order_by("municipality__name", F("ended_at").desc(nulls_first=True), "name")
    )


def trusted_in(municipality: int) -> list[PublicKey]:
    """Return the keys whose releases may come in here."""
    rows = TrustedKey.objects.filter(municipality=municipality, ended_at__isnull=True)
    return [public_key_in(pem.encode("ascii")) for pem in rows.values_list("public_key", flat=True)]
