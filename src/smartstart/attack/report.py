"""What the attacks learned, for people (Dutch) and for programs (JSON)."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from smartstart.attack import words
from smartstart.attack.assault import Outcome, Tried
from smartstart.attack.evidence import Learned, Measure, World
from smartstart.presentation import dutch

_MOST = 10  # shown per attack; the JSON holds all
_NO_PROOF = "Niets geleerd is geen bewijs: een andere aanvaller kan meer weten of meer proberen."


def lines(outcome: Outcome, nobody: Collection[Learned] | None = None) -> Iterator[str]:
    """Yield the report, line by line.

    Args:
        nobody: claims that proved to be about nobody, looked up inside; None when nobody looked.
    """
    yield from _worlds(outcome)
    yield ""
    by_name = {world.population: world for world in outcome.worlds}
    for tried in outcome.tried:
        yield from _tried(tried, by_name, nobody or ())
    yield ""
    yield from _ended(outcome.learned, nobody)


def _ended(learned: Sequence[Learned], nobody: Collection[Learned] | None) -> Iterator[str]:
    """Yield what was learned in all, and how sure it is that it is about anybody."""
    if not learned:
        yield "Geleerd: niets."
        yield _NO_PROOF
        return
    yield f"Geleerd: {_times(learned)} iets over een groep onder de 10, of over (bijna) een hele groep."
    empty = [one for one in learned if nobody is not None and one in nobody]
    left = [one for one in learned if one not in empty]
    maybe = [one for one in left if _maybe_nobody(one)]
    yield f"- zeker over iemand: {_times(left, but=maybe)}."
    if maybe:
        yield f"- misschien over niemand: {_times(maybe)}. Ondergrens 0: zo ziet een lege groep er van buiten uit."
    if nobody is not None:
        yield f"- nagezocht, over niemand: {_times(empty)}. Daar is niemand; dat onthult dus niets over een persoon."
    elif maybe:
        yield "Wie in de beveiligde ruimte is, kan dat nazoeken: --inside MAP, met de map 'inside' van de uitvoering."
    if left:
        yield "Geef dit niet uit, of vraag wie het uitgaf om het terug te trekken."
    else:
        yield "Over iemand: niets."
        yield _NO_PROOF


def _times(several: Sequence[Learned], but: Sequence[Learned] = ()) -> str:
    return f"{dutch.number(len(several) - len(but))} keer"


def _worlds(outcome: Outcome) -> Iterator[str]:
    if len(outcome.worlds) > 1:
        yield (
            f"Deze vrijgaven gaan over {dutch.number(len(outcome.worlds))} verschillende onderzoeksgroepen; "
            "elk is apart aangevallen."
        )
    for world in outcome.worlds:
        shown = len({name for facts in world.by_release for fact in facts.values() for name in fact.of})
        total = shown + len(world.ratios) + len(world.models)
        yield f"{world.population}: {dutch.number(total)} getoonde uitspraken uit {dutch.listing(world.releases)}."
        if world.moved:
            yield "  De gegevens zijn tussen de vrijgaven veranderd; elke vrijgave is ook apart aangevallen."


def _tried(tried: Tried, worlds: dict[str, World], nobody: Collection[Learned]) -> Iterator[str]:
    answer = "niets" if not tried.learned else f"{dutch.number(len(tried.learned))} keer iets"
    looked = f"{dutch.number(tried.looked_at)} getallen bekeken" if tried.looked_at else "niets om te bekijken"
    left = f", {dutch.number(tried.undecided)} niet uitgezocht" if tried.undecided else ""
    torn = ", de getallen spreken elkaar tegen" if tried.contradiction else ""
    yield f"- {tried.method.title} ({looked}{left}{torn}): {answer}"
    for one in tried.learned[:_MOST]:
        empty = " (nagezocht: daar is niemand)" if one in nobody else ""
        yield f"    {words.group(one.group, worlds[one.population])}: {words.bound(one)}{empty}"
        yield f"      uit {', '.join(one.statements)}"
    if len(tried.learned) > _MOST:
        yield f"    en nog {dutch.number(len(tried.learned) - _MOST)}; met --json ziet u alles"


def _maybe_nobody(one: Learned) -> bool:
    """Tell whether a claim leaves open that there is nobody in the group."""
    return one.lower == 0 and one.measure not in (Measure.SHARE, Measure.AMOUNT) and not one.between


def as_json(outcome: Outcome, nobody: Collection[Learned] | None = None) -> str:
    """Return the whole outcome as JSON; `nobody` as for `lines`."""
    by_name = {world.population: world for world in outcome.worlds}
    found: dict[str, Any] = {
        "populations": [
            {"population": w.population, "releases": list(w.releases), "changed_between_releases": bool(w.moved)}
            for w in outcome.worlds
        ],
        "attacks": [
            {
                "attack": tried.method.name,
                "looked_at": tried.looked_at,
                "undecided": tried.undecided,
                "contradiction": tried.contradiction,
                "learned": [_plain(one, by_name[one.population], nobody) for one in tried.learned],
            }
            for tried in outcome.tried
        ],
        "learned": len(outcome.learned),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(one: Learned, world: World, nobody: Collection[Learned] | None) -> dict[str, Any]:
    return {
        "population": one.population,
        "group": words.group(one.group, world),
        "predicate": words.predicate_of(one.group.inside).model_dump(mode="json"),
        "but_not": [words.predicate_of(key).model_dump(mode="json") for key in one.group.outside],
        "measure": one.measure.name.lower(),
        "lower": one.lower,
        "upper": one.upper,
        "may_be_nobody": _maybe_nobody(one),
        "is_nobody": None if nobody is None else one in nobody,
        "statements": list(one.statements),
        "between": list(one.between),
    }
