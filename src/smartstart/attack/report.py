"""What the attacks learned, for people (Dutch) and for programs (JSON)."""

import json
from collections.abc import Iterator
from typing import Any

from smartstart.attack import words
from smartstart.attack.assault import Outcome, Tried
from smartstart.attack.evidence import Learned, Measure, World
from smartstart.presentation import dutch

_MOST = 10  # shown per attack; the JSON holds all
_NO_PROOF = "Niets geleerd is geen bewijs: een andere aanvaller kan meer weten of meer proberen."


def lines(outcome: Outcome) -> Iterator[str]:
    """Yield the report, line by line."""
    yield from _worlds(outcome)
    yield ""
    by_name = {world.population: world for world in outcome.worlds}
    for tried in outcome.tried:
        yield from _tried(tried, by_name)
    yield ""
    count = len(outcome.learned)
    if count:
        yield f"Geleerd: {dutch.number(count)} keer iets over een groep onder de 10, of over (bijna) een hele groep."
        nobody = sum(_maybe_nobody(one) for one in outcome.learned)
        if nobody:
            yield (
                f"Bij {dutch.number(nobody)} daarvan is de ondergrens 0: daar kan het ook om niemand gaan. "
                "Wie de echte rijen kent, kan dat nakijken."
            )
        yield "Geef dit niet uit, of vraag wie het uitgaf om het terug te trekken."
    else:
        yield "Geleerd: niets."
        yield _NO_PROOF


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


def _tried(tried: Tried, worlds: dict[str, World]) -> Iterator[str]:
    answer = "niets" if not tried.learned else f"{dutch.number(len(tried.learned))} keer iets"
    looked = f"{dutch.number(tried.looked_at)} getallen bekeken" if tried.looked_at else "niets om te bekijken"
    left = f", {dutch.number(tried.undecided)} niet uitgezocht" if tried.undecided else ""
    torn = ", de getallen spreken elkaar tegen" if tried.contradiction else ""
    yield f"- {tried.method.title} ({looked}{left}{torn}): {answer}"
    for one in tried.learned[:_MOST]:
        yield f"    {words.group(one.group, worlds[one.population])}: {words.bound(one)}"
        yield f"      uit {', '.join(one.statements)}"
    if len(tried.learned) > _MOST:
        yield f"    en nog {dutch.number(len(tried.learned) - _MOST)}; met --json ziet u alles"


def _maybe_nobody(one: Learned) -> bool:
    """Tell whether a claim leaves open that there is nobody in the group."""
    return one.lower == 0 and one.measure not in (Measure.SHARE, Measure.AMOUNT) and not one.between


def as_json(outcome: Outcome) -> str:
    """Return the whole outcome as JSON."""
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
                "learned": [_plain(one, by_name[one.population]) for one in tried.learned],
            }
            for tried in outcome.tried
        ],
        "learned": len(outcome.learned),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(one: Learned, world: World) -> dict[str, Any]:
    return {
        "population": one.population,
        "group": words.group(one.group, world),
        "predicate": words.predicate_of(one.group.inside).model_dump(mode="json"),
        "but_not": [words.predicate_of(key).model_dump(mode="json") for key in one.group.outside],
        "measure": one.measure.name.lower(),
        "lower": one.lower,
        "upper": one.upper,
        "may_be_nobody": _maybe_nobody(one),
        "statements": list(one.statements),
        "between": list(one.between),
    }
