"""At least so many persons in a group of which anything is counted.

Argument: in a small group the members, or those who know them, recognise each other, and whatever is said of the
group is said of them. Rows do not protect: one child at five reference dates is five rows and one person, so
distinct persons are counted. An empty group is a small group: "nobody" is a statement about everybody who could
have been in it.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each count whose group has too few distinct persons."""
    least = case.policy.persons.value
    for candidate in case.counts:
        if candidate.evidence.persons < least:
            yield Judgement(candidate.id, RULE.name, f"minder dan {least} verschillende personen in de groep")


RULE = Rule("persons", "te weinig personen", judge)
