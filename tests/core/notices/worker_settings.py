# ruff: noqa: F403, F405
"""The test settings for a worker of its own process: which database, broker and recorder."""

import os

from portal.settings.test import *

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
CELERY_BROKER_URL = os.environ["TEST_BROKER"]
SMS_SENDER = "core.notices.channels.recorder.SilentRecorderSender"
SMS_RECORDER_FILE = os.environ["TEST_RECORDER"]
SMS_RECORDER_DELAY = 0.01
