# ruff: noqa: F403, F405
"""The test settings for a worker of its own process: which database, broker, recorder, files."""

import os

from portal.settings.test import *

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
CELERY_BROKER_URL = os.environ["TEST_BROKER"]
SMS_SENDER = "core.notices.channels.recorder.SilentRecorderSender"
SMS_RECORDER_FILE = os.environ.get("TEST_RECORDER", SMS_RECORDER_FILE)
SMS_RECORDER_DELAY = 0.01
if "TEST_CACHE" in os.environ:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": os.environ["TEST_CACHE"],
    }
if "TEST_FILES" in os.environ:
    MEDIA_ROOT = os.environ["TEST_FILES"]
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if "TEST_CLUSTER" in os.environ:
    # As in production; the whole cluster goes, so nothing minds a pool that holds it open.
    DATABASES["default"] |= {"HOST": os.environ["TEST_CLUSTER"], "PORT": "", "USER": "linli"}
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 2, "timeout": 0.5}
