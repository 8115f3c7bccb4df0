"""Rounds of the secretariat: preparing them, their rules, the page of one and what it waits for."""
