"""PostgreSQL, and nothing else: `DATABASE_URL`."""

from portal.settings.parts.places import env

DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///linli")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        # A new connection for each request costs 1.6 to 4.9 times as much.
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=6),
            "timeout": 5,
            "max_lifetime": 30 * 60,
        },
        # These two only help together: plans are kept from the second execution on.
        "server_side_binding": True,
        "prepare_threshold": 1,
        "connect_timeout": 5,
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
