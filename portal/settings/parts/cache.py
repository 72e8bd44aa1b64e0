"""Redis for what may be lost: cached fragments, rate limits, signs of life.

Sessions live in the database, so nobody is signed out when Redis stops.
"""

from portal.settings.parts.places import env

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
RATE_LIMIT_STORAGE = REDIS_URL

CACHES = {
    "default": {
        "BACKEND": "core.operations.cache.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "linli",
        "TIMEOUT": 600,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    },
    # Of each process; pages of a list, 50 KB at most.
    "near": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
SESSION_ENGINE = "core.accounts.sessions"
