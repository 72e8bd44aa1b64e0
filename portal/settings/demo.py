"""A single machine with invented people: what `script/server` runs."""

from portal.settings.base import *  # noqa: F403

SECRET_KEY = "demo-only-key-never-used-in-production-0123456789"
ALLOWED_HOSTS = ["*"]
DEMO = True
