"""The cheapest way to give each entry its evaluators, as a flow of least cost.

The one file that knows the solver, OR-Tools. It is loaded when it is asked: only the job that
assigns needs its memory.
"""

import numpy as np
from numpy.typing import NDArray

from selections.rules.reviews import Indexes

Costs = NDArray[np.int64]
Flags = NDArray[np.bool_]


def cheapest(costs: Costs, allowed: Flags, needs: Indexes, loads: Indexes) -> Flags:
    """Return who is given what; all matrices have a row an entry and a column an evaluator.

    ``needs`` is how many evaluators each entry gets, ``loads`` what each evaluator already has.
    Loads become as even as what is allowed lets them (the sum of their squares is least), and
    among all ways to do so the costs are least. Every entry must have as many allowed as it needs.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    rows, columns = costs.shape
    entry, evaluator = np.nonzero(allowed)
    # An evaluator's next entry costs more than the one before, by more than costs can differ when
    # entries pass once round all evaluators: no preference is worth an uneven load.
    unevenness = 2 * columns * (int(costs.max(initial=0) - costs.min(initial=0)) + 1)
    most = allowed.sum(axis=0)
    taker = np.repeat(np.arange(columns), most)
    nth = np.arange(len(taker)) - np.repeat(np.cumsum(most) - most, most) + loads[taker]
    sink = rows + columns

    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        entry, rows + evaluator, np.ones_like(entry), costs[entry, evaluator]
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        rows + taker, np.full_like(taker, sink), np.ones_like(taker), nth * unevenness
    )
    supplies = np.concatenate([needs, np.zeros(columns, dtype=np.intp), [-needs.sum()]])
    solver.set_nodes_supplies(np.arange(sink + 1), supplies)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ValueError(f"The flow is {status.name}: an entry has fewer evaluators allowed than it needs")
    given = np.zeros_like(allowed)
    given[entry, evaluator] = np.asarray(solver.flows(np.asarray(arcs))) > 0
    return given
