"""The least cost, proven: choose, ask what an outsider still knows, add what that shows to be needed, choose again.

Every set that is added holds for every safe choice, so the cheapest choice that meets all sets never costs more than
the cheapest safe one; as soon as it is safe itself, it is the cheapest (Fischetti and Salazar 2000).
"""

from smartstart.disclosure.protection.covering import Covering
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.examining import Examiner
from smartstart.disclosure.protection.heuristic import grown, thinned
from smartstart.disclosure.protection.pattern import Pattern
from smartstart.disclosure.protection.relations import Net


def searched(net: Net, effort: Effort) -> Pattern:
    """Return a safe choice: the cheapest where that can be proven within the effort, else one that was added to.

    Raises:
        GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
    """
    examiner, withheld, bound, proven = Examiner(net, effort), net.withheld.copy(), 0.0, True
    covering = Covering(net.cost, effort.exact, effort.nodes)
    for _ in range(effort.rounds):
        sets = examiner.lacking(withheld)
        if not sets:
            break
        covering.add(sets)
        choice = covering.cheapest()
        withheld = net.withheld.copy()
        withheld[choice.chosen] = True
        bound, proven = max(bound, choice.bound), choice.proven
    else:
        proven = False
    own = float(net.cost[net.withheld].sum())
    if proven:
        return Pattern(withheld, True, own + bound)
    return Pattern(thinned(net, examiner, grown(net, examiner, withheld)), False, own + bound)
