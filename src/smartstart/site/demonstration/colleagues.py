"""Invented colleagues: one for every role, and an adviser who works for three small municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import ROLE_WORDS, Role
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.people.actions.persons import add_person, renew_password
from smartstart.web.people.actions.roles import give_role

_NAMES = {
    Role.READER: ("lezer", "Lotte Leeswijzer"),
    Role.ADVISER: ("adviseur", "Amir Overzicht"),
    Role.PROJECT_LEADER: ("projectleider", "Petra Voortgang"),
    Role.FACILITATOR: ("begeleider", "Bram Samenspraak"),
    Role.RESEARCHER: ("onderzoeker", "Olga Steekproef"),
    Role.ADMINISTRATOR: ("beheerder", "Hamid Sleutelbos"),
    Role.PRIVACY_OFFICER: ("privacy", "Pien Zorgvuldig"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """How to come in as somebody. The password is empty when that person chose an own one."""

    role: str
    login: str
    password: str


def colleagues(actor: Actor, home: Municipality, others: Sequence[Municipality]) -> list[Account]:
    """Make a colleague for every role; the adviser works in the other municipalities too."""
    accounts = []
    for role, (login, name) in _NAMES.items():
        entry = add_person(actor=actor, municipality=home, name=name, role=role, login=login)
        accounts.append(Account(ROLE_WORDS[role], login, entry.password))
    adviser = known(Role.ADVISER)
    for municipality in others:
        give_role(actor=actor, person=adviser, municipality=municipality, role=Role.ADVISER)
    return accounts


def again(actor: Actor) -> list[Account]:
    """Give new one-time passwords to who never came in."""
    accounts = []
    for role, (login, _) in _NAMES.items():
        person = User.objects.get(username=login)
        password = renew_password(actor=actor, person=person).password if person.must_change_password else ""
        accounts.append(Account(ROLE_WORDS[role], login, password))
    return accounts


def known(role: Role) -> User:
    """Return the invented colleague with a role."""
    return User.objects.get(username=_NAMES[role][0])
