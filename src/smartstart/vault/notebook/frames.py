"""Tables for who works with pandas or polars; both are imported only when they are asked for."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from smartstart.vault.notebook.columns import tables
from smartstart.vault.notebook.wording import Words
from smartstart.vocabulary.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars


class Tabled(ABC):
    """A result that can be had as tables.

    Attributes:
        result: a frozen dataclass; words: what its groups are called.
    """

    __slots__ = ()
    result: Any
    words: Words

    @abstractmethod
    def to_arrow(self, of: str = ...) -> pa.Table:
        """Return one list of the result as an Arrow table, a row per record, numbers unrounded.

        Args:
            of: which list; the main one unless said. Of risk groups "findings", "hunches", or a list inside a finding,
                such as "peel"; of a regression "levels" or "standardised"; of conditions together "together" or
                "combinations".

        Raises:
            UsageError: the result has no such list.
        """

    def _table(self, name: str) -> pa.Table:
        """Return one list by its name; the last column, `words`, is what a group is called."""
        found = tables(self.result, self.words.group)
        if name not in found:
            raise UsageError(f"Er is geen tabel '{name}'.", expected=", ".join(sorted(found)))
        return found[name]

    def _list(self, of: str | None) -> pa.Table:
        return self.to_arrow() if of is None else self.to_arrow(of)

    def to_pandas(self, of: str | None = None) -> "pandas.DataFrame":
        """Return the same as a pandas data frame; see `to_arrow`.

        Raises:
            UsageError: pandas is not installed, or there is no such list.
        """
        try:
            import pandas
        except ModuleNotFoundError as problem:
            raise _absent("pandas") from problem
        return pandas.DataFrame(self._list(of).to_pandas())

    def to_polars(self, of: str | None = None) -> "polars.DataFrame":
        """Return the same as a polars data frame; see `to_arrow`.

        Raises:
            UsageError: polars is not installed, or there is no such list.
        """
        try:
            import polars
        except ModuleNotFoundError as problem:
            raise _absent("polars") from problem
        return polars.DataFrame(polars.from_arrow(self._list(of)))


def _absent(library: str) -> UsageError:
    return UsageError(
        f"De bibliotheek {library} is hier niet geïnstalleerd.",
        expected=f"{library}, dat bij smartstart[notebook] hoort",
        mend="installeer 'smartstart[notebook]', of gebruik .to_arrow(): dat werkt zonder",
    )
