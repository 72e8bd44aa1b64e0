"""One JSON object a line on standard output, with the request's id and no personal data."""

from portal.settings.parts.places import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.operations.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "core.operations.logs.DiscreetJsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # our own request log says the same with the route instead of the address
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # 404 and the like stand in the request log already
        "django.request": {"level": "ERROR"},
        "kombu": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
