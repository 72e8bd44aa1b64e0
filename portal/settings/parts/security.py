"""What guards every environment; `production` adds what needs HTTPS."""

from typing import Any

from csp.constants import NONE, SELF

from portal.settings.parts.places import env

SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Personal data in the database: see core.privacy.keys.
LINLI_KEYS = env.str("LINLI_KEYS", default="")
LINLI_PEPPERS = env.str("LINLI_PEPPERS", default="")

# No inline script or style anywhere, nothing from other hosts. A tile server for the map,
# where the operator names one, may send pictures.
TILE_URL = env.str("TILE_URL", default="")
_TILE_HOSTS = ["/".join(TILE_URL.split("/")[:3]).replace("{s}", "*")] if TILE_URL else []
# Signing in with WeChat leads there from a form.
_SIGN_IN_HOSTS = ["https://open.weixin.qq.com"] if env.str("WEIXIN_APP_ID", default="") else []
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_TILE_HOSTS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *_SIGN_IN_HOSTS],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.operations.faults.csrf_failure"

# How many proxies of our own stand in front; 0 means X-Forwarded-For is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=30)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
RATE_LIMITS = True
