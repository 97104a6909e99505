"""Of whom a release may speak: of the municipality that takes it in, of its region, of those that do not work here.

A study of a region is brought by one of its municipalities. What it says of the others stays with who takes it in until
somebody shares it. Only a municipality that works here in another region has a say over what comes in about it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Around:
    """Who is around, seen from the municipality that takes a release in; all are codes.

    Attributes:
        code, name: of the municipality that takes it in.
        region: those of the same region that work here.
        roles: those in which the bringer has a role.
        working_here: all that work here.
    """

    code: str
    name: str
    region: frozenset[str]
    roles: frozenset[str]
    working_here: frozenset[str]


def beyond(places: Collection[str], around: Around, country: str) -> Refusal | None:
    """Refuse a release that is not about the municipality itself, or that also speaks of one elsewhere that works here.

    Args:
        places: codes of all municipalities that the release says anything of.
        country: the code of the country as a whole: figures on it are for everybody.
    """
    if not {around.code, country} & set(places):
        return refuse(
            Ground.FOREIGN,
            f"Deze vrijgave zegt niets over {around.name}.",
            expected=f"een vrijgave waarin {around.name} ({around.code}) voorkomt",
            mend="Kies de gemeente waar de vrijgave over gaat, en lees hem daar in.",
        )
    foreign = sorted((set(places) & around.working_here) - around.region - around.roles - {around.code, country})
    if not foreign:
        return None
    more = f" en nog {len(foreign) - _SHOWN}" if len(foreign) > _SHOWN else ""
    return refuse(
        Ground.FOREIGN,
        "Deze vrijgave zegt ook iets over een gemeente in een andere regio, waar u geen rol in hebt.",
        ", ".join(foreign[:_SHOWN]) + more,
        expected="uw eigen gemeente, gemeenten in dezelfde regio, en gemeenten waar u een rol in hebt",
        mend="Vraag iemand die in al deze gemeenten een rol heeft om de vrijgave in te lezen. Of vraag de beheerder "
        "van die gemeente om een rol.",
    )
