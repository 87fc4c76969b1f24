"""Every setting of factcheck, in one file; docs/operations.md lists what one may change.

With nothing set, the site runs on SQLite at http://127.0.0.1:8000 and writes below `var/` only.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


# --- The environment: each helper refuses a bad value with one sentence ---------------------------
# An empty variable counts as unset, since that is how shells and unit files spell "nothing".


def env_str(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool) -> bool:
    value = env_str(name, str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_str(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} up, not {value!r}.")
    return int(value)


def env_choice(name: str, default: str, allowed: set[str]) -> str:
    value = env_str(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {sorted(allowed)}, not {value!r}.")
    return value


def env_path(name: str, default: Path) -> Path:
    path = Path(env_str(name, str(default))).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path, not {str(path)!r}.")
    return path


def env_origin(name: str, default: str) -> str:
    """A scheme, a host and perhaps a port: `https://checks.example.org`."""
    value = env_str(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, a bracket left open
        host, port = None, None
    else:
        if value != f"{parts.scheme}://{parts.netloc}" or parts.username is not None:
            host = None
    if not host or port == 0 or not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"{name} must be like https://checks.example.org, without a path, not {value!r}."
        )
    return value


def stored_secret(path: Path) -> str:
    """Read the secret in `path`, making it first where there is none.

    Several processes may start at once. Each writes a file of its own and links it into place:
    one link succeeds, the others read the winner's, and nobody ever sees a half-written file.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(50) + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    secret = path.read_text().strip()
    if len(secret) < 50:
        raise ImproperlyConfigured(f"{path} is damaged; remove it, and a new key will be made.")
    return secret


# --- Where things are, and who may reach them -----------------------------------------------------

# All that is written at run time: database, uploads, collected static files, mail, the secret key.
VAR = env_path("FACTCHECK_VAR", BASE_DIR / "var")
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = env_str("SECRET_KEY", "") or stored_secret(VAR / "secret-key")

PORT = env_int("PORT", 8000, least=1)
PUBLIC_URL = env_origin("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
IS_LOCAL = PUBLIC_HOST in {"127.0.0.1", "localhost", "::1"}
IS_SECURE = PUBLIC_URL.startswith("https://")

# Whose checks these are, as readers and machines are told.
NEWSROOM_NAME = env_str("NEWSROOM_NAME", "factcheck")

DEBUG = env_bool("DEBUG", False)
if DEBUG and not IS_LOCAL:
    raise ImproperlyConfigured("DEBUG shows secrets to visitors: use it with a local PUBLIC_URL.")

# Local names too, for whatever asks /healthz from beside the server. No address that the site gives
# is made of the name it was asked by: they all begin with PUBLIC_URL.
ALLOWED_HOSTS = LOCAL_HOSTS if IS_LOCAL else [PUBLIC_HOST, *LOCAL_HOSTS]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# How many proxies of ours stand in front. Only then are their X-Forwarded-* headers believed;
# anybody else could write them to pass for another address, or for a secure connection.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The application ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "factcheck",  # first, so that its templates and commands win
    "factcheck.admin.config.WorkplaceConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # so that our widgets' templates are found
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.api.door.APIDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.views.language.by_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.views.privacy.private_when_signed_in",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factcheck.views.public.removed.TellRemovals",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

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
                "django.template.context_processors.i18n",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- The database: docs/decisions/database.md -----------------------------------------------------

DATABASE_URL = env_str("DATABASE_URL", "")
_database: dict[str, Any]
if not DATABASE_URL:
    _database = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "db.sqlite3"}
elif urlsplit(DATABASE_URL).scheme in {"sqlite", "postgres", "postgresql"}:
    _database = dict(dj_database_url.parse(DATABASE_URL))
else:
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with sqlite:/// or postgresql://, such as "
        "postgresql://factcheck:password@localhost/factcheck."
    )
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        # A transaction takes the write lock when it begins. One that read first and wanted to write
        # later could only fail with "database is locked"; with this it waits its turn, up to 20 s.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Readers and the one writer don't block each other (WAL); a power cut may lose the last
        # commits, never the database (NORMAL); the rest is memory for speed.
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-64000;"
            "PRAGMA mmap_size=268435456;"
            "PRAGMA temp_store=MEMORY;"
            "PRAGMA journal_size_limit=67108864;"
        ),
    }
    # Tests use a file as well: a database in memory would not be shared between threads and
    # processes in the way that the site shares it.
    _database["TEST"] = {"NAME": VAR / "test.sqlite3"}
else:
    # More connections than the four threads of a server process, so that none ever waits for one.
    _database["OPTIONS"] = _database.get("OPTIONS", {}) | {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10}
    }
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# No ATOMIC_REQUESTS: with IMMEDIATE transactions each page view would queue for the write lock.
# The actions open their own transactions.

