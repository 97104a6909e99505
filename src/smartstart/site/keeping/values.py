"""Values of a row as JSON, and back: the same on every database."""

import base64
import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.db.models import BinaryField, Field, JSONField
from django.utils.duration import duration_string


def encoded(field: Field, value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if value is None or isinstance(field, JSONField) or isinstance(value, bool | int | float):
        return value
    if isinstance(field, BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, str | Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"no way to keep a {type(value).__name__}")


def decoded(field: Field, value: Any) -> Any:
    """Return what stood in the row.

    Raises:
        ValueError, ValidationError: that is no value of this field.
    """
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value, validate=True)
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
