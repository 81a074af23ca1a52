"""Django's settings. What differs between machines comes from the environment (docs/reference/settings.md)."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_noop

from madoguchi.config import environment
from madoguchi.config.desk_places import DESK_PLACES as DESK_PLACES
from madoguchi.gateways import logs

ROOT = environment.ROOT
DATA = environment.folder("MADOGUCHI_DATA", ROOT / "data")
CATALOG = environment.folder("MADOGUCHI_CATALOG", ROOT / "catalog")
WARD = environment.text("MADOGUCHI_WARD", "setagaya")
WARD_NAME = environment.text("MADOGUCHI_WARD_NAME", gettext_noop("世田谷区"))
WARD_NAME_EN = environment.text("MADOGUCHI_WARD_NAME_EN", "Setagaya City")
DEMO = environment.flag("MADOGUCHI_DEMO", default=False)
DEBUG = environment.flag("MADOGUCHI_DEBUG", default=False)

SECRET_KEY = environment.secret_key(DATA)
SECRET_KEY_FALLBACKS = [key for key in environment.text("MADOGUCHI_OLD_SECRET_KEYS").split(",") if key]
ALLOWED_HOSTS = environment.text("MADOGUCHI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PUBLIC_ADDRESS = environment.text("MADOGUCHI_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
BEHIND_TLS = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "madoguchi.config",
    "madoguchi.insight",
    "madoguchi.assistant",
    "madoguchi.authoring",
    "madoguchi.procedures",
    "madoguchi.handover",
    "madoguchi.cases",
    "madoguchi.payments",
    "madoguchi.cabinet",
    "madoguchi.notices",
    "madoguchi.accounts",
    "madoguchi.registers",
    "madoguchi.publications",
    "madoguchi.journal",
    "madoguchi.ui",
    "madoguchi.gateways",
    # Below our own, so that our pages stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]

MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "madoguchi.ui.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "madoguchi.ui.middleware.language_of_the_reader",
    "madoguchi.accounts.web.api_door.api_door",
    # Before whatever reads a session or a form: what no browser sends must not reach them.
    "madoguchi.ui.middleware.refusals_as_pages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "madoguchi.accounts.web.devices.last_used",
    "allauth.account.middleware.AccountMiddleware",
    "madoguchi.procedures.web.leaving.forgets_drafts",
]

ROOT_URLCONF = "madoguchi.config.urls"
WSGI_APPLICATION = "madoguchi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "madoguchi.ui.context.site",
            ],
            "builtins": ["madoguchi.ui.templatetags.components"],
        },
    },
]

DATABASES = {"default": environment.database(environment.text("MADOGUCHI_DATABASE_URL"), DATA)}
# Only counters of wrong guesses live here (ui.limits, allauth): in the database, all processes and nodes count as one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# やさしい日本語 is a language of its own here: its texts are written and approved, not filtered from Japanese.
LANG_INFO["ja-easy"] = {"bidi": False, "code": "ja-easy", "name": "Easy Japanese", "name_local": "やさしい日本語"}
LANGUAGE_CODE = "ja"
LANGUAGES = [
    ("ja", "日本語"),
    ("ja-easy", "やさしい日本語"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ko", "한국어"),
]
LOCALE_PATHS = [ROOT / "madoguchi" / "ui" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS: list[tuple[str, Path]] = [
    ("tokens", ROOT / "node_modules" / "@digital-go-jp" / "design-tokens" / "dist"),
    ("fonts/biz-udpgothic", ROOT / "node_modules" / "@fontsource" / "biz-udpgothic"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "madoguchi.ui.storage.HashedStaticFiles"},
}

SESSION_COOKIE_NAME = "madoguchi-session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "madoguchi.ui.web.failures.stale_page"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # these headers are sent by ui.middleware.security_headers, with the Content Security Policy
    "security.W002",
]

# A page of answers is small; documents are streamed to disk and judged by `cabinet`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
LARGEST_REQUEST = 55_000_000  # five documents of 10 MB at once, the most a question takes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600

# The API: requests a minute from one address without a key, and pages of other origins that may call it (none).
API_RATE = int(environment.text("MADOGUCHI_API_RATE", "120"))
API_ORIGINS = [origin for origin in environment.text("MADOGUCHI_API_ORIGINS").split(",") if origin]
API_LARGEST_DOCUMENT = 10_000_000
# From these days on v1 says in every answer that it is deprecated, and when it ends.
API_V1_DEPRECATED, API_V1_ENDS = environment.ending("MADOGUCHI_API_V1_DEPRECATED", "MADOGUCHI_API_V1_ENDS")

# Published figures are never about fewer applications than this.
SMALLEST_GROUP = max(4, int(environment.text("MADOGUCHI_SMALLEST_GROUP", "5")))

# Conversations with the assistant are deleted so many days after their last word.
CHAT_DAYS = max(1, int(environment.text("MADOGUCHI_CHAT_DAYS", "30")))
# How to reach a resident whose question an officer answered is deleted so many days after its end.
CONTACT_DAYS = max(1, int(environment.text("MADOGUCHI_CONTACT_DAYS", "7")))
# A language model behind an OpenAI-compatible address that may reword what is quoted; none where no address is set.
MODEL_URL = environment.text("MADOGUCHI_MODEL_URL")
MODEL_NAME = environment.text("MADOGUCHI_MODEL_NAME", "default")
MODEL_KEY = environment.text("MADOGUCHI_MODEL_KEY")
MODEL_SECONDS = min(15.0, float(environment.text("MADOGUCHI_MODEL_SECONDS", "6")))

RECEIPT_KEY = environment.text("MADOGUCHI_RECEIPT_KEY")
OLD_RECEIPT_KEYS = [line.strip() for line in environment.text("MADOGUCHI_OLD_RECEIPT_KEYS").split(",") if line.strip()]
REGISTER_KEY = environment.text("MADOGUCHI_REGISTER_KEY")

# Files for the core systems and their receipts; hosts to which short messages may go inside a closed network.
HANDOVER_OUT = environment.folder("MADOGUCHI_HANDOVER_OUT", DATA / "handover" / "out")
HANDOVER_IN = environment.folder("MADOGUCHI_HANDOVER_IN", DATA / "handover" / "in")
WEBHOOK_HOSTS = [host for host in environment.text("MADOGUCHI_WEBHOOK_HOSTS").split(",") if host]

MAIL_SERVER = environment.text("MADOGUCHI_MAIL_SERVER")
MAIL_FROM = environment.text("MADOGUCHI_MAIL_FROM", "noreply@madoguchi.example")
DEFAULT_FROM_EMAIL = MAIL_FROM
EMAIL_BACKEND = "madoguchi.gateways.mail.OutboxBackend"

# Log-in (django-allauth): residents by mailed code or passkey, officers by password and second factor.
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "madoguchi.accounts.web.adapter.Entrance"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a mailed code is the verification
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Eight figures, five tries, three codes a minute for one address: guessing takes years, typing a minute.
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = False  # computers in libraries are shared
# Mobile carriers put many people behind one address, so the limit by address is wide and the one by account narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "120/m/ip,3/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("MADOGUCHI_TRUSTED_PROXIES", "0"))
ACCOUNT_FORMS = {
    "login": "madoguchi.accounts.web.forms.OfficerLogin",
    "request_login_code": "madoguchi.accounts.web.forms.AskForCode",
    "confirm_login_code": "madoguchi.accounts.web.forms.MailedCode",
}
MFA_ADAPTER = "madoguchi.accounts.web.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an officer is appointed, not verified by mail
MFA_TOTP_TOLERANCE = 1  # clocks of phones drift
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
MFA_FORMS = {
    "authenticate": "madoguchi.accounts.web.forms.SecondFactor",
    "reauthenticate": "madoguchi.accounts.web.forms.SecondFactorAgain",
    "activate_totp": "madoguchi.accounts.web.forms.SetUpSecondFactor",
    "add_webauthn": "madoguchi.accounts.web.passkey_forms.AddPasskey",
    "authenticate_webauthn": "madoguchi.accounts.web.passkey_forms.PasskeyAsSecondFactor",
    "login_webauthn": "madoguchi.accounts.web.passkey_forms.PasskeyAlone",
    "reauthenticate_webauthn": "madoguchi.accounts.web.passkey_forms.PasskeyAgain",
}

# Whether residents see the names of officers who opened their file, or section and post alone.
OFFICER_NAMES_SHOWN = environment.flag("MADOGUCHI_OFFICER_NAMES", default=False)

# デジタル認証アプリ (OpenID Connect); off where no issuer is set.
EID_ISSUER = environment.text("MADOGUCHI_EID_ISSUER")
EID_CLIENT_ID = environment.text("MADOGUCHI_EID_CLIENT_ID")
EID_SECRET = environment.text("MADOGUCHI_EID_SECRET")
EID_PRIVATE_KEY = environment.text("MADOGUCHI_EID_PRIVATE_KEY")
EID_ACR_VALUES = environment.text("MADOGUCHI_EID_ACR_VALUES", "aal3 crl")
SOCIALACCOUNT_ADAPTER = "madoguchi.accounts.web.card_adapter.CardHolders"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False

# Cards are taken by Stripe; off where no key is set. The address is another than Stripe's own for a demo and tests only.
STRIPE_SECRET_KEY = environment.text("MADOGUCHI_STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = environment.text("MADOGUCHI_STRIPE_WEBHOOK_SECRET")
STRIPE_API_BASE = environment.text("MADOGUCHI_STRIPE_API_BASE")

# The assistant on LINE; off where no secret and no token are set. Another address than LINE's own for a demo and tests only.
LINE_CHANNEL_SECRET = environment.text("MADOGUCHI_LINE_CHANNEL_SECRET")
LINE_CHANNEL_TOKEN = environment.text("MADOGUCHI_LINE_CHANNEL_TOKEN")
LINE_API_BASE = environment.text("MADOGUCHI_LINE_API_BASE")

# Lines for people, or of JSON for machines; personal values are masked in both.
LOGGING = logs.django_logging(environment.text("MADOGUCHI_LOG", "console"))
