"""Pages of copies: showing interest, and the way of a replication."""
