"""All settings, in one file; what differs between machines comes from environment variables.

Without any variable this is a development site on SQLite. With ``PRODUCTION=1`` the site refuses to
start until it has its own secret, its host names, its public address and its countersigning key;
docs/operating.md lists every variable.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from stage4site import logs

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name, default=""):
    return os.environ.get(name, default).strip()


def env_list(name):
    return [part.strip() for part in env(name).split(",") if part.strip()]


def env_flag(name, default=False):
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def own(name, development):
    """The variable's value; production refuses to start without one of its own."""
    value = env(name)
    if value or not PRODUCTION:
        return value or development
    raise ImproperlyConfigured(
        f"{name} is not set. In production the site starts only with a value of its own; "
        'see docs/operating.md, "Configuration".'
    )


PRODUCTION = env_flag("PRODUCTION")
DEBUG = env_flag("DEBUG", default=not PRODUCTION) and not PRODUCTION

SECRET_KEY = own("SECRET_KEY", "development-only-" + "x" * 48)
# Keys of the countersignature, newest first: the first signs, all of them are accepted for reading.
# They live outside the database, so that its owner cannot forge a reviewer (people/signatures.py).
COUNTERSIGN_KEYS = [
    key.strip() for key in own("COUNTERSIGN_KEYS", "development-only-" + "y" * 32).split(",") if key.strip()
]
# Keys of the addresses to which whoever asked a question wants word, newest first: the first encrypts, all are read.
REPLY_KEYS = [key.strip() for key in own("REPLY_KEYS", "development-only-" + "z" * 32).split(",") if key.strip()]
if PRODUCTION:
    secrets = {"SECRET_KEY": [SECRET_KEY], "COUNTERSIGN_KEYS": COUNTERSIGN_KEYS, "REPLY_KEYS": REPLY_KEYS}
    for name, values in secrets.items():
        if any(value.startswith("development-only") or len(value) < 32 for value in values):
            raise ImproperlyConfigured(f"{name} needs at least 32 random characters of its own.")

ALLOWED_HOSTS = [host.strip() for host in own("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")]
SITE_URL = own("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# Where readers report a mistake: printed on every page.
CONTACT_EMAIL = own("CONTACT_EMAIL", "mistakes@stage4.example")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "stage4site.apps.SiteConfig",
    "articles",
    "questions",
    "experts",
    "glossary",
    "urgent",
    "printouts",
    # After the glossary: videos beside a page, and what to read next, go by the terms that are marked.
    "videos",
    "search",
    "editions",
    "markup",
    "people",
    "stage4site.apps.Stage4AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "markdownx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "stage4site.logs.RequestLog",
    "stage4site.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "questions.askers.given_back.GivenBack",
    "editions.middleware.GuardsInPlace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "stage4site.urls"
WSGI_APPLICATION = "stage4site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "editions.context_processors.demonstration",
                "stage4site.context_processors.site",
                "urgent.context_processors.emergency",
            ],
        },
    },
]

# Database. SQLite: WAL, so that readers never wait for a writer, and immediate transactions, so that
# a transaction which will write holds the lock from its first statement on (no lost upgrades).
DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'stage4.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The throttling of sign-in lives in the cache, so processes share it in production. It is not in the
# database: what a cache gives back is unpickled, and whoever can write there could run code here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env("CACHE_DIR", str(BASE_DIR / "var" / "cache")),
    }
    if PRODUCTION
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Public pages, in the memory of each process: nobody else can put words there (editions/reading.py).
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
# The name of what is deployed, part of every ETag; without one, it is made from the files.
RELEASE = env("RELEASE")

# People. Accounts are made by an editor in chief; there is no public sign-up (people/adapter.py).
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "people.forms.ResetPasswordForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "home"
CSRF_FAILURE_VIEW = "stage4site.views.csrf_failure"
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the editor's script reads it

# Transport and headers.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env_flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", str(365 * 24 * 60 * 60)))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env_flag("BEHIND_TLS_PROXY"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
# The largest film that is taken (markup/receiving.py leaves out what is larger, and keeps the rest of the form).
FILM_MAX_BYTES = int(env("FILM_MAX_MB", "300")) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "markup.receiving.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000  # bytes of a form without its files
MARKDOWNX_MARKDOWNIFY_FUNCTION = "markup.render.preview"
MARKDOWNX_SERVER_CALL_LATENCY = 500
MARKDOWNX_EDITOR_RESIZABLE = False  # it stays beside its preview, and scrolls

# Jobs, such as making a PDF after a page went live: done at once, or in production by a worker (manage.py db_worker).
_JOBS = "django_tasks_db.DatabaseBackend" if PRODUCTION else "django_tasks.backends.immediate.ImmediateBackend"
TASKS = {"default": {"BACKEND": _JOBS}}

# Language and time. Moments are stored in UTC and shown in the site's own time zone.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", "Europe/London")

# Mail.
EMAIL_BACKEND = "django.core.mail.backends." + ("smtp" if env("EMAIL_HOST") else "console") + ".EmailBackend"
EMAIL_HOST = own("EMAIL_HOST", "")
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = own("EMAIL_FROM", "stage4@example.org")

# How often, in seconds, a serving process looks whether every guard stands; None never looks.
GUARDS_CHECKED_EVERY = int(env("GUARDS_CHECKED_EVERY", "30"))
WORDING_LISTS = env("WORDING_LISTS", "") or None

# Questions (questions/): what is promised, in working days; what is kept, in days; what may come.
QUESTIONS_FLAGGED_DAYS = int(env("QUESTIONS_FLAGGED_DAYS", "0"))  # 0: by the end of the same working day
QUESTIONS_LOOK_DAYS = int(env("QUESTIONS_LOOK_DAYS", "1"))
QUESTIONS_ANSWER_DAYS = int(env("QUESTIONS_ANSWER_DAYS", "5"))
QUESTIONS_FORM_HOURS = int(env("QUESTIONS_FORM_HOURS", "48"))  # how long the form may stand open before it is sent
QUESTIONS_CLAIM_MINUTES = int(env("QUESTIONS_CLAIM_MINUTES", "20"))
QUESTIONS_IN_QUEUE = int(env("QUESTIONS_IN_QUEUE", "100"))  # with so many waiting, the form closes itself
QUESTIONS_A_DAY = int(env("QUESTIONS_A_DAY", "3"))  # from one place; more are held for a moderator
QUESTIONS_KEEP_UNANSWERED = int(env("QUESTIONS_KEEP_UNANSWERED", "90"))  # declined, merged and spam, too
QUESTIONS_KEEP_ANSWERED = int(env("QUESTIONS_KEEP_ANSWERED", "365"))
QUESTIONS_KEEP_ORIGINAL = int(env("QUESTIONS_KEEP_ORIGINAL", "30"))  # after publication
QUESTIONS_KEEP_ADDRESS = int(env("QUESTIONS_KEEP_ADDRESS", "14"))  # after the last that happened to it

# A folder through which the site tells nginx that a page was withdrawn (editions/front_cache.py); none by default.
FRONT_CACHE_STATE = env("FRONT_CACHE_STATE")
BACKUP_DIR = Path(env("BACKUP_DIR", str(BASE_DIR / "var" / "backups")))

LOGGING = logs.configuration(PRODUCTION)
