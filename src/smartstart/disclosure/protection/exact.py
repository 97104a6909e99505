"""The least cost, proven: choose, ask what an outsider still knows, add what that shows to be needed, choose again.

Every set that is added holds for every safe choice, so the cheapest choice that meets all sets never costs more than
the cheapest safe one; as soon as it is safe itself, it is the cheapest (Fischetti and Salazar 2000).
"""

from smartstart.disclosure.protection.covering import Covering
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.examining import Examiner
from smartstart.disclosure.protection.mending import mended
from smartstart.disclosure.protection.pattern import Pattern
from smartstart.disclosure.protection.relations import Net
from smartstart.disclosure.protection.thinning import thinned


def searched(net: Net, effort: Effort) -> Pattern:
    """Return a safe choice: the cheapest where that can be proven within the effort, else one that was mended.

    Raises:
        GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
    """
    examiner, withheld, bound = Examiner(net, effort), net.withheld.copy(), 0.0
    covering, unproven, own = Covering(net.cost, effort.exact, effort.nodes), 0, float(net.cost[net.withheld].sum())
    for _ in range(effort.rounds):
        needs = examiner.lacking(withheld)
        if not needs and not unproven:
            return Pattern(withheld, True, own + bound)
        if not needs or unproven > effort.guided:
            break
        covering.add([need.statements for need in needs])
        choice = covering.cheapest()
        withheld = net.withheld.copy()
        withheld[choice.chosen] = True
        bound = max(bound, choice.bound)
        unproven = 0 if choice.proven else unproven + 1
    safe = mended(net, examiner, withheld, effort)
    return Pattern(thinned(net, safe, ~withheld, effort), False, own + bound)
