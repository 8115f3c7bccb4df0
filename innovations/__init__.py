"""Cases of innovation: what was done, what came of it, what it takes to copy it."""
