"""Earlier releases that could not be audited together with this one: a person has to look at them."""

from collections.abc import Collection, Iterable

from smartstart.disclosure.ledger import EarlierRelease


def apart(releases: Iterable[EarlierRelease], tied: Collection[str]) -> tuple[EarlierRelease, ...]:
    """Return the earlier releases of which not every population is reckoned with.

    Args:
        tied: ids of the populations that the joint audit reckons with in full, or that share no row with this release.
    """
    return tuple(one for one in releases if one.shown and not _main(one.populations) <= frozenset(tied))


def _main(populations: Iterable[str]) -> frozenset[str]:
    """Return the populations themselves; the steps of a drop-off (`POPULATION.STEP`) go with theirs."""
    names = frozenset(populations)
    return frozenset(name for name in names if name.partition(".")[0] not in names - {name})
