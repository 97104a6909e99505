"""Trusting a key, and ending that. Only releases signed with a trusted key come in."""

from django.utils import timezone

from smartstart.release.keys import fingerprint, public_key_in, public_pem
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded
from smartstart.workspace.data.models import TrustedKey

_KIND = "sleutel"


def trust_key(*, actor: Actor, municipality: int, content: bytes, name: str) -> TrustedKey:
    """Trust a key in a municipality from now on; one that was ended is trusted again.

    Args:
        content: the public key as a PEM file.
        name: whose key it is.

    Raises:
        TrustError: this is no public Ed25519 key.
    """
    key = public_key_in(content)
    need = (Permission.TRUST_KEYS, None)
    with recorded(actor, "sleutel vertrouwd", _KIND, municipality=municipality, need=need) as act:
        row, _ = TrustedKey.objects.update_or_create(
            municipality_id=municipality,
            fingerprint=fingerprint(key),
            defaults={
                "public_key": public_pem(key).decode("ascii"),
                "name": name,
                "added_by_id": actor.account,
                "added_at": timezone.now(),
                "ended_at": None,
            },
        )
        act.object_id = row.fingerprint
        return row


def end_key(*, actor: Actor, key: TrustedKey) -> TrustedKey:
    """Stop trusting a key. What came in with it stays, and says on its page that the key is no longer trusted."""
    need = (Permission.TRUST_KEYS, None)
    with recorded(
        actor,
        "vertrouwen in sleutel beëindigd",
        _KIND,
        object_id=key.fingerprint,
        municipality=key.municipality_id,
        need=need,
    ):
        TrustedKey.objects.filter(pk=key.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    key.refresh_from_db()
    return key
