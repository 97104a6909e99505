"""How an action can end."""

from enum import StrEnum


class Result(StrEnum):
    """How it ended; a refusal is recorded as well as a deed."""

    DONE = "done"
    REFUSED = "refused"


RESULT_WORDS = {Result.DONE: "gedaan", Result.REFUSED: "geweigerd"}
