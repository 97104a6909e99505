"""Tables for who works with pandas or polars; both are imported only when they are asked for."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import pyarrow as pa

from smartstart.vocabulary.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars


class Tabled(ABC):
    """A result that can be had as tables."""

    __slots__ = ()

    @abstractmethod
    def to_arrow(self, of: str = "findings") -> pa.Table:
        """Return one list of the result as an Arrow table, a row per record, numbers unrounded.

        Args:
            of: "findings", "hunches", or a list inside a finding, such as "peel".

        Raises:
            UsageError: the result has no such list.
        """

    def to_pandas(self, of: str = "findings") -> "pandas.DataFrame":
        """Return the same as a pandas data frame; see `to_arrow`.

        Raises:
            UsageError: pandas is not installed, or there is no such list.
        """
        try:
            import pandas
        except ModuleNotFoundError as problem:
            raise _absent("pandas") from problem
        return pandas.DataFrame(self.to_arrow(of).to_pandas())

    def to_polars(self, of: str = "findings") -> "polars.DataFrame":
        """Return the same as a polars data frame; see `to_arrow`.

        Raises:
            UsageError: polars is not installed, or there is no such list.
        """
        try:
            import polars
        except ModuleNotFoundError as problem:
            raise _absent("polars") from problem
        return polars.DataFrame(polars.from_arrow(self.to_arrow(of)))


def _absent(library: str) -> UsageError:
    return UsageError(
        f"De bibliotheek {library} is hier niet geïnstalleerd.",
        expected=f"{library}, dat bij smartstart[notebook] hoort",
        mend="installeer 'smartstart[notebook]', of gebruik .to_arrow(): dat werkt zonder",
    )
