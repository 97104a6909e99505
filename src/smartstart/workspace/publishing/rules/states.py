"""The states of what somebody proposes to make public."""

from enum import StrEnum

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import Machine, Move


class State(StrEnum):
    """How far it is on its way to the public."""

    CONCEPT = "concept"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REJECTED = "rejected"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


_PROPOSER = (Permission.PROPOSE_PUBLICATION,)
_DECIDER = (Permission.DECIDE_PUBLICATION,)
_EITHER = _PROPOSER + _DECIDER  # what turns out wrong can be taken away by whoever is there
_SOMEBODY_ELSE = "door iemand anders dan wie het maakte of voordroeg"
_ALL_RIGHT = "alle punten van de lijst zijn in orde"

PUBLICATION = Machine(
    title="publication",
    words={
        State.CONCEPT: "concept",
        State.PROPOSED: "voorgedragen",
        State.AGREED: "akkoord",
        State.REJECTED: "afgewezen",
        State.PUBLIC: "openbaar",
        State.WITHDRAWN: "ingetrokken",
    },
    start=State.CONCEPT,
    moves=(
        Move(State.CONCEPT, State.PROPOSED, "Draag voor", _PROPOSER, condition=_ALL_RIGHT),
        Move(State.CONCEPT, State.WITHDRAWN, "Trek in", _EITHER, ("reason",)),
        Move(State.PROPOSED, State.AGREED, "Geef akkoord", _DECIDER, ("office",), f"{_SOMEBODY_ELSE}, en {_ALL_RIGHT}"),
        Move(State.PROPOSED, State.REJECTED, "Wijs af", _DECIDER, ("office", "reason"), _SOMEBODY_ELSE),
        Move(State.PROPOSED, State.WITHDRAWN, "Trek in", _EITHER, ("reason",)),
        Move(State.AGREED, State.PUBLIC, "Maak openbaar", _EITHER, condition=_ALL_RIGHT),
        Move(State.AGREED, State.WITHDRAWN, "Trek in", _EITHER, ("reason",)),
        Move(State.PUBLIC, State.WITHDRAWN, "Haal weg", _EITHER, ("reason",)),
    ),
)

ON_THE_WAY = (State.CONCEPT, State.PROPOSED, State.AGREED)
"""Neither public yet, nor ended."""
