"""What was tried to come to the findings, in sentences for the sheet: from the study alone, never from the data."""

from collections.abc import Iterator

from smartstart.presentation import dutch
from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.declared import conditions, descriptions
from smartstart.vault.study.analyses import RiskGroupPlan

_ORDER = {
    "limit": "de onderkant van het interval van de verhouding, ruim genoeg genomen voor alles wat we bekeken",
    "accuracy": "hoeveel keer vaker het gebeurt dan te verwachten was",
    "chi_square": "hoe ver de groep van alle anderen afwijkt (chi-kwadraat)",
}


def sentences(cohort: CodedCohort, plan: RiskGroupPlan) -> Iterator[str]:
    """Yield what was searched, how it was ordered, and what a group had to do to be called confirmed."""
    per_factor = [conditions(f.dimension) for f in cohort.factors if not f.withheld_as_condition]
    items, declared = sum(per_factor), descriptions(per_factor, plan.max_conditions)
    sides = 2 if plan.low else 1
    yield (
        f"Wat we probeerden: {dutch.number(items)} kenmerken, hoogstens {plan.max_conditions} tegelijk. Daarmee zijn "
        f"{dutch.number(declared)} groepen te beschrijven. Alle groepen die groot genoeg zijn, deden mee. De volgorde "
        f"volgt uit {_ORDER[plan.measure]}."
    )
    if plan.low:
        yield "We zochten op dezelfde manier ook groepen waar dit minder vaak gebeurt."
    yield (
        f"Een groep heet bevestigd als zij het in die andere helft ook deed: tegenover alle anderen en tegenover de "
        f"beste groep met één omstandigheid minder, met een correctie (Holm) voor hoogstens "
        f"{plan.candidates * sides} groepen."
    )
    if plan.permutations:
        yield (
            f"Daarnaast lootten we {dutch.number(plan.permutations)} keer de uitkomsten opnieuw onder huishoudens van "
            "dezelfde grootte, en zochten dan weer. Alleen als de scherpste groep opvalt naast wat "
            "het toeval zo vond, kan een groep bevestigd heten."
        )
    if plan.stability:
        yield (
            f"We zochten {dutch.number(plan.stability)} keer opnieuw in huishoudens die door het lot getrokken zijn, "
            "en telden hoe vaak een groep, of bijna dezelfde, terugkwam."
        )
    if plan.thresholds:
        yield (
            "Heeft een groep een grens, zoals een leeftijd, dan rekenden we de verhouding ook uit met elke andere "
            "grens van dat kenmerk."
        )
