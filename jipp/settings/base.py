"""What is the same everywhere. Safe defaults; switches come from the environment."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from jipp.settings import env
from jipp.settings.database import database
from jipp.settings.search import chosen, elasticsearch

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("JIPP_DATA_DIR", str(BASE_DIR / "var"))).resolve()

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000")

# The one switch for anything that is made up: demo accounts and example cases.
DEMO_ALLOWED = False

INSTALLED_APPS = [
    "jipp",
    "search",
    "replications",
    "selections",
    "innovations",
    "units",
    "common",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "rest_framework",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "jipp.site.language.ChosenLanguageMiddleware",
    "jipp.site.nul.WithoutNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jipp.site.private.PrivateAnswersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "units.middleware.AdminGate",
    "jipp.site.malformed.MalformedPostMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jipp.urls"
WSGI_APPLICATION = "jipp.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jipp.site.context.site",
            ],
        },
    },
]

DATABASES = {"default": database(env.text("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits are counted here, an entry for each address: a full cache would forget some.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# People -----------------------------------------------------------------
AUTH_USER_MODEL = "common.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "common.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/kelola/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
INVITATION_DAYS = env.number("INVITATION_DAYS", 14)
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
AXES_ENABLED = env.flag("LOGIN_THROTTLE", default=True)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# The form's name of it; by default axes looks for the user model's («email») and counts nothing.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "units.views.accounts.locked_out"
OTP_TOTP_ISSUER = "JIPP"
# Off in development alone, where the demo's moderator has no phone.
MODERATOR_SECOND_FACTOR = True
# Whether a proxy stands before the site and writes X-Forwarded-For and -Proto itself.
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
AXES_CLIENT_IP_CALLABLE = "common.client_address.client_address"
RATELIMIT_IP_META_KEY = "common.client_address.client_address"
RATELIMIT_ENABLE = env.flag("RATE_LIMITS", default=True)
# Neither cache counts exactly when two requests of one address meet; that needs no further service.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

# Language ---------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
# The second folder holds strings of Wagtail and other packages: `makemessages`
# would comment them out in the project's own catalogue.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "vendor"]
FORMAT_MODULE_PATH = ["common.formats"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

# Files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "jipp.site.stylesheet.StylesheetFinder",
]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/berkas/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "common.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DOCUMENT_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
REQUEST_MAX_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Search -----------------------------------------------------------------
SEARCH_ENGINE = chosen("SEARCH_ENGINE", env.text("SEARCH_ENGINE", "tantivy"), ("tantivy", "elasticsearch"))
SEARCH_INDEX_DIR = Path(env.text("SEARCH_INDEX_DIR", str(DATA_DIR / "index"))).resolve()
SEARCH_ELASTICSEARCH: dict[str, Any] = {}
if SEARCH_ENGINE == "elasticsearch":
    SEARCH_ELASTICSEARCH = elasticsearch(
        urls=env.words("SEARCH_ELASTICSEARCH_URLS"),
        user=env.text("SEARCH_ELASTICSEARCH_USER"),
        password=env.text("SEARCH_ELASTICSEARCH_PASSWORD"),
        api_key=env.text("SEARCH_ELASTICSEARCH_API_KEY"),
        ca=env.text("SEARCH_ELASTICSEARCH_CA"),
        prefix=env.text("SEARCH_ELASTICSEARCH_PREFIX", "jipp"),
        timeout=env.number("SEARCH_ELASTICSEARCH_TIMEOUT", 5),
    )
# "inline": the process that publishes also indexes; "worker": `search_index --watch` does.
SEARCH_INDEXER = env.text("SEARCH_INDEXER", "inline")
# The queries with known answers by which moderators try other weights.
SEARCH_JUDGED = BASE_DIR / "tests" / "relevance" / "judged.jsonl"
# Whether searches are counted, by day and without personal data (search/query_log.py).
SEARCH_LOG = env.flag("SEARCH_LOG", default=True)

# Tasks ------------------------------------------------------------------
# Each worker has an alias of its own: Wagtail's tasks run at once, on the default one.
AT_ONCE = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
IN_A_WORKER = {"BACKEND": "django_tasks_db.DatabaseBackend"}
TASKS = {"default": AT_ONCE, "search": IN_A_WORKER, "mail": AT_ONCE, "selections": AT_ONCE}

# Wagtail ----------------------------------------------------------------
WAGTAIL_SITE_NAME = "JIPP"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("id", _("Indonesian"))]
# Of western, central and eastern Indonesia.
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # the site has its own
WAGTAIL_FRONTEND_LOGIN_URL = "/masuk/"
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_USAGE_COUNT_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000  # milliseconds
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "common.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "common.Attachment"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_FORM_BASE = "common.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "common.uploads.AttachmentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "common.cms_search"}}
TAGGIT_CASE_INSENSITIVE = True

# Mail -------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "JIPP <jipp@localhost>")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10

# Security ---------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows its preview in a frame
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin carries inline scripts; it has its own policy (units.middleware).
    "EXCLUDE_URL_PREFIXES": ["/kelola/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A node that does not take a call is named once; the tracebacks of further tries say no more.
    "loggers": {"elastic_transport.transport": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
