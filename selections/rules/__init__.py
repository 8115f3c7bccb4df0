"""What decides a selection: pure functions, so that whoever disputes a result can follow it."""
