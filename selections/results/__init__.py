"""What a round comes to: published lists, objections, letters to units, statistics and the log."""
