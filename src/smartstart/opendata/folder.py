"""Where the open files lie: in one flat folder, or sorted into `kwb/`, `gezondheid/` and `geo/`."""

from dataclasses import dataclass
from pathlib import Path

from smartstart.vocabulary.errors import DataError

_SUBFOLDERS = ("", "kwb", "gezondheid", "geo")
_MARK = "twin.json"  # the twin puts this file in the folder it writes


@dataclass(frozen=True)
class OpenFolder:
    """A folder with open figures and borders; `invented` when it holds the invented region of the twin."""

    path: Path
    invented: bool

    @classmethod
    def at(cls, path: Path) -> "OpenFolder":
        """Return the folder at `path`.

        Raises:
            DataError: there is no such folder.
        """
        if not path.is_dir():
            raise DataError(
                "De map met openbare cijfers is er niet.",
                where=str(path),
                expected="een map met bijvoorbeeld kwb/kwb_2020_nl.parquet, of kwb_2020_nl.parquet zelf",
                mend="geef met --open de juiste map op",
            )
        return cls(path, any((place / _MARK).is_file() for place in (path, path.parent)))

    def find(self, *names: str) -> Path | None:
        """Return the first file that has one of these names, in the order of the names; None when there is none."""
        for name in names:
            for subfolder in _SUBFOLDERS:
                candidate = self.path / subfolder / name
                if candidate.is_file():
                    return candidate
        return None

    def need(self, *names: str) -> Path:
        """Return the file with one of these names.

        Raises:
            DataError: the file is not in the folder.
        """
        found = self.find(*names)
        if found is None:
            raise DataError(
                f"Het bestand {names[0]} ontbreekt.",
                where=str(self.path),
                expected="het bestand in deze map, of in de map kwb, gezondheid of geo daaronder",
                mend="zet het bestand erbij en probeer het opnieuw",
            )
        return found
