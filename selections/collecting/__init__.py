"""Collections of cases: one's own, or shared with the members of one's unit."""
