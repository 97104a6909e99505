"""How far a grant reaches, for every kind of thing that a user makes: in a list and for one row alike."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.made import Made
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.web.accounts.rules.viewer import NOBODY, Grant, Viewer, Visibility
from smartstart.workspace.insight.models import AreaNote, ColourPage, Strengths
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Argument, Question
from tests.support.one_of_each import fill_all
from tests.support.people import colleague, town
from tests.support.permissions import Row, World, a_world
from tests.support.pilots import pilot_of
from tests.support.refused import KEPT_OUT
from tests.unit.web.test_permissions import ROWS, House, _session, _title

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_models() if issubclass(model, Made)]
OWN, REGION, PUBLIC = Visibility


class _Around:
    """Towns and questions: ours with two, one in the same region, one elsewhere."""

    def __init__(self) -> None:
        self.here, self.neighbour = town(), town("Veenmeer", "GM9902")
        self.elsewhere = town("Zandhoek", "GM9903", "Elders")
        self.ours, self.other = pilot_of(self.here, title="Vraag een"), pilot_of(self.here, title="Vraag twee")
        self.theirs = pilot_of(self.neighbour, title="Vraag drie")


def _grants(where: Municipality, subject: uuid.UUID | None = None) -> Viewer:
    return Viewer(1, (Grant(Role.PROJECT_LEADER, where.pk, where.region_id, subject),))


# Who looks, and what this person sees of something of our question (or of our municipality as a whole).
_EVERYTHING, _SHARED, _PUBLIC = {OWN, REGION, PUBLIC}, {REGION, PUBLIC}, {PUBLIC}
LOOKERS: dict[str, tuple[Callable[[_Around], Viewer], set[Visibility], set[Visibility]]] = {
    "the whole municipality": (lambda a: _grants(a.here), _EVERYTHING, _EVERYTHING),
    "this question": (lambda a: _grants(a.here, a.ours.pk), _EVERYTHING, _PUBLIC),
    "another question here": (lambda a: _grants(a.here, a.other.pk), _PUBLIC, _PUBLIC),
    "this question, but named with another place": (lambda a: _grants(a.neighbour, a.ours.pk), _PUBLIC, _PUBLIC),
    "a whole municipality in the region": (lambda a: _grants(a.neighbour), _SHARED, _SHARED),
    "one question in the region": (lambda a: _grants(a.neighbour, a.theirs.pk), _PUBLIC, _PUBLIC),
    "a whole municipality elsewhere": (lambda a: _grants(a.elsewhere), _PUBLIC, _PUBLIC),
    "an account without a role": (lambda _: Viewer(1), _PUBLIC, _PUBLIC),
    "no account": (lambda _: NOBODY, _PUBLIC, _PUBLIC),
    "another question here, and the region by another role": (
        lambda a: Viewer(1, _grants(a.here, a.other.pk).grants + _grants(a.neighbour).grants), _SHARED, _SHARED,
    ),
}  # fmt: skip


def _one(model: type[Made], around: _Around) -> Made:
    """Return one row of a model, of our question when it can be of a question."""
    if model is Pilot:
        return around.ours
    row = model._base_manager.order_by("pk").first()
    assert row is not None
    if model in (Question, ColourPage):  # of which there is one for a question, or for a municipality
        model._base_manager.exclude(pk=row.pk).delete()
    model._base_manager.filter(pk=row.pk).update(municipality=around.here)
    holder = {Argument: "gate", Strengths: "release"}.get(model)
    if model.subject_field:
        of = getattr(row, holder) if holder else row
        type(of)._base_manager.filter(pk=of.pk).update(pilot=around.ours.pk)
    return model._base_manager.get(pk=row.pk)


def _each_reach(row: Made) -> Iterator[tuple[Visibility, Made]]:
    model = type(row)
    for visibility in Visibility:
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(visibility=visibility)
        except IntegrityError:
            assert (model, visibility) == (AreaNote, PUBLIC), "only a note never becomes public by itself"
            continue
        yield visibility, model._base_manager.get(pk=row.pk)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def around() -> _Around:
    made = _Around()
    fill_all()
    return made


def test_every_kind_of_thing_is_in_the_table() -> None:
    assert len(MODELS) >= 14


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_grant_reaches_as_far_as_it_says_in_lists_and_for_one_row(model: type[Made], around: _Around) -> None:
    row = _one(model, around)
    assert row.subject == (around.ours.pk if model.subject_field else None)
    for visibility, stored in _each_reach(row):
        for who, (look, of_question, of_whole) in LOOKERS.items():
            viewer = look(around)
            expected = visibility in (of_question if model.subject_field else of_whole)
            listed = model.objects.visible_to(viewer).filter(pk=row.pk).exists()
            assert (listed, stored.shows_to(viewer)) == (expected, expected), (who, visibility)
            editable = model.objects.editable_by(viewer, Permission.READ).filter(pk=row.pk).exists()
            assert editable == viewer.may(Permission.READ, stored.municipality_id, stored.subject), (who, visibility)


def test_a_role_for_one_question_brings_no_region_with_it(around: _Around) -> None:
    for_one = colleague(Role.ADVISER, subject=around.ours.pk)
    assert viewer_of(for_one).regions == frozenset()
    assert viewer_of(colleague(Role.ADVISER)).regions == {around.here.region_id}


def _share_everything() -> None:
    for model in MODELS:
        model._base_manager.filter(visibility=OWN).update(visibility=REGION)


_PAGES_OF_ONE = [row for row in ROWS if row.method == "get" and row.elsewhere == 404]


@pytest.mark.parametrize("row", _PAGES_OF_ONE, ids=_title)
def test_no_page_of_what_is_shared_with_the_region_opens_by_a_role_for_another_question(row: Row, world: World) -> None:
    row.kwargs(world)  # makes what the page is about
    _share_everything()
    here, there = pilot_of(world.municipality, title="Iets anders"), pilot_of(world.neighbour, title="Iets daar")
    for where, subject in ((world.municipality, here.pk), (world.neighbour, there.pk)):
        answer = House(world, {}).ask(row, _session(colleague(Role.PROJECT_LEADER, where=where, subject=subject)))
        assert answer.status_code in KEPT_OUT, where.name


_LISTS = (
    ("pilots:list", ""), ("overview:search", "alleen"), ("overview:search", "fenna"), ("insight:list", ""),
    ("overview:a4-list", ""), ("data:releases", ""), ("directory:list", ""), ("directory:poster", ""),
    ("insight:colour", ""), ("overview:accountability", ""), ("publishing:list", ""),
)  # fmt: skip


@pytest.mark.parametrize(("name", "asked"), _LISTS)
def test_no_list_or_count_tells_more_than_without_any_role(name: str, asked: str, world: World) -> None:
    """Everything is shared with the region; a role for one question alone reads, to the letter, what anybody may."""
    for row in _PAGES_OF_ONE:
        row.kwargs(world)
    _share_everything()

    def page(user: User) -> str:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        text = client.get(reverse(name), {"q": asked}).content.decode()
        return re.sub(r"csrf\S+ value=\S+|nonce-\S+|Niemand|Lezer", "", text)

    roleless = page(colleague(name="lezer"))
    assert page(colleague(Role.READER, where=world.neighbour, name="lezer")) != roleless, "else this test sees nothing"
    for where in (world.municipality, world.neighbour):
        assert page(colleague(Role.READER, where=where, subject=uuid.uuid4(), name="lezer")) == roleless
