"""Case records coming in: read, checked against the case record's rules, compared and written."""
