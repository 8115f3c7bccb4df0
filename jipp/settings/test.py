"""Tests and benchmarks: quick hashes, mail in memory, no throttles."""

import tempfile
from pathlib import Path

from jipp.settings.base import *  # noqa: F403

SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
RATELIMIT_ENABLE = False
SEARCH_LOG = False
DATA_DIR = Path(tempfile.mkdtemp(prefix="jipp-test-"))
MEDIA_ROOT = DATA_DIR / "media"
SEARCH_ENGINE = "tantivy"
SEARCH_INDEX_DIR = DATA_DIR / "index"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # each test has a client of its own, which would list all files first
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
