"""The administrative selection: what is checked of each entry, and what the secretariat says of it."""
