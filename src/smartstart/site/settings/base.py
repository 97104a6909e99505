"""What every room shares: security, language, templates, accounts."""

from pathlib import Path

from smartstart.site.logs.form import set_up
from smartstart.site.settings.environment import HOME, PRODUCTION, database, env, flag, secret
from smartstart.web.look.headers import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY

DEBUG = False
SECRET_KEY = secret()
ALLOWED_HOSTS = env.list("SMARTSTART_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("SMARTSTART_ORIGINS", default=[])
DATABASES = {"default": database()}
LOGGING = set_up(env.str("SMARTSTART_LOG", default="json" if PRODUCTION else "text"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SHARED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "smartstart.web.look",  # before two_factor: its templates take the place of those
    "two_factor",
    "smartstart.web.accounts",
    "smartstart.web.audit",
    "smartstart.web.references",
    "smartstart.web.people",
    "smartstart.web.privacy",
]

MIDDLEWARE = [
    "smartstart.site.logs.requests.RequestLineMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "smartstart.web.look.headers.PermissionsPolicyMiddleware",
    "smartstart.web.accounts.middleware.SessionKeyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "smartstart.web.accounts.middleware.ViewerMiddleware",
    "smartstart.web.accounts.middleware.AddressMiddleware",
    "smartstart.web.accounts.middleware.DoorMiddleware",
    "smartstart.web.audit.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartstart.site.navigation.page",
            ],
        },
    }
]
FORM_RENDERER = "smartstart.web.look.forms.HouseRenderer"

AUTH_USER_MODEL = "web_accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "two_factor:login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "start"
# A second step at login is a duty for a workplace that others can reach (BIO2 5.17.01).
SMARTSTART_SECOND_STEP = flag("SMARTSTART_SECOND_STEP", default=PRODUCTION)
TWO_FACTOR_REMEMBER_COOKIE_AGE = None

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "look/lockout.html"
AXES_VERBOSE = False
# What axes keeps of a failed login: the fields of our login form are secrets too.
AXES_PASSWORD_FORM_FIELD = "auth-password"  # noqa: S105 - the name of a field
AXES_SENSITIVE_PARAMETERS = ["auth-username", "token-otp_token", "backup-otp_token", "csrfmiddlewaretoken"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("SMARTSTART_STATIC", default=str(HOME / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is kept outside the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "smartstart"
CSRF_USE_SESSIONS = True  # so that a browser gets one cookie and no other
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # asked from within, without TLS
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION  # unused while the token is in the session; asked for by the deployment check
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SMARTSTART_BEHIND_PROXY = flag("SMARTSTART_BEHIND_PROXY", default=False)
if SMARTSTART_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024  # uploads stay in memory: none touches the disk before it is judged
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
