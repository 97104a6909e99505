"""Trusting a key takes two steps and a comparison; ending it closes the door and says so."""

from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartstart.release.keys import fingerprint
from smartstart.vocabulary.errors import TrustError
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions.keys import end_key, trust_key
from smartstart.workspace.data.models import TrustedKey
from smartstart.workspace.data.queries.keys import trusted_in
from tests.support.importing import trusting
from tests.support.people import acting, colleague, town
from tests.support.signed import KEY, OTHER_KEY, PUBLIC_PEM

pytestmark = pytest.mark.django_db
_PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
_OTHER_KIND = (
    ec.generate_private_key(ec.SECP256R1())
    .public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
)


@pytest.fixture
def place() -> Municipality:
    return town()


@pytest.fixture
def administrator(place: Municipality) -> Client:
    client = Client()
    user = colleague(Role.ADMINISTRATOR, where=place)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _hand_over(client: Client, content: bytes, **more: Any) -> HttpResponse:
    fields = {"file": SimpleUploadedFile("maker.pub", content), "name": "Onderzoekers", **more}
    return client.post(reverse("data:trust-key", args=["GM9901"]), fields)


def test_handing_over_a_key_trusts_nothing_yet(administrator: Client) -> None:
    response = _hand_over(administrator, PUBLIC_PEM.encode())
    page = response.content.decode()
    assert response.status_code == 200
    assert " ".join(fingerprint(KEY.public_key())[i : i + 4] for i in range(0, 64, 4)) in page
    assert not TrustedKey.objects.exists()


def test_after_the_comparison_the_key_is_trusted(administrator: Client, place: Municipality) -> None:
    form = _hand_over(administrator, PUBLIC_PEM.encode()).context["form"]
    fields = {"key": form["key"].value(), "name": form["name"].value()}
    address = reverse("data:trust-key", args=["GM9901"])
    not_compared = administrator.post(address, fields)
    assert not_compared.status_code == 400
    assert "Vergelijk eerst de vingerafdruk" in not_compared.content.decode()
    assert not TrustedKey.objects.exists()
    assert administrator.post(address, {**fields, "compared": "on"}).status_code == 302
    key = TrustedKey.objects.get()
    assert (key.municipality, key.name, key.fingerprint) == (place, "Onderzoekers", fingerprint(KEY.public_key()))
    assert [fingerprint(found) for found in trusted_in(place.pk)] == [key.fingerprint]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Er staat niets in dit bestand"),
        (_PRIVATE, "geheime sleutel"),
        (_OTHER_KIND, "andere soort"),
        (b"-----BEGIN PUBLIC KEY-----\nonzin\n-----END PUBLIC KEY-----\n", "kan niet worden gelezen"),
        (b"\x00\xff" * 40, "kan niet worden gelezen"),
        (b"x" * 20_000, "te groot"),
    ],
)
def test_what_is_no_public_key_is_said(administrator: Client, content: bytes, said: str) -> None:
    response = _hand_over(administrator, content)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert not TrustedKey.objects.exists()


@pytest.mark.parametrize("sent", ["", "onzin", _PRIVATE.decode(), PUBLIC_PEM.replace("M", "N", 1), "\x00", "é" * 1999])
def test_a_key_that_does_not_come_back_whole_is_asked_again(administrator: Client, sent: str) -> None:
    fields = {"key": sent, "name": "x", "compared": "on"}
    response = administrator.post(reverse("data:trust-key", args=["GM9901"]), fields)
    assert response.status_code == 302
    assert response["Location"] == reverse("data:trust-key", args=["GM9901"])
    assert not TrustedKey.objects.exists()


def test_the_name_of_the_form_is_escaped(administrator: Client) -> None:
    page = _hand_over(administrator, PUBLIC_PEM.encode(), name="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_ending_a_key_is_asked_once_and_can_be_taken_back(administrator: Client, place: Municipality) -> None:
    key = trusting(place)
    address = reverse("data:end-key", args=[key.pk])
    assert administrator.get(address).status_code == 200
    assert trusted_in(place.pk)
    administrator.post(address)
    key.refresh_from_db()
    assert key.ended_at
    assert trusted_in(place.pk) == []
    page = administrator.get(reverse("data:keys")).content.decode()
    assert "niet meer vertrouwd sinds" in page
    actor = acting(colleague(Role.ADMINISTRATOR, where=place))
    again = trust_key(actor=actor, municipality=place.pk, content=PUBLIC_PEM.encode(), name="Opnieuw")
    assert (again.pk, again.name, again.ended_at) == (key.pk, "Opnieuw", None)


def test_both_are_recorded(place: Municipality) -> None:
    actor = acting(colleague(Role.ADMINISTRATOR, where=place))
    key = trust_key(actor=actor, municipality=place.pk, content=PUBLIC_PEM.encode(), name="O")
    end_key(actor=actor, key=key)
    lines = list(AuditLine.objects.order_by("pk").values_list("action", "object_id", "result"))
    assert lines == [
        ("sleutel vertrouwd", key.fingerprint, "done"),
        ("vertrouwen in sleutel beëindigd", key.fingerprint, "done"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if Permission.TRUST_KEYS not in MAY[role]])
def test_others_trust_and_end_nothing(place: Municipality, role: Role) -> None:
    actor = acting(colleague(role, where=place))
    with pytest.raises(Refused):
        trust_key(actor=actor, municipality=place.pk, content=PUBLIC_PEM.encode(), name="O")
    with pytest.raises(Refused):
        end_key(actor=actor, key=trusting(place))
    assert len(trusted_in(place.pk)) == 1
    assert set(AuditLine.objects.values_list("result", flat=True)) == {"refused"}


def test_no_key_is_no_key_for_the_command_line_either(place: Municipality) -> None:
    actor = acting(colleague(Role.ADMINISTRATOR, where=place))
    with pytest.raises(TrustError):
        trust_key(actor=actor, municipality=place.pk, content=b"", name="O")


def test_one_sees_the_keys_of_the_own_municipalities_only(administrator: Client, place: Municipality) -> None:
    trusting(place, name="Van hier")
    theirs = trusting(town("Zandhoek", "GM9903", "Elders"), OTHER_KEY, "Van daar")
    page = administrator.get(reverse("data:keys")).content.decode()
    assert "Van hier" in page
    assert "Van daar" not in page
    assert "Zandhoek" not in page
    assert administrator.get(reverse("data:key-file", args=[theirs.pk])).status_code == 404


def test_the_public_key_is_handed_out_as_a_file(administrator: Client, place: Municipality) -> None:
    response = administrator.get(reverse("data:key-file", args=[trusting(place).pk]))
    assert response.content.decode() == PUBLIC_PEM
    assert "attachment" in response["Content-Disposition"]
