"""What the gate can model, and what it therefore refuses before any rule looks at it.

Fail-closed: a statement over a dimension, level, statistic, measure or population that is not declared, or whose
numbers contradict each other, does not leave.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from smartstart.disclosure import amounts, estimates
from smartstart.disclosure.candidates import CountCandidate, Evidence, RatioCandidate, Submission
from smartstart.disclosure.combinations import problem as combination_problem
from smartstart.disclosure.combined import OF_RATES, OF_SIZES
from smartstart.disclosure.judgement import Judgement
from smartstart.disclosure.predicates import Levels, canonical, problem_with, within
from smartstart.release.contents import Counted, ModelStatement, Predicate, Statistic, TableStatement
from smartstart.vocabulary.errors import SmartStartError

RULE_NAME = "modelled"
KIND = "niet te beoordelen"
OPERANDS = {Statistic.RATE: 2, Statistic.SHARE: 2, Statistic.OUTSIDE: 2, Statistic.RATIO: 4, Statistic.PER_DATE: 1}

Scope = tuple[str, bool, Predicate]


def unmodelled(submission: Submission, known: Levels) -> Iterator[Judgement]:
    """Return a judgement for each statement that cannot be judged.

    Raises:
        SmartStartError: two statements have one id; nothing can then be said of either.
    """
    _ids_differ(submission)
    by_id = {c.statement.id: c for c in submission.counts}
    reasons = (
        *_counts(submission, known),
        *_derived(submission, known),
        *((m.statement.id, estimates.problem(m, known)) for m in submission.models),
        *((a.statement.id, amounts.problem(a, by_id, known)) for a in submission.amounts),
    )
    return (Judgement(i, RULE_NAME, reason) for i, reason in reasons if reason)


def _counts(submission: Submission, known: Levels) -> Iterator[tuple[str, str]]:
    outside = next((p for p in (problem_with(q, known) for q in submission.extra_predicates) if p), "")
    contradicting = _contradicting(submission.counts, known)
    apart, unaudited = _apart(submission), _unaudited(submission)
    for count in submission.counts:
        reason = _count_problem(count, known) or outside
        if not reason and _scope(count, known) in contradicting:
            reason = "twee tellingen van dezelfde groep spreken elkaar tegen"
        if not reason and count.statement.population in apart:
            reason = "hoe deze onderzoeksgroep zich verhoudt tot de andere, is niet opgegeven"
        if not reason and (count.statement.population in unaudited or _undivided(submission, count, known)):
            reason = "deze groep is niet samen met de andere te controleren"
        if not reason and _disagrees(submission, count, known):
            reason = "de telling van deze groep klopt niet met die van de andere groepen"
        yield count.statement.id, reason


def _derived(submission: Submission, known: Levels) -> Iterator[tuple[str, str]]:
    """Yield for each number why it cannot be computed from what it names, or an empty text."""
    counts = {c.statement.id: c.statement for c in submission.counts}
    risks, effects = _measured(submission, "risk_per_1000"), _measured(submission, "design_effect")
    for ratio in submission.ratios:
        if ratio.statement.statistic is Statistic.EXPECTED:
            yield ratio.statement.id, _expected_problem(ratio.statement, counts, risks, known)
        elif ratio.statement.statistic in (*OF_RATES, *OF_SIZES):
            yield ratio.statement.id, combination_problem(ratio.statement, counts, effects, known)
        else:
            yield ratio.statement.id, _ratio_problem(ratio, counts, known)


def _measured(submission: Submission, measure: str) -> dict[str, ModelStatement]:
    return {m.statement.id: m.statement for m in submission.models if m.statement.measure == measure}


def _ids_differ(submission: Submission) -> None:
    asked = Counter(c.statement.id for c in submission.counts)
    asked.update(c.statement.id for c in submission.ratios)
    asked.update(c.statement.id for c in submission.models)
    asked.update(c.statement.id for c in submission.amounts)
    twice = sorted(i for i, times in asked.items() if times > 1)
    if twice:
        raise SmartStartError(
            "Twee uitspraken hebben dezelfde naam. Er is niets uitgegeven.",
            where=twice[0],
            mend="dit is een fout van Smart Start; meld hem met deze naam erbij",
        )


def _count_problem(count: CountCandidate, known: Levels) -> str:
    statement = count.statement
    if statement.statistic is not Statistic.COUNT or statement.counted is None:
        return "deze soort telling kent de poort niet"
    if statement.of:
        return "een telling kan niet uit andere uitspraken berekend zijn"
    return problem_with(statement.predicate, known) or estimates.evidence_problem(count.evidence)


def _expected_problem(
    statement: TableStatement,
    counts: Mapping[str, TableStatement],
    risks: Mapping[str, ModelStatement],
    known: Levels,
) -> str:
    """Return why an expected number cannot be judged: it is the size of a part at the risk of the whole group."""
    size, risk = (counts.get(statement.of[0]), risks.get(statement.of[1])) if len(statement.of) == 2 else (None, None)
    if size is None or risk is None or size.counted is not Counted.ROWS:
        return "het verwachte aantal verwijst niet naar een aantal en een risico waaruit het berekend wordt"
    if size.population != risk.population or problem_with(size.predicate, known) + problem_with(risk.predicate, known):
        return "het verwachte aantal rust op een aantal en een risico die niet bij elkaar horen"
    if not within(canonical(size.predicate, known), canonical(risk.predicate, known)):
        return "het verwachte aantal gaat over mensen buiten de groep waarvan het risico bekend is"
    return problem_with(statement.predicate, known)


def _ratio_problem(ratio: RatioCandidate, counts: Container[str], known: Levels) -> str:
    statement = ratio.statement
    needed = OPERANDS.get(statement.statistic)
    if needed is None:
        return "deze soort verhouding kent de poort niet"
    if len(statement.of) != needed or any(i not in counts for i in statement.of):
        return "de verhouding verwijst niet naar de tellingen waaruit hij berekend wordt"
    return problem_with(statement.predicate, known)


def _scope(count: CountCandidate, known: Levels) -> Scope:
    return (count.statement.population, count.half, canonical(count.statement.predicate, known))


def _contradicting(counts: Iterable[CountCandidate], known: Levels) -> set[Scope]:
    """Return the groups for which two candidates bring different evidence."""
    found: dict[Scope, set[Evidence]] = {}
    for count in counts:
        if not problem_with(count.statement.predicate, known):
            found.setdefault(_scope(count, known), set()).add(count.evidence)
    return {scope for scope, evidence in found.items() if len(evidence) > 1}


def _unaudited(submission: Submission) -> set[str]:
    """Return the populations that the joint audit cannot see: neither divided into atoms nor part of a nesting.

    The steps of a drop-off are populations of their own, each with one count; the rule on differences holds them.
    """
    divided = {table.population for table in submission.atoms}
    nested = {i for n in submission.nestings for i in (n.part, n.whole)}
    steps = {c.statement.population for c in submission.counts if c.statement.id in nested}
    return {c.statement.population for c in submission.counts} - divided - steps


def _undivided(submission: Submission, count: CountCandidate, known: Levels) -> bool:
    predicate, population = canonical(count.statement.predicate, known), count.statement.population
    return any(t.population == population and not t.knows(predicate) for t in submission.atoms)


def _disagrees(submission: Submission, count: CountCandidate, known: Levels) -> bool:
    """Return whether a count differs from the sum of its atoms: then the tables contradict each other."""
    predicate, population = canonical(count.statement.predicate, known), count.statement.population
    tables = (t for t in submission.atoms if t.population == population and t.knows(predicate))
    return any(
        (int(t.rows[atoms].sum()), int(t.events[atoms].sum())) != (count.evidence.rows, count.evidence.events)
        for t in tables
        for atoms in (t.members(predicate, half=count.half),)
    )


def _apart(submission: Submission) -> set[str]:
    """Return the populations of which it is not declared how they lie to the largest part of this release.

    Populations are tied by a declared nesting or partition, and a half is tied to everybody.
    """
    by_id = {c.statement.id: c for c in submission.counts}
    sizes = Counter(c.statement.population for c in submission.counts if not c.half)
    if not sizes:
        return set()
    main = min(sizes, key=lambda name: (-sizes[name], name))
    ties = [(n.part, n.whole) for n in submission.nestings]
    ties += [(part, p.whole) for p in submission.partitions for part in p.parts]
    pairs = [
        {by_id[one].statement.population, by_id[other].statement.population}
        for one, other in ties
        if one in by_id and other in by_id
    ]
    tied = {main, *(c.statement.population for c in submission.counts if c.half)}
    grown = True
    while grown:
        grown = False
        for pair in pairs:
            if not pair.isdisjoint(tied) and not pair <= tied:
                tied |= pair
                grown = True
    return set(sizes) - tied
