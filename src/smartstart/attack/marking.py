"""Which characteristics an outsider calls sensitive: "bijstand", or one level of it, "bijstand:ja"."""

from collections.abc import Iterable, Sequence

from smartstart.release.contents import ReleaseContents
from smartstart.vocabulary.errors import UsageError


def marked(names: Iterable[str], releases: Sequence[tuple[str, ReleaseContents]]) -> tuple[str, ...]:
    """Return the names, all of which the releases have: a name that none has would pass for "nothing learned".

    Raises:
        UsageError: no release has a factor, or a level of it, of this name.
    """
    levels = {d.name: [level.code for level in d.levels] for _, contents in releases for d in contents.sheet.dimensions}
    found = tuple(name.strip() for name in names)
    for name in found:
        factor, _, code = name.partition(":")
        if factor not in levels:
            raise UsageError(
                f"Geen van de vrijgaven heeft het kenmerk '{factor}'.",
                where="--sensitive",
                expected=", ".join(sorted(levels)) or "een vrijgave met kenmerken",
            )
        if ":" in name and not _has(code, factor, releases):
            raise UsageError(
                f"Het kenmerk '{factor}' heeft geen waarde '{code}'.",
                where="--sensitive",
                expected=", ".join(levels[factor]),
            )
    return found


def _has(code: str, factor: str, releases: Sequence[tuple[str, ReleaseContents]]) -> bool:
    dimensions = (d for _, contents in releases for d in contents.sheet.dimensions if d.name == factor)
    return any(level.code == code for d in dimensions for level in d.levels)
