"""What the first year of a case costs, and in which band that falls."""

COST_BANDS = (
    ("under_10m", 10_000_000),
    ("10m_100m", 100_000_000),
    ("100m_1b", 1_000_000_000),
    ("over_1b", None),
)
"""Code and upper limit in rupiah, the limit itself belonging to the next band; before them stands ``free``."""


def first_year_cost(setup_idr: int | None, yearly_idr: int | None) -> int | None:
    """Return what the first year costs; None where it is not known.

    The first year is what a unit that copies has to find: setting up and running
    together, or the one of them that is known. Zero needs both to be known: nothing to
    set up and an unknown cost to run may be anything.
    """
    if setup_idr is None and yearly_idr is None:
        return None
    total = (setup_idr or 0) + (yearly_idr or 0)
    return None if total == 0 and (setup_idr is None or yearly_idr is None) else total


def cost_band(setup_idr: int | None, yearly_idr: int | None) -> str | None:
    """Return the code of the band of what the first year costs; None where it is not known."""
    cost = first_year_cost(setup_idr, yearly_idr)
    if cost is None:
        return None
    return "free" if cost == 0 else next(code for code, limit in COST_BANDS if limit is None or cost < limit)
