"""Nothing becomes public but exactly what was judged, read along and decided by somebody else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.publishing import actions, queries
from smartstart.workspace.publishing.models import Publication, PublicationStep, SignOff
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Text, text_hash
from smartstart.workspace.publishing.rules.states import PUBLICATION, State
from tests.support.people import acting, colleague, town
from tests.support.publications import AREA, TEXTS, agreed, material, proposal, published, signed, submitted

pytestmark = pytest.mark.django_db
SYSTEM = Actor(NOBODY, "opdracht", system=True)


def _maker(publication: Publication) -> Actor:
    return acting(User.objects.get(pk=publication.made_by_id))


def _public(hash_: str = text_hash(TEXTS), object_id: str = AREA, where: str = "GM9901") -> bool:
    names = {"GM9901": "Duinwaarde", "GM9902": "Veenmeer"}
    place = town(names[where], where)
    return bool(queries.public_among(municipality=place.pk, kind=Kind.AREA, hashes={object_id: hash_}))


def test_the_whole_way_to_the_public_and_back() -> None:
    publication = proposal()
    assert not _public()
    published(publication)
    assert _public()
    actions.withdraw(
        actor=_maker(publication), publication=publication, seen_version=publication.version, reason="een fout"
    )
    assert not _public()
    assert list(reversed(PublicationStep.objects.values_list("target", flat=True))) == [
        State.CONCEPT, State.PROPOSED, State.AGREED, State.PUBLIC, State.WITHDRAWN,
    ]  # fmt: skip
    assert AuditLine.objects.filter(object_id=str(publication.pk), result="done").count() == 6


@pytest.mark.parametrize(
    "until", [proposal, lambda: signed(proposal()), lambda: submitted(proposal()), lambda: agreed(proposal())]
)
def test_nothing_is_public_on_the_way(until: Callable[[], Publication]) -> None:
    until()
    assert not _public()
    assert queries.public_objects(Kind.AREA) == {}


@pytest.mark.parametrize(
    "texts",
    [
        (TEXTS[0],),
        (*TEXTS, Text("Zorg", "Nog iets.")),
        (TEXTS[1], TEXTS[0]),
        (Text("Zorg", TEXTS[0].text), TEXTS[1]),
        (Text("Sterk", TEXTS[0].text + " "), TEXTS[1]),
    ],
)
def test_a_changed_text_is_not_public(texts: tuple[Text, ...]) -> None:
    published(proposal())
    assert not _public(text_hash(texts))
    assert _public()


def test_only_that_object_in_that_municipality_is_public() -> None:
    published(proposal())
    assert not _public(object_id="WK990102")
    assert not _public(where="GM9902")
    assert not queries.public_among(municipality=town().pk, kind=Kind.SCHOOL, hashes={AREA: text_hash(TEXTS)})
    assert queries.public_objects(Kind.AREA) == {(town().pk, AREA): text_hash(TEXTS)}


def test_many_are_asked_for_at_once(django_assert_num_queries: object) -> None:
    published(proposal())
    here = town().pk
    hashes = {AREA: text_hash(TEXTS), "WK990102": text_hash(TEXTS)}
    with django_assert_num_queries(1):
        assert queries.public_among(municipality=here, kind=Kind.AREA, hashes=hashes) == {AREA}


def test_the_same_again_is_the_same_proposal() -> None:
    first = proposal()
    again = proposal(_maker(first))
    assert again.pk == first.pk
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("changes", [{"texts": TEXTS[:1]}, {"smallest_open": 120}, {"has_strengths": False}])
def test_other_material_begins_anew_and_what_was_on_its_way_ends(changes: dict[str, object]) -> None:
    first = submitted(proposal())
    second = proposal(_maker(first), **changes)
    first.refresh_from_db()
    assert (first.state, second.state) == (State.WITHDRAWN, State.CONCEPT)
    assert not second.sign_offs.exists()


def test_what_is_public_stays_until_the_new_text_is_public() -> None:
    old = published(proposal())
    texts = (*TEXTS, Text("Onbekend", "Over verslaving is geen cijfer."))
    new = proposal(_maker(old), texts=texts)
    assert _public()
    agreed(new, acting(colleague(Role.PRIVACY_OFFICER, name="tweede besluiter")))
    actions.publish(actor=_maker(new), publication=new, seen_version=new.version)
    old.refresh_from_db()
    assert old.state == State.WITHDRAWN
    assert _public(text_hash(texts))
    assert not _public()


def test_two_versions_are_never_public_together() -> None:
    published(proposal())
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=proposal(texts=TEXTS[:1]).pk).update(state=State.PUBLIC)


@pytest.mark.parametrize(
    ("changes", "mend"),
    [
        ({"smallest_open": 99}, "groter gebied"),
        ({"smallest_open": None}, "hoeveel mensen"),
        ({"has_strengths": False}, "wat goed gaat"),
        ({"has_counter_numbers": False}, "tegengetal"),
        ({"texts": (Text("Zorg", "Een achterstandswijk. Deze cijfers zijn verzonnen."),)}, "voorstellen"),
        ({"schools_named": True}, "naam van de school"),
        ({"place_invented": False}, "verzonnen gemeente"),
        ({"texts": TEXTS[:1]}, "verzonnen zijn"),
    ],
)
def test_what_is_not_in_order_is_not_proposed(changes: dict[str, object], mend: str) -> None:
    publication = signed(proposal(**changes))
    with pytest.raises(RuleBroken, match=mend):
        actions.submit(actor=_maker(publication), publication=publication, seen_version=publication.version)
    assert Publication.objects.get().state == State.CONCEPT
    assert AuditLine.objects.filter(action="openbaarmaking voorgedragen").count() == 0


def test_nothing_is_proposed_that_nobody_from_there_read() -> None:
    publication = proposal()
    with pytest.raises(RuleBroken, match="meelezen"):
        actions.submit(actor=_maker(publication), publication=publication, seen_version=1)


def _decide(actor: Actor, publication: Publication, **told: object) -> Publication:
    given = {"agreed": True, "office": "hoofd Jeugd", **told}
    return actions.decide(actor=actor, publication=publication, seen_version=publication.version, **given)


def test_who_made_it_does_not_decide() -> None:
    both = acting(colleague(Role.PROJECT_LEADER, name="alleskunner"))
    publication = submitted(proposal(both))
    with pytest.raises(Refused, match="iemand anders"):
        _decide(both, publication)
    assert Publication.objects.get().state == State.PROPOSED
    assert AuditLine.objects.filter(result="refused").count() == 1


def test_who_submitted_it_does_not_decide_either() -> None:
    publication = signed(proposal())
    other = acting(colleague(Role.PROJECT_LEADER, name="voordrager"))
    actions.submit(actor=other, publication=publication, seen_version=publication.version)
    with pytest.raises(Refused):
        _decide(other, publication)


def test_the_database_too_keeps_maker_and_decider_apart() -> None:
    publication = submitted(proposal())
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(decided_by=publication.made_by_id)


def test_an_order_of_the_machine_decides_nothing() -> None:
    publication = submitted(proposal())
    with pytest.raises(Refused, match="met een naam"):
        _decide(SYSTEM, publication)


@pytest.mark.parametrize("role", [role for role in Role if Permission.DECIDE_PUBLICATION not in MAY[role]])
def test_only_who_may_decide_decides(role: Role) -> None:
    publication = submitted(proposal())
    with pytest.raises(Refused):
        _decide(acting(colleague(role, name="een ander")), publication)


@pytest.mark.parametrize("told", [{"office": " "}, {"agreed": False, "reason": ""}])
def test_a_decision_has_an_office_and_a_rejection_a_reason(told: dict[str, object]) -> None:
    publication = submitted(proposal())
    with pytest.raises(RuleBroken, match="Vul dit in"):
        _decide(acting(colleague(Role.PRIVACY_OFFICER)), publication, **told)


def test_what_is_no_longer_in_order_is_rejected_but_not_agreed() -> None:
    publication = submitted(proposal())
    Publication.objects.update(smallest_open=12)
    publication.refresh_from_db()
    officer = acting(colleague(Role.PRIVACY_OFFICER))
    with pytest.raises(RuleBroken, match="groter gebied"):
        _decide(officer, publication)
    publication.refresh_from_db()
    assert _decide(officer, publication, agreed=False, reason="te klein").state == State.REJECTED


def test_a_rejection_ends_it_and_the_same_may_be_tried_again() -> None:
    publication = submitted(proposal())
    _decide(acting(colleague(Role.PRIVACY_OFFICER)), publication, agreed=False, reason="te vroeg")
    assert publication.state == State.REJECTED
    again = proposal(_maker(publication))
    assert (again.pk != publication.pk, again.state) == (True, State.CONCEPT)


def test_it_does_not_become_public_when_who_decided_is_gone() -> None:
    publication = agreed(proposal())
    maker = _maker(publication)
    Publication.objects.filter(pk=publication.pk).update(decided_by=None)
    publication.refresh_from_db()
    with pytest.raises(RuleBroken, match="iemand anders"):
        actions.publish(actor=maker, publication=publication, seen_version=publication.version)
    assert not _public()


@pytest.mark.parametrize("source", State)
@pytest.mark.parametrize("target", [State.PROPOSED, State.AGREED, State.PUBLIC, State.WITHDRAWN])
def test_no_step_that_is_not_in_the_table(source: State, target: State) -> None:
    publication = signed(proposal())
    officer = acting(colleague(Role.PRIVACY_OFFICER, name="besluiter"))
    Publication.objects.update(state=source, decided_by=officer.account)
    publication.refresh_from_db()
    steps = {
        State.PROPOSED: lambda: actions.submit(actor=_maker(publication), publication=publication, seen_version=2),
        State.AGREED: lambda: _decide(officer, publication),
        State.PUBLIC: lambda: actions.publish(actor=officer, publication=publication, seen_version=2),
        State.WITHDRAWN: lambda: actions.withdraw(
            actor=officer, publication=publication, seen_version=2, reason="fout"
        ),
    }
    if any(move.target == target for move in PUBLICATION.moves_from(source)):
        steps[target]()
        assert Publication.objects.get().state == target
    else:
        with pytest.raises(RuleBroken, match="kunt u niet naar"):
            steps[target]()
        assert Publication.objects.get().state == source


def test_two_deciders_meet() -> None:
    publication = submitted(proposal())
    stale = Publication.objects.get()
    signed(publication, _maker(publication))
    with pytest.raises(Conflict):
        _decide(acting(colleague(Role.PRIVACY_OFFICER)), stale)
    assert Publication.objects.get().state == State.PROPOSED


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"resident": True, "name": "Ans"}, "geen naam"),
        ({"resident": False, "name": ""}, "Vul de naam in"),
        ({"resident": True, "day": dt.date(2020, 1, 1)}, "ligt vast sinds"),
        ({"resident": True, "day": dt.date(2999, 1, 1)}, "ligt vast sinds"),
    ],
)
def test_a_sign_off_that_does_not_fit_is_not_written(told: dict[str, object], problem: str) -> None:
    publication = proposal()
    given = {"connection": "ouder", "day": timezone.localdate(), **told}
    with pytest.raises(RuleBroken, match=problem):
        actions.sign_off(actor=_maker(publication), publication=publication, seen_version=1, **given)
    assert not SignOff.objects.exists()


def test_no_name_of_a_resident_in_the_database() -> None:
    publication = signed(proposal())
    assert SignOff.objects.get().name == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.update(name="Ans")
    assert "Een bewoner" in str(publication.sign_offs.get())


def test_what_has_ended_is_not_signed_off() -> None:
    publication = published(proposal())
    with pytest.raises(RuleBroken, match="al afgerond"):
        signed(publication, _maker(publication))


@pytest.mark.parametrize("role", [role for role in Role if Permission.PROPOSE_PUBLICATION not in MAY[role]])
def test_only_who_may_propose_proposes(role: Role) -> None:
    with pytest.raises(Refused):
        proposal(acting(colleague(role)))
    assert not Publication.objects.exists()


def test_a_proposal_shows_to_its_own_municipality_only_even_when_public() -> None:
    publication = published(proposal())
    neighbour = colleague(Role.PRIVACY_OFFICER, where=town("Veenmeer", "GM9902"))
    for viewer, known in ((NOBODY, False), (acting(neighbour).viewer, False), (_maker(publication).viewer, True)):
        assert queries.publications_for(viewer).exists() is known
        found = queries.current_for(viewer, kind=Kind.AREA, object_id=AREA, municipality=town().pk)
        assert (found is not None) is known


def test_what_waits_for_a_decision_is_told_to_who_may_take_it_and_made_it_not() -> None:
    leader = acting(colleague(Role.PROJECT_LEADER, name="ook beslisser"))
    own, other = submitted(proposal(leader)), submitted(proposal(object_id="WK990102"))
    proposal(object_id="WK990103")
    submitted(proposal(where=town("Veenmeer", "GM9902")))
    officer = acting(colleague(Role.PRIVACY_OFFICER)).viewer
    assert set(queries.waiting_for(officer)) == {own, other}
    assert set(queries.waiting_for(leader.viewer)) == {other}
    assert not queries.waiting_for(acting(colleague(Role.ADVISER)).viewer).exists()
    assert not queries.waiting_for(NOBODY).exists()


@pytest.mark.parametrize("address", ["https://elders.example/", "//elders.example/", "inzicht/"])
def test_the_address_is_a_page_of_this_workplace(address: str) -> None:
    with pytest.raises(ValueError, match="path of this workplace"):
        material(address=address)


def test_material_without_a_text_is_nothing_to_judge() -> None:
    with pytest.raises(ValueError, match="without a text"):
        material(texts=(Text("Leeg", " "),))


def test_what_was_laid_before_the_check_comes_back_the_same() -> None:
    publication = proposal()
    assert Publication.objects.get(pk=publication.pk).material == material()
