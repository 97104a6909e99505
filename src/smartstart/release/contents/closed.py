"""What every member of a release is made of: a closed shape, and texts that are short and can be read."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

READABLE = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"
"""A text without signs that control a terminal or a database, or that turn a line around."""

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[a-z0-9][a-z0-9_./-]*$")]
Code = Annotated[str, Field(min_length=1, max_length=60, pattern=READABLE)]
Line = Annotated[str, Field(max_length=600, pattern=READABLE)]
Text = Annotated[str, Field(max_length=6000, pattern=READABLE)]
Bound = Annotated[str, Field(max_length=40, pattern=READABLE)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Closed(BaseModel):
    """Base of all members: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
