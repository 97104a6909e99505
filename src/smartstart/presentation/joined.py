"""Areas that are shown together, drawn as one: the border between them is left out.

Neighbours share their border point by point, as official borders do. A stretch that two areas of one group have in
common lies inside the group; what is left are its outer borders, and holes. Areas that do not touch stay two shapes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from smartstart.opendata.map_units import Ring
from smartstart.presentation.map_areas import MapArea

_Point = tuple[float, float]
_Edge = tuple[_Point, _Point]


def joined(areas: Sequence[MapArea], groups: Mapping[str, tuple[str, Sequence[str]]]) -> list[MapArea]:
    """Return the areas with each group as one area, in order of name.

    Args:
        areas: in map units.
        groups: per code of a group its name and the codes of its areas; groups of one area may be among them.
    """
    by_code = {area.code: area for area in areas}
    found = []
    for code, (name, parts) in groups.items():
        inside = [by_code.pop(part) for part in parts if part in by_code] if len(parts) > 1 else []
        if inside:
            rings = outer_rings(ring for area in inside for ring in area.rings)
            found.append(replace(inside[0], code=code, name=name, rings=rings, joined=True))
    return sorted((*found, *by_code.values()), key=lambda area: (area.name, area.code))


def outer_rings(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """Return the closed rings around shapes that may share stretches of border."""
    times = Counter(_undirected(edge) for ring in rings for edge in _edges(ring))
    beside: dict[_Point, list[_Point]] = {}
    for (one, other), number in times.items():
        if number % 2:
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    return tuple(_walks(beside))


def _edges(ring: Ring) -> Iterable[_Edge]:
    closed = ring if ring and ring[0] == ring[-1] else (*ring, *ring[:1])
    return (edge for edge in pairwise(closed) if edge[0] != edge[1])


def _undirected(edge: _Edge) -> _Edge:
    return min(edge, edge[::-1])


def _walks(beside: dict[_Point, list[_Point]]) -> Iterable[Ring]:
    """Walk every edge once; each point has an even number of them, so a walk ends where it began."""
    for start in sorted(beside):
        while beside[start]:
            ring = [start]
            while len(ring) == 1 or ring[-1] != start:
                here = ring[-1]
                there = beside[here].pop()
                beside[there].remove(here)
                ring.append(there)
            yield tuple(ring)
