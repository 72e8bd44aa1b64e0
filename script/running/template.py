"""A migrated database that every test database is a copy of: migrating is done once a run."""

from pathlib import Path

from running.places import PYTHON
from running.postgres import Postgres
from running.steps import Step

NAME = "test_template"


def begin(data: Path, environment: dict[str, str]) -> Step | None:
    """Begin to make it in the embedded PostgreSQL; wait with `finish` before any test runs.

    None with a database of the environment: that is not ours to make databases in.
    """
    if "LINLI_CLUSTER" not in environment:
        return None
    postgres = Postgres(data, forgetful=True)
    postgres.make_anew(NAME)
    command = [str(PYTHON), "manage.py", "prepare_database"]
    step = Step("migrating", command, mark=None, inputs=[])
    step.begin(environment | {"DATABASE_URL": postgres.url_of(NAME)})
    environment["LINLI_TEST_TEMPLATE"] = NAME
    return step
