"""What all replications come to, as everyone may see it."""
