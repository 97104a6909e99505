"""What a server loaded at the start is not walked again while a reader waits."""

import gc
from collections.abc import Iterator

import pytest

from smartstart.site.memory import settle


@pytest.fixture
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_loaded_stays_and_is_not_walked_again(as_it_was: None) -> None:
    settle()
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < 5_000
    assert gc.get_threshold()[2] >= 1_000


def test_rings_that_nobody_holds_are_still_found(as_it_was: None) -> None:
    settle()
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() >= 1
