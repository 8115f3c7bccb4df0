"""A public server. Refuses to start half configured, and says what is missing."""

from jipp.settings import env
from jipp.settings.base import *  # noqa: F403
from jipp.settings.safety import refuse_unsafe

DEBUG = env.flag("DEBUG", default=False)
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None  # noqa: F405
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 60 * 60 * 24 * 30)
# Several processes count rate limits together only in a cache that they share.
CACHES = {
    "default": {
        **CACHES["default"],  # noqa: F405
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
# No request waits for the mail server: how long an answer takes would tell who has an account.
# Nor for the check of a round's entries or the freeze of its list: there are thousands of them.
TASKS = {**TASKS, "mail": IN_A_WORKER, "selections": IN_A_WORKER}  # noqa: F405
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

refuse_unsafe(secret_key=SECRET_KEY, debug=DEBUG, allowed_hosts=ALLOWED_HOSTS)  # noqa: F405
