"""Nobody in the directory shows further than this person agreed to, in words that are kept."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Actor, Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.directory import actions
from smartstart.workspace.directory.models import Consent, Portrait, Professional
from smartstart.workspace.directory.rules import CONSENTS, PHOTO_CONSENTS, is_wider, narrower_than
from tests.support.people import acting, colleague, town
from tests.support.photos import good_photo

pytestmark = pytest.mark.django_db
OWN, REGION, PUBLIC = Visibility
_FIELDS = {"name": "Fenna Duin", "organisation": "Bibliotheek", "expertise": "taal", "languages": "Nederlands"}
_DAY = dt.date(2026, 1, 5)


@pytest.fixture
def adviser() -> Actor:
    return acting(colleague(Role.ADVISER))


def _person(adviser: Actor, reach: Visibility = OWN) -> Professional:
    return actions.add(actor=adviser, municipality=town().pk, agreed_on=_DAY, visibility=reach, **_FIELDS)


def _public(adviser: Actor) -> Professional:
    person = _person(adviser, PUBLIC)
    _says(person)
    return person


def _says(person: Professional, *, agreed: bool = True, with_photo: bool = False) -> None:
    person.refresh_from_db()
    actions.answer(
        actor=actions.THEMSELVES, person=person, seen_version=person.version, reach=person.asked, agreed=agreed,
        with_photo=with_photo,
    )  # fmt: skip


def _asks(adviser: Actor, person: Professional, reach: Visibility) -> None:
    person.refresh_from_db()
    actions.change(actor=adviser, person=person, seen_version=person.version, visibility=reach)


def _photo(person: Professional, actor: Actor = actions.THEMSELVES) -> None:
    actions.set_photo(actor=actor, person=person, content=good_photo(), agreed_on=_DAY)


def _seen_by_anybody(person: Professional) -> set[int]:
    """Return how every page on this person answers somebody without an account: the list, the page, the photo."""
    client = Client()
    listed = person.name in client.get(reverse("directory:list")).content.decode()
    found = person.name in client.get(reverse("overview:search"), {"q": "fenna"}).content.decode()
    poster = person.name in client.get(reverse("directory:poster")).content.decode()
    assert listed == found == poster
    own = [client.get(reverse(f"directory:{name}", args=[person.pk])).status_code for name in ("person", "portrait")]
    return {200 if listed else 404, *own}


def _standing(person: Professional, *, photo: bool = False) -> list[tuple[str, str, bool]]:
    rows = Consent.objects.filter(professional=person, photo=photo, ended_on__isnull=True)
    return list(rows.values_list("reach", "text", "themselves"))


@pytest.mark.parametrize(("before", "wanted"), [(OWN, REGION), (OWN, PUBLIC), (REGION, PUBLIC)])
def test_further_than_agreed_waits_for_a_yes_of_the_person(
    adviser: Actor, before: Visibility, wanted: Visibility
) -> None:
    person = _person(adviser, before)
    assert _standing(person) == [(before, CONSENTS[before], False)]
    _asks(adviser, person, wanted)
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (before, wanted)
    assert _seen_by_anybody(person) == {404}
    _says(person)
    person.refresh_from_db()
    assert (person.visibility, person.asked, person.agreed_on) == (wanted, "", timezone.localdate())
    assert _standing(person)[-1] == (wanted, CONSENTS[wanted], True)


def test_somebody_new_is_not_public_before_the_own_yes(adviser: Actor) -> None:
    person = _person(adviser, PUBLIC)
    assert (person.visibility, person.asked) == (OWN, PUBLIC)
    assert _seen_by_anybody(person) == {404}


def test_no_leaves_everything_as_it_was(adviser: Actor) -> None:
    person = _person(adviser, REGION)
    _asks(adviser, person, PUBLIC)
    _says(person, agreed=False)
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (REGION, "")
    assert [reach for reach, *_ in _standing(person)] == [REGION]


def test_to_save_an_entry_again_neither_gives_nor_forgets_what_is_asked(adviser: Actor) -> None:
    person = _person(adviser, OWN)
    _asks(adviser, person, PUBLIC)
    client = Client()
    client.force_login(colleague(Role.ADVISER))
    address = reverse("directory:edit", args=[person.pk])
    form = client.get(address)
    assert form.context["form"]["visibility"].value() == PUBLIC
    client.post(address, _FIELDS | {"visibility": PUBLIC, "phone": "013 555 01 23"})
    person.refresh_from_db()
    assert (person.phone, person.visibility, person.asked) == ("013 555 01 23", OWN, PUBLIC)
    client.post(address, _FIELDS | {"visibility": OWN})
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (OWN, "")


@pytest.mark.parametrize("who", ["adviser", "system"])
def test_nobody_consents_for_somebody_else(adviser: Actor, who: str) -> None:
    person = _person(adviser, PUBLIC)
    actor = adviser if who == "adviser" else Actor(adviser.viewer, "opdracht", system=True)
    told = {"actor": actor, "person": person, "seen_version": person.version}
    with pytest.raises(Refused, match="alleen zelf"):
        actions.answer(**told, reach=PUBLIC, agreed=True, with_photo=True)
    with pytest.raises(Refused, match="alleen zelf"):
        actions.withdraw(**told, to=OWN)
    person.refresh_from_db()
    assert person.visibility == OWN
    assert AuditLine.objects.filter(action="toestemming gegeven", result="refused").exists()


def test_a_yes_to_what_is_no_longer_asked_counts_for_nothing(adviser: Actor) -> None:
    person = _person(adviser, PUBLIC)
    seen = person.version
    _asks(adviser, person, REGION)
    with pytest.raises(Conflict):
        actions.answer(
            actor=actions.THEMSELVES, person=person, seen_version=seen, reach=PUBLIC, agreed=True, with_photo=False
        )
    with pytest.raises(Conflict):
        actions.answer(
            actor=actions.THEMSELVES, person=person, seen_version=seen, reach="", agreed=True, with_photo=False
        )
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (OWN, REGION)


@pytest.mark.parametrize("to", [OWN, REGION])
def test_taking_it_back_works_at_once_and_for_the_photo_too(adviser: Actor, to: Visibility) -> None:
    person = _public(adviser)
    _photo(person)
    assert _seen_by_anybody(person) == {200}
    secret = actions.make_link(actor=adviser, person=person)
    client, page = Client(), reverse("directory:own", args=[secret])
    version = client.get(page).context["withdraw"]["seen_version"].value()
    answer = client.post(
        reverse("directory:own-consent", args=[secret]), {"intrekken": "ja", "to": to, "seen_version": version}
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.visibility == to
    assert _seen_by_anybody(person) == {404}
    assert not Portrait.objects.exists()
    assert _standing(person, photo=True) == []
    assert PUBLIC not in [reach for reach, *_ in _standing(person)]
    assert Consent.objects.get(reach=PUBLIC, photo=False).ended_on == timezone.localdate()


def test_a_photo_is_never_kept_by_a_browser_beyond_its_consent(adviser: Actor) -> None:
    person = _public(adviser)
    _photo(person)
    answer = Client().get(reverse("directory:portrait", args=[person.pk]))
    assert "no-cache" in answer["Cache-Control"]
    assert "max-age" not in answer["Cache-Control"]


def test_a_colleague_may_show_less_without_asking_and_then_asks_anew(adviser: Actor) -> None:
    person = _public(adviser)
    _asks(adviser, person, REGION)
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (REGION, "")
    assert _seen_by_anybody(person) == {404}
    _asks(adviser, person, PUBLIC)
    person.refresh_from_db()
    assert (person.visibility, person.asked) == (REGION, PUBLIC), "the old yes to more is over"


@pytest.mark.parametrize("with_photo", [True, False])
def test_the_photo_comes_along_only_with_a_yes_of_its_own(adviser: Actor, with_photo: bool) -> None:
    person = _person(adviser, OWN)
    _photo(person, adviser)
    assert _standing(person, photo=True) == [(OWN, PHOTO_CONSENTS[OWN], False)]
    _asks(adviser, person, PUBLIC)
    _says(person, with_photo=with_photo)
    assert Portrait.objects.exists() is with_photo
    told = [(PUBLIC, PHOTO_CONSENTS[PUBLIC], True)] if with_photo else []
    assert _standing(person, photo=True)[-1:] == told


def test_where_everybody_sees_it_only_the_person_puts_a_photo(adviser: Actor) -> None:
    person = _public(adviser)
    with pytest.raises(Refused, match="eigen link"):
        _photo(person, adviser)
    client, address = Client(), reverse("directory:photo", args=[person.pk])
    client.force_login(colleague(Role.ADVISER))
    assert "zet alleen Fenna Duin zelf een foto" in client.get(address).content.decode()
    file = SimpleUploadedFile("foto.jpg", good_photo(), "image/jpeg")
    assert client.post(address, {"photo": file, "agreed": "on"}).status_code == 403
    assert not Portrait.objects.exists()
    _photo(person)
    assert Portrait.objects.exists()


@pytest.mark.parametrize(("said", "reach"), [("ja", PUBLIC), ("nee", OWN), ("", OWN)])
def test_the_person_answers_on_the_page_behind_the_own_link(adviser: Actor, said: str, reach: str) -> None:
    person = _person(adviser, PUBLIC)
    secret = actions.make_link(actor=adviser, person=person)
    client = Client()
    page = client.get(reverse("directory:own", args=[secret]))
    text = page.content.decode()
    assert CONSENTS[PUBLIC] in text
    assert "Een collega schreef op dat u dit goed vond" in text
    hidden = {name: page.context["answer"][name].value() for name in ("reach", "seen_version")}
    answer = client.post(reverse("directory:own-consent", args=[secret]), {**hidden, "antwoord": said})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.visibility == reach
    after = client.get(reverse("directory:own", args=[secret])).content.decode()
    assert "Mag dit verder zichtbaar zijn?" not in after


@pytest.mark.parametrize("posted", [{}, {"reach": "wereld"}, {"intrekken": "ja"}, {"intrekken": "ja", "to": "public"}])
def test_a_strange_answer_changes_nothing(adviser: Actor, posted: dict[str, str]) -> None:
    person = _person(adviser, REGION)
    secret = actions.make_link(actor=adviser, person=person)
    answer = Client().post(reverse("directory:own-consent", args=[secret]), posted | {"seen_version": "x"})
    assert answer.status_code == 400
    person.refresh_from_db()
    assert person.visibility == REGION


def test_the_colleague_sees_that_it_waits(adviser: Actor) -> None:
    person, client = _person(adviser, PUBLIC), Client()
    client.force_login(colleague(Role.ADVISER))
    text = client.get(reverse("directory:person", args=[person.pk])).content.decode()
    assert "wacht op een ja" in text
    reader = Client()
    reader.force_login(colleague(Role.READER))
    assert "wacht op een ja" not in reader.get(reverse("directory:person", args=[person.pk])).content.decode()


def test_what_was_agreed_to_before_is_kept_and_what_was_public_is_asked_anew(adviser: Actor) -> None:
    before = {"municipality": town(), "agreed_on": _DAY, **_FIELDS}
    for reach in Visibility:
        Professional.objects.create(**before | {"name": reach.value, "visibility": reach})
    Consent.objects.all().delete()
    importlib.import_module("smartstart.workspace.directory.migrations.0003_keep_consents").keep(apps, None)
    assert set(Professional.objects.values_list("name", "visibility", "asked")) == {
        ("own", "own", ""), ("region", "region", ""), ("public", "own", "public"),
    }  # fmt: skip
    assert set(Consent.objects.values_list("professional__name", "reach", "themselves")) == {
        ("own", "own", False), ("region", "region", False), ("public", "own", False),
    }  # fmt: skip


def test_every_reach_has_its_words_and_its_place() -> None:
    assert list(CONSENTS) == list(PHOTO_CONSENTS) == list(Visibility)
    assert len({*CONSENTS.values(), *PHOTO_CONSENTS.values()}) == 6
    assert [(a, b) for a in Visibility for b in Visibility if is_wider(a, b)] == [
        (REGION, OWN), (PUBLIC, OWN), (PUBLIC, REGION),
    ]  # fmt: skip
    assert narrower_than(PUBLIC) == (OWN, REGION)
    assert narrower_than(OWN) == ()
