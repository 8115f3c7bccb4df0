"""Finding cases: language, index, engines, the search page and its API."""
