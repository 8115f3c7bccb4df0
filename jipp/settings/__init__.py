"""Settings by surroundings: ``development`` (default), ``test`` and ``production``.

``docs/configuration.md`` lists every environment variable that they read.
"""
