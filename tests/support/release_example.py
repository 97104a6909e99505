"""An invented release as the vault writes one: a region that does not exist, with shown and withheld statements.

The figures hang together as real ones would: ratios follow from the rounded counts, estimates lie near them.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from smartstart.release.contents import (
    AnyStatement,
    Condition,
    Counted,
    Dimension,
    DropOffStep,
    Level,
    ModelStatement,
    Origin,
    Outline,
    Predicate,
    PublicHunch,
    PublicSource,
    ReleaseContents,
    Stamp,
    State,
    Statistic,
    StudySheet,
    TableStatement,
)

EVERYBODY = Predicate()
ALL_SIZE, ALL_EVENTS = 425_000, 3_610

GEZIN = Dimension(
    name="gezin",
    title="Gezin",
    levels=(
        Level(code="twee_ouders", label="Twee ouders", phrase="die bij twee ouders wonen"),
        Level(
            code="alleenstaande_moeder", label="Alleenstaande moeder", phrase="die bij een alleenstaande moeder wonen"
        ),
        Level(code="anders", label="Anders", phrase="die in een ander soort gezin wonen"),
    ),
)
WERK = Dimension(
    name="werk_moeder",
    title="Werk van de moeder",
    levels=(
        Level(code="werk", label="Werkt", phrase="van wie de moeder werkt"),
        Level(code="geen_werk", label="Geen werk", phrase="van wie de moeder geen werk heeft"),
        Level(code="onbekend", label="Onbekend", phrase="van wie het werk van de moeder onbekend is", missing=True),
    ),
)
EERSTE_KIND = Dimension(
    name="moeder_eerste_kind",
    title="Leeftijd moeder bij eerste kind",
    ordered=True,
    below="van wie de moeder jonger was dan {bound} jaar bij haar eerste kind",
    from_="van wie de moeder {bound} jaar of ouder was bij haar eerste kind",
    levels=(
        Level(code="tot_20", label="Tot 20", upper="20"),
        Level(code="20_24", label="20 tot 25", lower="20", upper="25"),
        Level(code="25_29", label="25 tot 30", lower="25", upper="30"),
        Level(code="30_plus", label="30 of ouder", lower="30"),
        Level(code="onbekend", label="Onbekend", phrase="van wie die leeftijd onbekend is", missing=True),
    ),
)
WONING = Dimension(
    name="woning",
    title="Woning",
    levels=(
        Level(code="koop", label="Koopwoning", phrase="die in een koopwoning wonen"),
        Level(code="huur", label="Huurwoning", phrase="die in een huurwoning zonder huurtoeslag wonen"),
        Level(code="huurtoeslag", label="Huur met toeslag", phrase="die in een huurwoning met huurtoeslag wonen"),
    ),
)
VERHUISD = Dimension(
    name="verhuisd",
    title="Verhuizingen",
    levels=(
        Level(code="0", label="Niet verhuisd", phrase="die niet verhuisden"),
        Level(code="1", label="Eén keer", phrase="die één keer verhuisden"),
        Level(code="2_of_meer", label="Twee keer of vaker", phrase="die twee keer of vaker verhuisden"),
    ),
)
_NAMES = (
    "Lindedal",
    "Ravenhoek",
    "Oosterbroek aan de Leij",
    "Kerkveld",
    "Molenwaard",
    "Zandhorst",
    "Beekrode",
    "Vossendonk",
    "Elzenberg",
)
GEMEENTE = Dimension(
    name="gemeente",
    title="Gemeente",
    levels=tuple(Level(code=f"GM99{i:02d}", label=name) for i, name in enumerate(_NAMES, start=1)),
)
DIMENSIONS = (GEZIN, WERK, EERSTE_KIND, WONING, VERHUISD, GEMEENTE)

SINGLE = Condition(factor="gezin", levels=("alleenstaande_moeder",))
NO_WORK = Condition(factor="werk_moeder", levels=("geen_werk",))
YOUNG = Condition(factor="moeder_eerste_kind", levels=("tot_20", "20_24", "25_29"))
RENT = Condition(factor="woning", levels=("huurtoeslag",))
MOVED = Condition(factor="verhuisd", levels=("2_of_meer",))


def predicate(*conditions: Condition) -> Predicate:
    """Return a conjunction with its conditions ordered by name."""
    return Predicate(conditions=tuple(sorted(conditions, key=lambda c: c.factor)))


def _shared(analysis: str, subject: str, role: str, group: Predicate) -> dict[str, Any]:
    return {
        "id": f"{analysis}/{subject}/{role}",
        "analysis": analysis,
        "subject": subject,
        "role": role,
        "unit": "kind",
        "period": "2018-01-01/2022-12-31",
        "population": "uithuisplaatsing-0123456789ab",
        "predicate": group,
    }


def _state(value: float | None) -> dict[str, Any]:
    return {"state": State.WITHHELD} if value is None else {"value": value}


def _with_hull(value: float | None) -> dict[str, Any]:
    """Return a ratio with how far the rounding of its counts may have moved it."""
    return _state(value) if value is None else {"value": value, "lower": value * 0.99, "upper": value * 1.01}


def count(
    analysis: str, subject: str, role: str, group: Predicate, value: float | None, counted: Counted
) -> TableStatement:
    """Return a count, withheld where `value` is None."""
    return TableStatement(
        **_shared(analysis, subject, role, group),
        **_state(value),
        statistic=Statistic.COUNT,
        counted=counted,
        rounded_to=5,
    )


def ratio(
    analysis: str,
    subject: str,
    role: str,
    group: Predicate,
    value: float | None,
    statistic: Statistic,
    of: tuple[str, ...],
) -> TableStatement:
    """Return a ratio of shown counts, withheld where `value` is None."""
    return TableStatement(**_shared(analysis, subject, role, group), **_with_hull(value), statistic=statistic, of=of)


def sized(
    analysis: str, subject: str, group: Predicate, size: int | None, events: int | None, prefix: str = ""
) -> list[AnyStatement]:
    """Return size, events and rate of a group; the rate is withheld where one of them is."""
    rate = None if size is None or events is None else 1000 * events / size
    names = (f"{analysis}/{subject}/{prefix}events", f"{analysis}/{subject}/{prefix}size")
    return [
        count(analysis, subject, f"{prefix}size", group, size, Counted.ROWS),
        count(analysis, subject, f"{prefix}events", group, events, Counted.EVENTS),
        ratio(analysis, subject, f"{prefix}rate", group, rate, Statistic.RATE, names),
    ]


def estimate(
    subject: str,
    role: str,
    group: Predicate,
    measure: str,
    values: tuple[float, float, float] | None,
    confirmed: bool | None = None,
) -> ModelStatement:
    """Return an estimate with its interval, withheld where `values` is None."""
    shown: dict[str, Any] = {"state": State.WITHHELD}
    if values is not None:
        shown = {"value": values[0], "lower": values[1], "upper": values[2]}
    return ModelStatement(
        **_shared("risk_groups", subject, role, group),
        **shown,
        measure=measure,
        method="op huishoudens die niet meededen bij het zoeken; spreiding per huishouden",
        precision="2 significant digits",
        confirmed=confirmed,
    )


Triple = tuple[float, float, float]


def finding(
    subject: str,
    steps: tuple[tuple[Condition, int | None, int | None], ...],
    risk: Triple | None,
    ratio_of: Triple | None,
    *,
    confirmed: bool,
    persons: int | None = None,
) -> list[AnyStatement]:
    """Return all statements of one finding; `steps` is its peel with size and events of every step."""
    group = predicate(*(step[0] for step in steps))
    size, events = steps[-1][1], steps[-1][2]
    outside = None if events is None else 100 * (1 - events / ALL_EVENTS)
    difference = None if risk is None else (risk[0] - 7.2, risk[1] - 7.4, risk[2] - 7.0)
    made = sized("risk_groups", subject, group, size, events)
    made += [
        count("risk_groups", subject, "persons", group, persons, Counted.PERSONS),
        ratio(
            "risk_groups",
            subject,
            "share-outside",
            group,
            outside,
            Statistic.OUTSIDE,
            (f"risk_groups/{subject}/events", "risk_groups/population/events"),
        ),
    ]
    made += sized("risk_groups", subject, EVERYBODY, ALL_SIZE, ALL_EVENTS, prefix="peel-0-")
    so_far: list[Condition] = []
    for place, (condition, step_size, step_events) in enumerate(steps, start=1):
        so_far.append(condition)
        made += sized("risk_groups", subject, predicate(*so_far), step_size, step_events, prefix=f"peel-{place}-")
    made += [
        estimate(subject, "risk", group, "risk_per_1000", risk, confirmed),
        estimate(subject, "rr", group, "relative_risk", ratio_of, confirmed),
        estimate(subject, "rr-koopman", group, "relative_risk", ratio_of, confirmed),
        estimate(subject, "rd", group, "risk_difference_per_1000", difference, confirmed),
    ]
    return made


def _findings() -> list[AnyStatement]:
    first = ((SINGLE, 71_000, 1_480), (NO_WORK, 35_500, 950), (YOUNG, 24_000, 760), (RENT, 19_800, 690))
    second = ((SINGLE, 71_000, 1_480), (MOVED, 9_450, 215))
    third = ((MOVED, 31_200, 335), (YOUNG, 12_300, 140))
    fourth = ((NO_WORK, 88_000, 1_490), (MOVED, 5_400, None))
    return [
        *finding("g1", first, (35.0, 28.0, 43.0), (5.1, 4.0, 6.4), confirmed=True, persons=6_240),
        *finding("g2", second, (23.0, 17.0, 30.0), (2.9, 2.1, 3.9), confirmed=True, persons=3_010),
        *finding("g3", third, (11.0, 7.9, 15.0), (1.3, 0.92, 1.8), confirmed=False, persons=4_105),
        # Its share outside is withheld, so its rate may not be told either.
        *finding("g4", fourth, (19.0, 12.0, 28.0), (2.2, 1.4, 3.4), confirmed=False),
    ]


def _hunches() -> list[AnyStatement]:
    works = predicate(Condition(factor="werk_moeder", levels=("werk",)))
    owned = predicate(Condition(factor="woning", levels=("koop",)))
    other = predicate(Condition(factor="gezin", levels=("anders",)))
    return [
        *_tested("h1", predicate(SINGLE), 71_000, 1_480, (20.0, 19.0, 22.0), (3.5, 3.1, 3.9)),
        *_tested("h2", works, 300_000, 1_490, (5.0, 4.6, 5.4), (0.48, 0.44, 0.53)),
        *_tested("h3", predicate(MOVED), 31_200, 335, (8.0, 6.9, 9.2), (1.1, 0.94, 1.3)),
        *_tested("h4", owned, 240_000, 1_010, (4.2, 3.8, 4.7), (0.41, 0.36, 0.47)),
        *_tested("h5", other, None, None, None, None),
    ]


def _tested(
    subject: str, group: Predicate, size: int | None, events: int | None, risk: Triple | None, times: Triple | None
) -> list[AnyStatement]:
    outside = None if events is None else 100 * (1 - events / ALL_EVENTS)
    of = (f"risk_groups/{subject}/events", "risk_groups/population/events")
    return [
        *sized("risk_groups", subject, group, size, events),
        ratio("risk_groups", subject, "share-outside", group, outside, Statistic.OUTSIDE, of),
        estimate(subject, "risk-all", group, "risk_per_1000", risk),
        estimate(subject, "rr", group, "relative_risk", times),
    ]


_PLACES: tuple[tuple[int | None, int | None], ...] = (
    (142_300, 1_560),
    (41_250, 285),
    (38_900, 330),
    (52_400, 395),
    (30_750, 190),
    (61_900, 560),
    (None, None),
    (29_800, 225),
    (None, None),
)


def _places() -> list[AnyStatement]:
    made: list[AnyStatement] = []
    for level, (size, events) in zip(GEMEENTE.levels, _PLACES, strict=True):
        group = predicate(Condition(factor="gemeente", levels=(level.code,)))
        made += sized("places", level.code.lower(), group, size, events)
    return made


_STEPS = (
    ("bevolking", "Kinderen tot 18 jaar in de regio op de peildatum", 87_580),
    ("moeder", "Daarvan met een moeder die te vinden is", 86_290),
    ("lopend", "Zonder uithuisplaatsing of ondertoezichtstelling in het jaar ervoor", 85_000),
    ("adres", "Daarvan zonder bekend adres", None),
)


def _drop_off() -> list[AnyStatement]:
    """Return what was left after each step on the last reference date: a period and population of their own."""
    made = [count("drop_off", step, "left", EVERYBODY, value, Counted.ROWS) for step, _, value in _STEPS]
    return [
        s.model_copy(update={"period": "2022-01-01/2022-01-01", "population": f"{s.population}.{s.subject}"})
        for s in made
    ]


def statements() -> tuple[AnyStatement, ...]:
    """Return all statements of the example."""
    return (
        *sized("risk_groups", "population", EVERYBODY, ALL_SIZE, ALL_EVENTS),
        count("risk_groups", "population", "persons", EVERYBODY, 108_300, Counted.PERSONS),
        *_findings(),
        *_hunches(),
        *_places(),
        *_drop_off(),
    )


def _hunch(name: str, text: str, group: Predicate, direction: Any, day: date | None = date(2026, 3, 9)) -> PublicHunch:
    return PublicHunch(id=name, text=text, predicate=group, direction=direction, date=day)


def sheet() -> StudySheet:
    """Return the sheet of the example study."""
    return StudySheet(
        id="uithuisplaatsing",
        title="Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        owner="Regio Lindedal (verzonnen)",
        scope="question",
        areas=tuple(level.code for level in GEMEENTE.levels),
        purpose="Zien in welke groepen kinderen vaker uit huis worden geplaatst of onder toezicht komen, zodat "
        "gemeenten eerder en vrijwillig hulp kunnen bieden aan een groep. Nooit om over één gezin te beslissen.",
        legal_basis="Statistisch onderzoek: artikel 41 van de Wet op het Centraal bureau voor de statistiek.",
        controller="Regio Lindedal (verzonnen)",
        dpia="Risico's klein na maatregelen (2026-03-02)",
        unit="kind",
        units="kinderen",
        outcome="uit huis geplaatst of onder toezicht gesteld werden",
        outcome_title="Uithuisplaatsing of ondertoezichtstelling",
        reference_dates=tuple(date(year, 1, 1) for year in range(2018, 2023)),
        window_months=12,
        dimensions=DIMENSIONS,
        hunches=(
            _hunch("h1", "Kinderen bij een alleenstaande moeder worden vaker uit huis geplaatst.", EVERYBODY, "hoger"),
            _hunch(
                "h2", "Kinderen van wie de moeder werkt, worden minder vaak uit huis geplaatst.", EVERYBODY, "lager"
            ),
            _hunch("h3", "Wie vaak verhuist, loopt meer risico.", EVERYBODY, "hoger"),
            _hunch("h4", "In koopwoningen gebeurt het vaker.", EVERYBODY, "hoger"),
            _hunch("h5", "In andere soorten gezinnen gebeurt het vaker.", EVERYBODY, "hoger"),
            _hunch("h6", "Grote gezinnen lopen meer risico.", EVERYBODY, "hoger", None),
        ),
        sources=(
            PublicSource(
                name="Verzonnen registers",
                what="een verzonnen bevolking in de vorm van de bestanden van het CBS",
                attribution="Verzonnen gegevens: geen enkel cijfer gaat over echte mensen.",
            ),
        ),
        drop_off=tuple(DropOffStep(id=step, text=text) for step, text, _ in _STEPS),
        methods=(
            "We keken naar alle kinderen tot 18 jaar op elke peildatum, en naar de 12 maanden erna.",
            "We zochten alle groepen met hoogstens 4 omstandigheden.",
            "De huishoudens zijn door het lot in twee helften verdeeld. In de ene helft zochten we; in de andere helft "
            "keken we of het klopte.",
            "Aantallen zijn afgerond op vijftallen. Verhoudingen zijn berekend met de afgeronde aantallen.",
        ),
        caveats=(
            "Een groep met een hoger risico is geen oorzaak. Andere omstandigheden kunnen een rol spelen.",
            "De cijfers gaan over groepen. Ze mogen niet voor één gezin gebruikt worden.",
        ),
    )


def borders() -> dict[str, Any]:
    """Return nine invented municipalities as GeoJSON, neighbours sharing their border."""
    wobble = (
        0.0,
        0.012,
        -0.009,
        0.006,
        -0.013,
        0.01,
        0.004,
        -0.006,
        0.011,
        -0.004,
        0.008,
        -0.01,
        0.002,
        0.009,
        -0.007,
        0.005,
    )

    def corner(column: int, row: int) -> list[float]:
        shift = wobble[(4 * row + column) % 16]
        return [round(5.0 + 0.1 * column + shift, 5), round(51.5 + 0.065 * row + shift * 0.7, 5)]

    features = []
    for place, level in enumerate(GEMEENTE.levels):
        column, row = place % 3, place // 3
        ring = [corner(column + c, row + r) for c, r in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
        features.append(
            {
                "type": "Feature",
                "properties": {"statcode": level.code, "statnaam": level.label},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def example_release(**changes: Any) -> ReleaseContents:
    """Return the example; keywords replace parts of it."""
    made = statements()
    hidden = sum(getattr(statement, "state", State.SHOWN) is State.WITHHELD for statement in made)
    contents = ReleaseContents(
        sheet=sheet(),
        statements=made,
        outline=Outline(
            asked=len(made),
            released=len(made) - hidden,
            withheld=hidden,
            reasons=(
                "er zijn te weinig kinderen of huishoudens achter het cijfer",
                "het cijfer zou uit andere cijfers te berekenen zijn",
            ),
        ),
        stamp=Stamp.FULL,
        origin=Origin.INVENTED,
        day=date(2026, 11, 21),
        policy="strict",
        borders=borders(),
    )
    return replace(contents, **changes)


def withhold(contents: ReleaseContents, *ids: str) -> ReleaseContents:
    """Return the release with these statements withheld."""
    hidden = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None}
    return replace(
        contents,
        statements=tuple(s.model_copy(update=hidden) if s.id in ids else s for s in contents.statements),
    )
