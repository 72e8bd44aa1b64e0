"""The demo's settings, made quick and quiet for the tests."""

from portal.settings.demo import *

# Each test decides itself what is limited; `core.operations.throttles` is tested on its own.
RATE_LIMITS = False
RATE_LIMIT_STORAGE = "memory://"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Browser tests read static files where they lie, without collecting them first.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A pool would keep the test database open when it is to be dropped.
DATABASES["default"]["OPTIONS"].pop("pool")
if env.str("LINLI_TEST_TEMPLATE", ""):
    DATABASES["default"]["TEST"] = {"TEMPLATE": env.str("LINLI_TEST_TEMPLATE")}
# Nothing is sent to a broker; tests call tasks as functions or ask for CELERY_TASK_ALWAYS_EAGER.
CELERY_BROKER_URL = "memory://"
SMS_SENDER = "core.notices.channels.recorder.RecorderSender"
SMS_RECORDER_FILE = DATA_DIR / "sms-recorder.txt"
# Tens of thousands of requests: a line about each is written only where a test asks for it.
LOGGING |= {"root": {"handlers": ["console"], "level": "WARNING"}}
# A kind of matter of our own, so that the engine is tested apart from any room.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.errands"]
