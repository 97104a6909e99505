"""The words that must stand beside everything from a release: invented data, on trial."""

from smartstart.presentation.look import Mark
from smartstart.release.contents import Origin, Stamp

_STAMPS = {Stamp.TRIAL.value: Mark.TRIAL.value, Stamp.DRAFT.value: Mark.DRAFT.value}


def is_invented(origin: str) -> bool:
    """Tell whether the data of a release are invented."""
    return origin == Origin.INVENTED.value


def marks_of(origin: str, stamp: str) -> tuple[str, ...]:
    """Return the marks of a release from what its row says."""
    invented = (Mark.INVENTED.value,) if is_invented(origin) else ()
    return (*invented, _STAMPS[stamp]) if stamp in _STAMPS else invented
