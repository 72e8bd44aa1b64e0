"""Celery. A task is started after commit and may be lost: whatever must happen stands in the
database first and is found again by a sweep. So a publish that fails is logged, not raised
(`core.operations.enqueue`), and nobody waits for a broker that is away.
"""

from typing import Any

from celery.schedules import crontab

from portal.settings.parts.cache import REDIS_URL
from portal.settings.parts.places import env

# redis-py says unix://PATH?db=0, Celery says redis+socket://PATH?virtual_host=0
_BROKER = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=_BROKER)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    # for publishers: one more attempt, then give up
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "visibility_timeout": 3600,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 10 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 9 * 60
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"

# Only one beat ticks however many are started; the others stand by.
CELERY_BEAT_SCHEDULER = "core.operations.beat.LockedScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
# Rooms add their own rows here: name, task, when.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "purge-expired": {
        "task": "core.privacy.tasks.purge_expired",
        "schedule": crontab(hour="3", minute="20"),
    },
    "clear-expired-sessions": {
        "task": "core.operations.tasks.clear_sessions",
        "schedule": crontab(hour="4", minute="10"),
    },
    "fold-figures": {"task": "core.counters.tasks.fold_deltas", "schedule": crontab()},
    "deliver-notices": {"task": "notices.deliver_due", "schedule": crontab()},
    "resolve-stuck-notices": {
        "task": "notices.resolve_stuck",
        "schedule": crontab(minute="*/5"),
    },
    "sweep-reminders": {
        "task": "notices.sweep_reminders",
        "schedule": crontab(minute="*/10"),
    },
    "sweep-reports": {"task": "reports.sweep", "schedule": crontab()},
    "request-monthly-reports": {
        "task": "reports.request_monthly",
        "schedule": crontab(hour="6", minute="0", day_of_month="1"),
    },
    "sweep-votes": {"task": "councils.sweep", "schedule": crontab()},
    "request-quarterly-reports": {
        "task": "reports.request_quarterly",
        "schedule": crontab(hour="6", minute="0", day_of_month="2", month_of_year="1,4,7,10"),
    },
    "sweep-lists": {"task": "lists.sweep", "schedule": crontab()},
    "end-notices": {
        "task": "projects.end_due_notices",
        "schedule": crontab(minute="5,20,35,50"),
    },
    "tell-followers": {"task": "projects.tell_waiting", "schedule": crontab(minute="*/2")},
    "watch-splitting": {
        "task": "projects.watch_splitting",
        "schedule": crontab(hour="3", minute="50"),
    },
    "seal-ledger": {"task": "funding.seal", "schedule": crontab(hour="0", minute="20")},
    "verify-ledger": {"task": "funding.verify", "schedule": crontab(hour="4", minute="40")},
    "lapse-claims": {"task": "wishes.lapse_overdue", "schedule": crontab(minute="20")},
    "roll-over-wishes": {
        "task": "wishes.roll_over",
        "schedule": crontab(hour="9", minute="0"),
    },
}
