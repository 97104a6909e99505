"""The step that an estimate is shown in, read from the estimate itself."""

import re
from decimal import Decimal

from smartstart.release.contents import ModelStatement

_SAID = re.compile(r"stappen van ([0-9.]*[0-9](?:,[0-9]+)?)")


def step_of(model: ModelStatement) -> float:
    """Return the step of an estimate: as it says, or else the last digit that its value and limits have."""
    said = _SAID.search(model.precision)
    if said:
        return float(said[1].replace(".", "").replace(",", "."))
    numbers = [n for n in (model.value, model.lower, model.upper) if n is not None]
    return min((_last_digit(n) for n in numbers), default=1.0)


def _last_digit(value: float) -> float:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0 ** (min(exponent, 0) if isinstance(exponent, int) else 0)
