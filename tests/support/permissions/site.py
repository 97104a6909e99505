"""The address by which a machine is watched."""

from tests.support.permissions import Row

ROWS: tuple[Row, ...] = (Row("health", lambda _: {}, anonymous=True, elsewhere=200),)
