"""The database and Redis: those of the environment, or embedded ones started here."""

import os
from pathlib import Path

from running import leftovers
from running.postgres import Postgres
from running.redis import Redis
from running.supervisor import Supervisor


def start_services(
    supervisor: Supervisor, data: Path, *, settings: str, forgetful: bool = False
) -> dict[str, str]:
    """The environment for everything that uses them. Embedded ones are ready on return."""
    environment = dict(os.environ)
    environment["LINLI_DATA"] = str(data)
    environment["PYTHONUNBUFFERED"] = "1"
    environment.setdefault("DJANGO_SETTINGS_MODULE", settings)
    environment[leftovers.MARK] = str(data)
    children = []
    if not os.environ.get("DATABASE_URL"):
        postgres = Postgres(data, forgetful=forgetful)
        postgres.make()
        environment["DATABASE_URL"] = postgres.url
        environment["LINLI_CLUSTER"] = str(postgres.cluster)
        children.append(postgres.child())
    if not os.environ.get("REDIS_URL"):
        redis = Redis(data)
        environment["REDIS_URL"] = redis.url
        children.append(redis.child())
    for child in children:
        child.environment = os.environ | {leftovers.MARK: str(data)}
    supervisor.start(*children)
    return environment
