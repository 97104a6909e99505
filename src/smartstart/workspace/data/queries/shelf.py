"""Keeping what was parsed, as long as there is room. What is kept never changes, so nothing grows old here."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """The things used last, up to a total weight; safe for threads.

    Args:
        room: how much all things on the shelf weigh together at most. A thing that weighs more is not kept.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._things: OrderedDict[str, tuple[int, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, make: Callable[[], tuple[int, T]]) -> T:
        """Return the thing of this name; `make` returns its weight and the thing when it is not here."""
        with self._lock:
            if name in self._things:
                self._things.move_to_end(name)
                return self._things[name][1]
        weight, thing = make()
        with self._lock:
            self._put(name, weight, thing)
        return thing

    def __len__(self) -> int:
        return len(self._things)

    @property
    def weight(self) -> int:
        """How much all things on the shelf weigh together."""
        return self._taken

    def _put(self, name: str, weight: int, thing: T) -> None:
        if weight > self._room or name in self._things:
            return
        self._things[name] = (weight, thing)
        self._taken += weight
        while self._taken > self._room:
            _, (freed, _) = self._things.popitem(last=False)
            self._taken -= freed
