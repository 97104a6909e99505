"""Two who press the same button at the same moment: it is done once, or one of them reads one clear message."""

from decimal import Decimal

import pytest

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.audit.models import AuditLine
from smartstart.web.people.actions.municipalities import add_municipality
from smartstart.web.people.actions.persons import add_person
from smartstart.web.references.models import Reference
from smartstart.workspace.insight.actions.proposing import propose_finding
from smartstart.workspace.insight.models import Finding, Strengths
from smartstart.workspace.insight.queries.opened import Opened, opened_finding
from smartstart.workspace.overview import actions as sheets
from smartstart.workspace.overview.models import A4, A4Finding
from smartstart.workspace.overview.rules.sheets import MOST, TooMany
from smartstart.workspace.pilots import actions as pilots
from smartstart.workspace.pilots.models import Phase, Pilot
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.question import actions as questions
from smartstart.workspace.question.models import Question
from tests.support.at_once import at_once
from tests.support.insight import a_release
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of
from tests.support.publications import proposal

pytestmark = pytest.mark.django_db(transaction=True)
_SYSTEM = Actor(NOBODY, "test", system=True)


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of(town())


def _sheet(pilot: Pilot) -> A4:
    return sheets.make_sheet(actor=_SYSTEM, pilot=pilot, title="Steun", decision="Wilt u dit?", remark="")


def test_one_finding_is_put_on_an_a4_once(pilot: Pilot) -> None:
    sheet, release = _sheet(pilot), a_release(pilot.municipality, pilot)
    at_once([lambda: sheets.put_on(actor=_SYSTEM, sheet=_fresh(sheet), release=release, subject="g1")] * 4)
    assert A4Finding.objects.get().position == 1
    assert AuditLine.objects.filter(action="bevinding op A4 gezet").count() == 4
    assert Reference.objects.filter(user_id=sheet.pk).exists()


def test_findings_at_once_each_get_a_place_and_no_fourth_comes_on_it(pilot: Pilot) -> None:
    sheet = _sheet(pilot)
    named = [
        (release, subject)
        for release in (a_release(pilot.municipality, pilot), a_release(pilot.municipality, pilot, id="andere-studie"))
        for subject in Finding.objects.filter(release=release, shown=True).values_list("subject", flat=True)[:2]
    ]
    assert len(named) == MOST + 1

    def put(release: object, subject: str) -> str:
        try:
            sheets.put_on(actor=_SYSTEM, sheet=_fresh(sheet), release=release, subject=subject)
        except TooMany as problem:
            return str(problem)
        return ""

    told = at_once([lambda one=one: put(*one) for one in named])
    assert sorted(map(str, told)) == ["", "", "", "Op een A4 passen drie bevindingen. Haal er eerst één af."]
    assert list(A4Finding.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_taking_off_what_is_thrown_away_says_so(pilot: Pilot) -> None:
    sheet = _sheet(pilot)
    sheets.remove_sheet(actor=_SYSTEM, sheet=_fresh(sheet))
    with pytest.raises(Conflict, match="weggegooid"):
        sheets.take_off(actor=_SYSTEM, sheet=sheet, finding=1)
    with pytest.raises(Conflict, match="weggehaald"):
        sheets.change_sheet(actor=_SYSTEM, sheet=sheet, seen_version=1, title="Anders")


def test_the_common_phases_become_those_of_a_municipality_once(pilot: Pilot) -> None:
    place = pilot.municipality_id
    Phase.objects.filter(municipality=None, number=1).delete()
    Phase.objects.create(number=1, name="begin")
    common = Phase.objects.filter(municipality=None).count()
    jobs = [
        lambda number=number: pilots.add_phase(
            actor=_SYSTEM, municipality=place, number=Decimal(number), name=f"fase {number}"
        )
        for number in (90, 91, 92)
    ]
    assert not any(isinstance(one, Conflict) for one in at_once(jobs))
    assert Phase.objects.filter(municipality=place).count() == common + 3


def test_a_question_is_begun_by_one_and_the_others_are_told(pilot: Pilot) -> None:
    jobs = [lambda text=text: questions.describe(actor=_SYSTEM, pilot=pilot, text=text) for text in ("a", "b", "c")]
    found = at_once(jobs)
    assert sum(isinstance(one, Conflict) for one in found) == 2
    assert Question.objects.count() == 1


def test_the_same_proposal_by_three_is_one_proposal() -> None:
    place = town()
    at_once([lambda: proposal(_SYSTEM, place)] * 3)
    assert Publication.objects.count() == 1


def test_what_goes_well_in_a_group_is_kept_once(pilot: Pilot) -> None:
    release, adviser = a_release(pilot.municipality, pilot), colleague(Role.ADVISER)
    opened = opened_finding(viewer_of(adviser), release.pk, "g1")
    assert isinstance(opened, Opened)
    strengths = "Veel families helpen elkaar. Deze cijfers zijn verzonnen."
    at_once([lambda: propose_finding(actor=acting(adviser), opened=opened, strengths=strengths)] * 3)
    assert Strengths.objects.count() == 1
    assert Publication.objects.count() == 1


def test_a_municipality_and_a_login_name_are_made_once() -> None:
    place = town()
    jobs = [lambda: add_municipality(actor=_SYSTEM, code="GM9905", name="Veenmeer", region="Invenda")] * 3
    assert sum(isinstance(one, Conflict) for one in at_once(jobs)) == 2
    jobs = [
        lambda: add_person(actor=_SYSTEM, municipality=place, name="N. Ieuw", role=Role.READER, login="nieuw").person
    ] * 3
    assert sum(isinstance(one, Conflict) for one in at_once(jobs)) == 2
    assert Municipality.objects.filter(code="GM9905").count() == 1


def _fresh(sheet: A4) -> A4:
    return A4.objects.get(pk=sheet.pk)
