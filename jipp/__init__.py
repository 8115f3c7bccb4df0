"""The site as a whole: settings, addresses, the public shell and operations."""