# The counters that slow down password guessing live here, so it is one cache for all processes. The
# default of 300 entries would throw them away under load, and guessing would start anew.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "factcheck_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # How many words each revision changed: small, never out of date, and quickest in the process.
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Pictures of claims for other sites, some 15 kB each, under names that change with the picture.
    "cards": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "cards",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
    # Pages as visitors get them, compressed, some 10 kB each. Each is kept with what it shows, and
    # compared with what there is to show, so it is never out of date.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# --- Work that can wait: docs/decisions/queue.md --------------------------------------------------

# In the database beside the record: a task stands exactly where the act that asked for it stands.
# `manage.py work` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- History: docs/decisions/simple-history.md ----------------------------------------------------

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason may be a long sentence
SIMPLE_HISTORY_DATE_INDEX = False  # the models bring the one index that "as it stood" needs
SIMPLE_HISTORY_REVERT_DISABLED = True  # restoring is a new, reviewed act, never a silent overwrite
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True
SIMPLE_HISTORY_EDIT = False  # history is append-only

# --- People: docs/decisions/accounts.md -----------------------------------------------------------

AUTH_USER_MODEL = "factcheck.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "factcheck.views.errors.csrf_failure"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "factcheck.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "factcheck.forms.accounts.LoginForm",
    "reset_password": "factcheck.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "factcheck.forms.accounts.ResetPasswordKeyForm",
    "change_password": "factcheck.forms.accounts.ChangePasswordForm",
}
# allauth's own would keep each address a second time, in a table of its own.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Whoever asks for a link in vain gets no letter: it would offer to make an account.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators invite people; there is nobody to verify
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_SESSION_REMEMBER = True
# Counted per client address (ip) and per account (key, user), kept in the cache above.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    # Readers' reports: of one address; of one address, where nothing shows that a person sent them;
    # and of all together, beyond which they are held apart.
    "report": "5/10m/ip",
    "report_held": "2/10m/ip",
    "report_all": "30/10m/key",
}

# --- Mail -----------------------------------------------------------------------------------------

EMAIL_HOST = env_str("EMAIL_HOST", "")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    _security = env_choice("EMAIL_SECURITY", "starttls", {"starttls", "tls", "none"})
    EMAIL_USE_TLS = _security == "starttls"
    EMAIL_USE_SSL = _security == "tls"
    EMAIL_PORT = env_int("EMAIL_PORT", {"starttls": 587, "tls": 465, "none": 25}[_security])
    EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", "")
    EMAIL_TIMEOUT = 10
else:
    # Without a mail server, letters are files that whoever runs the site can read.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env_str("EMAIL_FROM", f"factcheck@{PUBLIC_HOST}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The outside world: docs/decisions/fetching.md ------------------------------------------------

VERSION = "0.1.0"  # that of pyproject.toml

# One switch for everything that this site ever fetches; texts can always be pasted.
FETCHING = env_bool("FETCHING", True)
# … and one for what it fetches by itself: copies of sources, and looks whether they changed.
WATCHING = env_bool("WATCHING", True)
FETCH_USER_AGENT = f"factcheck/{VERSION} (+{PUBLIC_URL})"
# Whoever may type an address could otherwise read what stands behind the newsroom's firewall.
FETCH_ALLOW_PRIVATE = env_bool("FETCH_ALLOW_PRIVATE", False)
if FETCH_ALLOW_PRIVATE and not IS_LOCAL:
    raise ImproperlyConfigured(
        "FETCH_ALLOW_PRIVATE opens the inner network: use it with a local PUBLIC_URL."
    )

# --- Languages and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]  # each in its own language
LOCALE_PATHS = [BASE_DIR / "factcheck" / "locale"]
USE_TZ = True
TIME_ZONE = env_str("TIME_ZONE", "UTC")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE must be a name like Asia/Jakarta, not {TIME_ZONE!r}.")

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Copies of other people's documents: for colleagues alone, so not where media are served from.
    "inside": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "inside", "base_url": None},
    },
    # Names that change with the content: browsers may keep a file for ever.
    "staticfiles": {"BACKEND": "factcheck.static_files.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
# Of a file that is added as a source; the larger, the more memory each upload takes.
UPLOAD_MAX_MB = env_int("UPLOAD_MAX_MB", 25, least=1)
# A long article has 100 kB, a form with many claims a few thousand fields; far more is an attack.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- What browsers may do -------------------------------------------------------------------------

# Nothing but our own files, and no exception for anything inline: a script that somebody managed to
# write into a page does not run, in the admin neither.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": IS_SECURE,
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"  # a source need not learn that its page is being checked

SECURE_SSL_REDIRECT = IS_SECURE
SECURE_SSL_HOST = urlsplit(PUBLIC_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from beside the server, without TLS
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 30 * 24 * 3600) if IS_SECURE else 0
SESSION_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_SECURE = IS_SECURE
SILENCED_SYSTEM_CHECKS = [
    # HSTS for subdomains and preloading bind the newsroom's other sites, which aren't ours to bind.
    "security.W005",
    "security.W021",
]

# --- Logs: warnings and errors, as plain lines on stderr, for whatever collects them --------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would print each line twice, or mail it to nobody.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page not found is no news
        # Of the queue, errors: that a worker was told to stop is no news.
        "django_tasks_db": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},  # scanners
    },
}
