"""Settings come from the environment only; a wrong value stops the start with one clear line.

Every name is described in `docs/running/settings.md`. Any variable may also be given as `NAME_FILE`,
the path of a file that holds the value, so that secrets can stay out of the environment.
"""

import os
import sys
from importlib.metadata import version
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kwis.config.environment import base_url, env, log_level, secret_key, smtp_options
from kwis.config.postgres import database_url

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.str("KWIS_VAR", str(BASE_DIR / "var")))
VERSION = version("kwis")
TESTING = "pytest" in sys.modules

DEBUG = False
DEMO = env.bool("KWIS_DEMO", False)
SECRET_KEY = secret_key(VAR_DIR)
BASE_URL = base_url(f"http://localhost:{env.int('PORT', 8000)}")
ALLOWED_HOSTS = env.list("KWIS_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "procrastinate.contrib.django",
    "kwis.core",
    "kwis.ui",
    "kwis.accounts",
    "kwis.people",
    "kwis.catalogue",
    "kwis.agreements",
    "kwis.knowledge",
    "kwis.desk",
    "kwis.dispatch",
    "kwis.surveys",
    "kwis.channels",
    "kwis.insight",
    "kwis.automation",
    "kwis.api",
    "kwis.demo",
    # below our rooms, so that our templates and words go before theirs
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "kwis.config.first_run",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kwis.ui.security.SecurityHeaders",
    "kwis.ui.security.NoNulls",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kwis.ui.pulse.PulseFirst",
    "kwis.config.first_run.gate.SetUpFirst",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kwis.ui.fragments.ToastsWithFragments",
    "allauth.account.middleware.AccountMiddleware",
]

# a form field is drawn by our own templates
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "kwis.config.urls"
WSGI_APPLICATION = "kwis.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kwis.ui.context.ui",
            ],
        },
    }
]

_ADDRESS = dj_database_url.parse(database_url(), conn_max_age=env.int("KWIS_DATABASE_CONN_MAX_AGE", 600))
DATABASES = {
    "default": {
        **_ADDRESS,
        "CONN_HEALTH_CHECKS": True,
        # what stands after the question mark of the address, as sslmode=verify-full, counts too; and a statement
        # that comes back is planned once per connection (docs/decisions/0018)
        "OPTIONS": {**_ADDRESS.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 3},
        "TEST": {"NAME": "test_kwis" + os.environ.get("KWIS_TEST_SUFFIX", "")},
    }
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database (postgresql://…)")
DATABASES["default"]["ENGINE"] = "kwis.config.steady_postgresql"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

# Jobs: every room's jobs.py is read at start
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Log-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kwis.accounts.backends.SignedInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_name", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    # tests make hundreds of log-ins; a slow hash would be all they wait for
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kwis.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "kwis.accounts.log_in_forms.LogInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets a letter because a stranger typed their address
ACCOUNT_RATE_LIMITS = {
    # a name comes first: guessing at one of them takes nothing from others at the same address, often a whole office
    "login_failed": "5/5m/key,30/m/ip",
    "login": "300/m/ip",
    "reset_password": "3/10m/key,20/m/ip",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_TOTP_ISSUER = "Kwis"
# addresses come from an administrator or a directory, nobody signs up with one of somebody else
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_ENGINE = "kwis.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # kwis.ui.security sends X-Frame-Options
    "security.W004",  # without HTTPS (a demo, a test) there is no HSTS
    "security.W005",  # other names under the organisation's domain are not ours to bind
    "security.W008",  # the proxy that holds the certificate sends people to HTTPS
    "security.W021",
]
if env.bool("KWIS_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # tries are counted by where people are; the proxy writes that last, what stands before it anybody can write
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Languages: Dutch first
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = env.str("KWIS_TIME_ZONE", "Europe/Amsterdam")
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "src" / "kwis" / "config" / "locale"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
MAX_FILE_BYTES = env.int("KWIS_MAX_FILE_BYTES", 25 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Letters out: SMTP by KWIS_SMTP_URL; without it the demo keeps them in its outbox
MAIL_FROM = env.str("KWIS_MAIL_FROM", "kwis@localhost")
# Mail in: whose Authentication-Results are believed
MAIL_TRUSTED_SERVERS: list[str] = env.list("KWIS_MAIL_TRUSTED_SERVERS", [])
SMTP_URL = env.str("KWIS_SMTP_URL", "")
SMTP = smtp_options(SMTP_URL)
EMAIL_BACKEND = "kwis.channels.delivering.backend.DeliveryBackend"
DEFAULT_FROM_EMAIL = MAIL_FROM

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"unknown_host": {"()": "kwis.config.unknown_host.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": log_level("WARNING")},
    "loggers": {
        "kwis": {"level": log_level("INFO")},
        "django.request": {"level": "ERROR"},  # a page that is not found is no news
        "django.security.DisallowedHost": {"filters": ["unknown_host"]},
    },
}
