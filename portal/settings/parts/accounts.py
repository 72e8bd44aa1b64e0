"""How people sign in: phone and code, or user name and password, with a second factor."""

from portal.settings.parts.apps import INSTALLED_APPS, MIDDLEWARE
from portal.settings.parts.places import env
from portal.settings.parts.security import AUTH_PASSWORD_VALIDATORS, TRUSTED_PROXIES

AUTHENTICATION_BACKENDS = ["core.accounts.backends.Backend"]
MIDDLEWARE.insert(
    MIDDLEWARE.index("allauth.account.middleware.AccountMiddleware") + 1,
    "core.accounts.middleware.SecondFactorMiddleware",
)
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware") + 1,
    "core.accounts.middleware.PasswordAgeMiddleware",
)
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "core.accounts.passwords.RoleHolderPasswordValidator"},
    {"NAME": "core.accounts.passwords.PasswordHistoryValidator"},
]
# Whoever holds a role changes the password after so many days (0: never), and takes none of so
# many earlier ones again.
LINLI_PASSWORD_DAYS = env.int("LINLI_PASSWORD_DAYS", default=90)
LINLI_PASSWORD_HISTORY = env.int("LINLI_PASSWORD_HISTORY", default=5)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Sessions hold phone numbers while a code is awaited.
SESSION_SERIALIZER = "core.privacy.sessions.EncryptedSerializer"

ACCOUNT_ADAPTER = "core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1"]
# allauth would keep e-mail addresses in the clear in a table of its own.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 5 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 5 * 60
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# allauth counts in the cache and refuses everyone when Redis is away; we count in the
# database instead: core.accounts.attempts.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "core.accounts.forms.SignInForm",
    "reauthenticate": "core.accounts.forms.PasswordAgainForm",
    "change_password": "core.accounts.forms.NewPasswordForm",
    "set_password": "core.accounts.forms.FirstPasswordForm",
    "confirm_login_code": "core.accounts.forms.CodeForm",
    "verify_phone": "core.accounts.forms.NewPhoneCodeForm",
    "change_phone": "core.accounts.forms.NewPhoneForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

MFA_ADAPTER = "core.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "core.accounts.forms.AppCodeForm",
    "authenticate": "core.accounts.forms.SecondFactorForm",
    "reauthenticate": "core.accounts.forms.SecondFactorAgainForm",
}
MFA_TOTP_ISSUER = "邻里 Linli"
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = False

# Everyone who holds a role needs a second factor; the demo says no.
LINLI_REQUIRE_MFA = env.bool("LINLI_REQUIRE_MFA", default=True)

WEIXIN_APP_ID = env.str("WEIXIN_APP_ID", default="")
if WEIXIN_APP_ID:
    INSTALLED_APPS += ["allauth.socialaccount.providers.weixin"]
    SOCIALACCOUNT_PROVIDERS = {
        "weixin": {
            "APPS": [{"client_id": WEIXIN_APP_ID, "secret": env.str("WEIXIN_APP_SECRET")}],
            "AUTHORIZE_URL": "https://open.weixin.qq.com/connect/qrconnect",
            "SCOPE": ["snsapi_login"],
        }
    }
SOCIALACCOUNT_ADAPTER = "core.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
