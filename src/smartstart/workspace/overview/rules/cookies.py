"""The cookies that a browser gets from the workspace. There are no others; a test looks at every page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie: its name, what it is for, how long it stays."""

    name: str
    purpose: str
    stays: str


COOKIES = (
    Cookie("smartstart", "onthoudt dat u bent ingelogd", "twaalf uur, of tot u uitlogt"),
    Cookie("csrftoken", "zorgt dat een formulier echt van u komt", "een jaar"),
)
