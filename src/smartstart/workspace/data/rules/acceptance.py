"""Whether a release may come in: decided from the release itself and a few facts about this workspace.

The reader has looked at shape, signature and contents. What is left is whether it belongs here: its stamp, whether it
is invented, whose municipality it is about, and how it stands to what is here already.

An older release that arrives after a newer one of the same study is kept and marked "older": it may be needed to see
what an earlier text rested on. It never becomes the current one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from smartstart.release.contents import OpenStatement, Origin, Stamp
from smartstart.release.reader import Release
from smartstart.vocabulary.areas import AreaLevel, is_invented, level_of, municipality_of, normalise
from smartstart.workspace.data.rules.limits import CLOCK_DAYS
from smartstart.workspace.data.rules.map_shape import codes_on_map
from smartstart.workspace.data.rules.reader_refusals import ASK_MAKER, MENDS
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse
from smartstart.workspace.data.rules.release_shape import release_mistakes

COUNTRY = "NL00"
_AREA_FACTORS = ("gemeente", "wijk", "buurt")

TAKEN_IN = "De vrijgave klopt en is ingelezen."


class Standing(StrEnum):
    """How an accepted release stands to what is here."""

    NEW = "nieuw"
    SAME = "is er al"
    OLDER = "ouder"


@dataclass(frozen=True, slots=True)
class Facts:
    """What this workspace knows when a release arrives.

    Attributes:
        trusted: fingerprints of the keys that an administrator trusts.
        here: digests of the manifests of all releases that are here.
        wholes_of_parts: `manifest.subset_of` of all releases that are here, where it is not empty.
        newest_day: the newest day of the same study that is here (see `same_study`); None when there is none.
        municipalities: codes of the municipalities that the uploader has a role in.
        accepts_invented: whether this workspace is one for trying out.
        today: the day by which the day of the release is judged.
    """

    trusted: frozenset[str]
    here: frozenset[str]
    wholes_of_parts: frozenset[str]
    newest_day: date | None
    municipalities: frozenset[str]
    accepts_invented: bool
    today: date


@dataclass(frozen=True, slots=True)
class Accepted:
    """A release that may come in, and what to tell the one who brought it."""

    standing: Standing
    note: str


def decide(release: Release, facts: Facts) -> Accepted | Refusal:
    """Decide whether a verified release may come in."""
    for check in (_trust, _use, _invention, _place, _persons, _time):
        refusal = check(release, facts)
        if refusal is not None:
            return refusal
    return Accepted(*_standing(release, facts))


def municipalities_of(release: Release) -> frozenset[str]:
    """Return the codes of all municipalities that a release says anything of; `NL00` for the country as a whole.

    Every place counts where a release can name an area: the study, the levels of a place, the map, public figures.
    """
    return frozenset(map(_municipality, _areas(release)))


def same_study(
    study: str, municipalities: Collection[str], other_study: str, other_municipalities: Collection[str]
) -> bool:
    """Tell whether two releases are of one study: its name is the same and they share a municipality.

    Two municipalities may each have a study "schoolverzuim"; those have nothing to do with each other.
    """
    return study == other_study and not set(municipalities).isdisjoint(other_municipalities)


def same_maker(key: str, owner: str, other_key: str, other_owner: str) -> bool:
    """Tell whether two releases come from one maker: signed with one key, or of one owner (who may get a new key).

    Two makers may each have a study "schoolverzuim" in one municipality; the one says nothing of the other.
    """
    return key == other_key or owner.casefold().split() == other_owner.casefold().split()


def _areas(release: Release) -> set[str]:
    contents = release.contents
    found = {*contents.sheet.areas}
    for dimension in contents.sheet.dimensions:
        if dimension.name in _AREA_FACTORS:
            found |= {level.code for level in dimension.levels}
    found |= {s.area for s in contents.statements if isinstance(s, OpenStatement)}
    found |= set(codes_on_map(contents.borders))
    return {code for code in found if _is_code(code)}


def _is_code(text: str) -> bool:
    try:
        return normalise(text) == text
    except ValueError:
        return False


def _municipality(code: str) -> str:
    return COUNTRY if level_of(code) is AreaLevel.COUNTRY else municipality_of(code)


def _trust(release: Release, facts: Facts) -> Refusal | None:
    """Look again at what the reader looked at: it can be asked to read without keys."""
    if release.manifest.stamp is Stamp.DRAFT:
        what = "Dit is een concept. Een concept wordt nooit ondertekend en mag niet gebruikt worden."
        return refuse(Ground.DRAFT, what, mend=MENDS[Ground.DRAFT])
    if not release.signed:
        return refuse(Ground.UNSIGNED, "De handtekening is niet nagekeken, of er is er geen.", mend=ASK_MAKER)
    if not {release.manifest.key, release.maker} <= facts.trusted:
        what = "Deze vrijgave is ondertekend met een sleutel die we niet vertrouwen."
        return refuse(Ground.UNTRUSTED_KEY, what, mend=MENDS[Ground.UNTRUSTED_KEY])
    return None


def _use(release: Release, _: Facts) -> Refusal | None:
    origin, reviewed = release.manifest.origin, release.contents.review is not None
    if origin is Origin.INVENTED or (release.manifest.stamp is Stamp.FULL and (reviewed or origin is Origin.PUBLIC)):
        return None
    return refuse(
        Ground.TRIAL,
        "Deze vrijgave is nog op proef. De cijfers zijn echt, en nog niemand keek ze na. Ze zijn daarom niet vrij voor "
        "gebruik buiten de beveiligde omgeving.",
        mend="Vraag de onderzoeker om de vrijgave te laten nakijken. Lees haar in zodra er 'volledig' op staat.",
    )


def _invention(release: Release, facts: Facts) -> Refusal | None:
    invented = release.manifest.origin is Origin.INVENTED
    if invented and not facts.accepts_invented:
        return refuse(
            Ground.INVENTED,
            "Deze vrijgave is gemaakt van verzonnen gegevens, en in deze werkplek staan echte.",
            mend="Lees hem in op een werkplek om te oefenen.",
        )
    places = municipalities_of(release) - {COUNTRY}
    wrong = sorted(code for code in places if is_invented(code) is not invented)
    if wrong and invented:
        return refuse(
            Ground.INVENTED,
            "Deze vrijgave is gemaakt van verzonnen gegevens, maar noemt een gemeente die echt bestaat.",
            ", ".join(wrong[:5]),
            mend="Vraag de maker om een verzonnen gemeente te gebruiken.",
        )
    if wrong:
        return refuse(
            Ground.INVENTED,
            "Deze vrijgave noemt een verzonnen gemeente, maar zegt niet dat de gegevens verzonnen zijn.",
            ", ".join(wrong[:5]),
            mend="Vraag de maker welke van de twee klopt.",
        )
    return None


def _place(release: Release, facts: Facts) -> Refusal | None:
    places = municipalities_of(release)
    if not places:
        return refuse(
            Ground.FOREIGN,
            "Deze vrijgave zegt niet over welke gemeente hij gaat. Zo weten we niet wie hem mag zien.",
            mend="Vraag de maker om in de studie bij 'areas' de code van uw gemeente te zetten.",
        )
    foreign = sorted(places - facts.municipalities)
    if not foreign:
        return None
    return refuse(
        Ground.FOREIGN,
        "Deze vrijgave zegt ook iets over een gemeente waar u geen rol in heeft.",
        ", ".join(foreign[:5]) + (f" en nog {len(foreign) - 5}" if len(foreign) > 5 else ""),
        expected="alleen gemeenten waar u een rol in heeft",
        mend="Vraag iemand die in al deze gemeenten een rol heeft om de vrijgave in te lezen, of vraag uw beheerder om "
        "een rol.",
    )


def _persons(release: Release, _: Facts) -> Refusal | None:
    mistakes = release_mistakes(release)
    if not mistakes:
        return None
    return refuse(
        Ground.PERSONS,
        "De vrijgave is ondertekend, maar er staat iets in dat op één persoon lijkt te wijzen. Zulke gegevens komen "
        "hier niet in, wie ze ook ondertekent.",
        mistakes[0].where,
        mend="Gooi het bestand weg en vertel de maker en uw privacyfunctionaris dat dit gebeurde.",
        mistakes=mistakes,
    )


def _time(release: Release, facts: Facts) -> Refusal | None:
    if release.manifest.day > facts.today + timedelta(days=CLOCK_DAYS):
        return refuse(
            Ground.FUTURE,
            "De dag van deze vrijgave ligt in de toekomst. Zo zou hij altijd de nieuwste blijven.",
            release.manifest.day.isoformat(),
            mend="Vraag de maker om de datum van zijn computer na te kijken en de vrijgave opnieuw te maken.",
        )
    if release.digest in facts.wholes_of_parts:
        return refuse(
            Ground.HELD_BACK,
            "Wie deze vrijgave controleerde, liet maar een deel door. Dat deel is hier al. De rest blijft achter.",
            mend="Gebruik het deel dat er is. Vraag de controleur als u meer nodig heeft.",
        )
    return None


def _standing(release: Release, facts: Facts) -> tuple[Standing, str]:
    if release.digest in facts.here:
        return Standing.SAME, "Deze vrijgave is er al. Er is niets veranderd."
    if facts.newest_day is not None and release.manifest.day < facts.newest_day:
        return (
            Standing.OLDER,
            "Deze vrijgave is ouder dan de vrijgave die er al is. We bewaren hem, zodat u kunt terugzien wat er eerder "
            "bekend was. De nieuwere blijft gelden.",
        )
    return Standing.NEW, TAKEN_IN
