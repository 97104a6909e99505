"""The address by which a machine is watched, and a house style of one's own."""

from tests.support.permissions import Row

ROWS: tuple[Row, ...] = (
    Row("health", lambda _: {}, anonymous=True, elsewhere=200),
    # There is none unless the machine names one; then it is for everybody (tests/unit/web/look).
    Row("look:own-style", allowed=frozenset()),
)
