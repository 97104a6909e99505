"""The invented areas that open figures are about, and what is drawn for each: shares by the level of its buurten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartstart.vault.twin.areas import Buurt, Municipality, pick

COUNTRY = "Verzonnen land"


@dataclass(frozen=True, slots=True)
class Region:
    """An area of any level with the buurten in it."""

    code: str
    name: str
    kind: str
    municipality: str
    municipality_name: str
    buurten: tuple[Buurt, ...]

    @property
    def exact(self) -> bool:
        """Whether its counts are published as they are; those of wijken and buurten are rounded."""
        return self.kind in ("Land", "Gemeente")

    @property
    def people(self) -> int:
        """Inhabitants, as planned."""
        return sum(buurt.people for buurt in self.buurten)

    @property
    def published_people(self) -> int:
        """Inhabitants as a publisher tells them: for a wijk or buurt rounded to five."""
        return self.people if self.exact else (self.people + 2) // 5 * 5

    @property
    def hectares(self) -> int:
        """Hectares of land: the more people and the lower their level, the closer together they live."""
        return max(1, sum(8 + buurt.people // (18 + 6 * buurt.level) for buurt in self.buurten))

    @property
    def urbanity(self) -> int:
        """Class from 1 (extremely urbanised) to 5 (not urbanised), by people per square kilometre."""
        density = self.people * 100 // self.hectares
        return 1 + sum(density < bound for bound in (2_400, 2_000, 1_700, 1_400))

    def mean(self, of: Callable[[Buurt], int]) -> int:
        """Mean over the inhabitants, rounded down."""
        return sum(of(buurt) * buurt.people for buurt in self.buurten) // max(1, self.people)

    def count(self, seed: int, name: str, ppm: int, slope: int, *, step: int) -> int:
        """Return how many inhabitants have something, rounded to `step`; see `share`."""
        whole = sum(buurt.people * share(buurt, seed, name, ppm, slope) // 1_000_000 for buurt in self.buurten)
        return whole if self.exact and step == 5 else (whole + step // 2) // step * step


def share(buurt: Buurt, seed: int, name: str, ppm: int, slope: int) -> int:
    """Return which part of a buurt has something, in parts per million, within a tenth by chance.

    Args:
        name: of what is drawn; another name is another draw.
        ppm: the part at level 0; `slope`: how much that changes per level.
    """
    noise = 900 + pick(seed, name, buurt.code, below=200)
    return max(0, (ppm + slope * buurt.level) * noise // 1_000)


def regions_of(places: Sequence[Municipality]) -> list[Region]:
    """Return the country, and per municipality itself, its wijken and their buurten."""
    everything = tuple(buurt for place in places for buurt in place.buurten)
    regions = [Region("NL00", COUNTRY, "Land", "NL00", COUNTRY, everything)]
    for place in places:
        code = f"GM{place.code}"
        regions.append(Region(code, place.name, "Gemeente", code, place.name, place.buurten))
        for wijk in dict.fromkeys(buurt.wijk for buurt in place.buurten):
            inside = tuple(buurt for buurt in place.buurten if buurt.wijk == wijk)
            regions.append(Region(f"WK{wijk}", inside[0].wijk_name, "Wijk", code, place.name, inside))
            regions += [Region(f"BU{b.code}", b.name, "Buurt", code, place.name, (b,)) for b in inside]
    return regions
