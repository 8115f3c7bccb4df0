"""Forms of others that a unit fills from its case: the regional innovation index, the awards of the UN."""
