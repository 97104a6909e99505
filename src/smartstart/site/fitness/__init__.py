"""Whether this workplace is fit for real work: `smartstart serve --check`."""

from smartstart.site.fitness.contents import of_contents
from smartstart.site.fitness.finding import Finding, Weight, is_fit
from smartstart.site.fitness.machine import is_up_to_date, of_machine

__all__ = ["Finding", "Weight", "findings", "is_fit"]


def findings() -> list[Finding]:
    """Look at the machine and, when its tables are those of this program, at what the workplace holds."""
    return [*of_machine(), *(of_contents() if is_up_to_date() else ())]
