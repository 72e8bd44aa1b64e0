"""How notices leave the house: text messages and e-mail."""

from portal.settings.parts.places import env

# console (demo), aliyun; tests use the recorder.
SMS_SENDER = env.str("SMS_SENDER", default="core.notices.channels.aliyun.AliyunSender")
SMS_ALIYUN = {
    "access_key_id": env.str("SMS_ALIYUN_KEY_ID", default=""),
    "access_key_secret": env.str("SMS_ALIYUN_KEY_SECRET", default=""),
    "sign_name": env.str("SMS_ALIYUN_SIGN", default=""),
    "endpoint": env.str("SMS_ALIYUN_ENDPOINT", default="https://dysmsapi.aliyuncs.com"),
    # kind=code pairs; "default" has one variable, text
    "templates": env.dict("SMS_ALIYUN_TEMPLATES", default={}),
}
# Billed messages a community may use in a month; urgent ones go out beyond it.
SMS_MONTHLY_BUDGET = env.int("SMS_MONTHLY_BUDGET", default=3000)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="linli@localhost")
