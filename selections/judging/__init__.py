"""Who scores what: seats, the assignment, blind entries, score sheets, and the standings that these come to."""
