"""A laptop or the demo: nothing here is secret and nothing here is safe to expose."""

from jipp.settings import env
from jipp.settings.base import *  # noqa: F403

DEBUG = env.flag("DEBUG", default=True)
SECRET_KEY = "development-only"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("ALLOWED_HOSTS")]
DEMO_ALLOWED = True
MODERATOR_SECOND_FACTOR = env.flag("MODERATOR_SECOND_FACTOR", default=False)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"  # noqa: F405
# The demo serves with DEBUG off and without a collectstatic step.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
