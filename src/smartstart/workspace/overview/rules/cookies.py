"""The one cookie that a browser gets from the workspace. There is no other; a test looks at the answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie: its name, what it is for, how long it stays."""

    name: str
    purpose: str
    stays: str


COOKIES = (
    Cookie(
        "smartstart",
        "onthoudt dat u bent ingelogd, en zorgt dat een formulier echt van u komt",
        "twaalf uur, of tot u uitlogt",
    ),
)
