"""States as data: what may follow what, who may do that, and what must be said with it.

An app declares its states in its own `rules`; its actions, its pages and the diagram in docs/reference/states.md all
read that one declaration.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Viewer

S = TypeVar("S", bound=StrEnum)


class RuleBroken(Exception):  # noqa: N818 - not a fault of the program
    """The work itself stands in the way: a state, a day, a word. The page shows the text; nothing was changed.

    Attributes:
        field: the field of the form that it is about, "" when it is about the whole.
    """

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """A step from one state to another.

    Attributes:
        source: where it starts.
        target: where it ends.
        verb: what the button says.
        by: what one must be allowed to do; one of these is enough.
        needs: the fields that must be filled in with it.
        condition: what else must be so, in words for the page; "" when there is nothing else.
    """

    source: S
    target: S
    verb: str
    by: tuple[Permission, ...]
    needs: tuple[str, ...] = ()
    condition: str = ""

    def allows(self, actor: Actor | Viewer, municipality: int, subject: uuid.UUID | None) -> bool:
        """Tell whether somebody may take this step there."""
        return any(actor.may(permission, municipality, subject) for permission in self.by)

    def demand(self, actor: Actor, municipality: int, subject: uuid.UUID | None) -> None:
        """Raise `Refused` unless the actor may take this step there."""
        if not self.allows(actor, municipality, subject):
            actor.need(self.by[0], municipality, subject)


@dataclass(frozen=True, slots=True)
class Machine(Generic[S]):
    """All states of one kind of thing.

    Attributes:
        title: what it is about, for the documents.
        words: every state, with the word that a user sees.
        start: the state in which it begins.
        moves: what may follow what.
    """

    title: str
    words: Mapping[S, str]
    start: S
    moves: tuple[Move[S], ...]

    def __post_init__(self) -> None:
        """Refuse a declaration in which a state is never reached, or a step stands twice."""
        steps = [(move.source, move.target) for move in self.moves]
        if len(steps) != len(set(steps)):
            raise ValueError(f"{self.title}: a step is declared twice")
        reached = {self.start}
        for _ in self.words:
            reached |= {target for source, target in steps if source in reached}
        if reached != set(self.words):
            raise ValueError(f"{self.title}: every state has a word and a way that leads to it")

    def moves_from(self, state: S) -> tuple[Move[S], ...]:
        """Return the steps that start here."""
        return tuple(move for move in self.moves if move.source == state)

    def move(self, source: S, target: S) -> Move[S]:
        """Return the step from one state to another.

        Raises:
            RuleBroken: there is no such step.
        """
        for move in self.moves_from(source):
            if move.target == target:
                return move
        raise RuleBroken(f"Van “{self.words[source]}” kunt u niet naar “{self.words[target]}”. Ververs de bladzijde.")
