"""From what is asked to a case that rules can look at: statements with their canonical cells, and what left before."""

from collections.abc import Sequence

from smartstart.disclosure import remembered_amounts
from smartstart.disclosure.candidates import CountCandidate, Submission
from smartstart.disclosure.judgement import Candidate, Case, CellKey
from smartstart.disclosure.ledger import Memory
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.predicates import Levels, canonical, levels_of, problem_with
from smartstart.disclosure.remembered_estimates import estimates
from smartstart.release.contents import Counted, Dimension, TableStatement


def case_of(
    submission: Submission, policy: Policy, dimensions: Sequence[Dimension], memory: Memory, refused: set[str]
) -> Case:
    """Return the case of a submission.

    Args:
        refused: ids of statements that cannot be modelled.
    """
    known = levels_of(dimensions)
    counts = sorted(
        (Candidate(cell_key(c, known), c) for c in submission.counts if c.statement.id not in refused),
        key=lambda c: c.id,
    )
    evidence = {
        (g.population, False, canonical(g.predicate, known)): g.evidence
        for g in submission.known
        if not problem_with(g.predicate, known)
    }
    evidence |= {(c.key.population, c.key.half, c.key.predicate): c.evidence for c in counts}
    recounted = [d for d in submission.differences if not problem_with(d.part, known) + problem_with(d.whole, known)]
    modelled_amounts = sorted(
        (a for a in submission.amounts if a.statement.id not in refused), key=lambda a: a.statement.id
    )
    return Case(
        submission=submission,
        policy=policy,
        dimensions={d.name: d for d in dimensions},
        counts=tuple(counts),
        models=tuple(
            sorted((m for m in submission.models if m.statement.id not in refused), key=lambda m: m.statement.id)
        ),
        amounts=tuple(modelled_amounts),
        earlier=memory.counts,
        earlier_amounts=remembered_amounts.populations(memory.models),
        same_amounts=remembered_amounts.shown_just_so(modelled_amounts, memory.models),
        scopes=memory.scopes,
        earlier_dimensions=memory.dimensions,
        earlier_estimates=tuple(estimates(memory.models.values(), known)),
        withheld=set(refused),
        evidence=evidence,
        differences={(canonical(d.part, known), canonical(d.whole, known)): d for d in recounted},
    )


def cell_key(count: CountCandidate, known: Levels) -> CellKey:
    """Return which cell a count is; its predicate is over declared categories."""
    statement = count.statement
    return CellKey(
        room=statement.room,
        unit=statement.unit,
        population=statement.population,
        period=statement.period,
        predicate=canonical(statement.predicate, known),
        counted=statement.counted or Counted.ROWS,
        half=count.half,
    )


def placeholder(statement: TableStatement) -> CellKey:
    """A key for a statement that could not be modelled; it is withheld, so nothing rests on it."""
    where = (statement.room, statement.unit, statement.population, statement.period)
    return CellKey(*where, statement.predicate, statement.counted or Counted.ROWS)
