"""PostgreSQL restarted in the midst of delivering: nothing lost, nothing doubled."""

import datetime as dt
import os
import signal
import subprocess

import pytest
from django.db import OperationalError, connection
from running.postgres import Postgres

from core.notices import delivery, tasks
from core.notices.channels import port
from core.notices.models import Notice, Status
from core.notices.recipients import Recipient
from core.notices.services import notify
from tests.workers import broker, wait_for, workers

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
EACH_TIME = 15
CUT_OFF = 2  # one worker with one task at a time, stopped twice


class Cluster:
    """A PostgreSQL of its own: with its disk, as only that survives the death of the server."""

    def __init__(self, folder) -> None:
        self.postgres = Postgres(folder)
        self.postgres.make()
        self.child = self.postgres.child()
        self.start()

    def start(self) -> None:
        self.child.start()
        self.child.wait_until_ready(30)

    def stop(self, number: int) -> None:
        os.kill(self.child.process.pid, number)
        self.child.process.wait(15)

    def copy_tables(self) -> None:
        """The tables of the test's database, all empty."""
        tools = self.postgres.binaries / "bin"
        connection.ensure_connection()
        usual = connection.connection.info  # a socket's folder stands in the options, not in HOST
        source = ["-U", usual.user, "-d", usual.dbname, "-h", usual.host, "-p", str(usual.port)]
        dump = [tools / "pg_dump", "--schema-only", "--no-owner", *source]
        into = [tools / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-h", self.postgres.sockets]
        secret = os.environ | {"PGPASSWORD": usual.password}
        tables = subprocess.run(dump, env=secret, capture_output=True, check=True, cwd="/").stdout
        into += ["-o", os.devnull, "-U", "linli", "-d", "linli"]
        subprocess.run(into, input=tables, check=True, cwd="/")


@pytest.fixture
def cluster(transactional_db, tmp_path_factory):
    """The server, which this process and the workers use instead of the usual one."""
    folder = tmp_path_factory.mktemp("cluster")
    for place in (folder, *folder.parents):  # PostgreSQL does not run as root
        if place.stat().st_mode & 0o001 == 0:
            place.chmod(0o755)
    server = Cluster(folder)
    server.copy_tables()
    usual = dict(connection.settings_dict)
    here = {"HOST": str(server.postgres.sockets), "PORT": "", "USER": "linli", "NAME": "linli"}
    connection.close()
    connection.settings_dict |= here
    yield server
    connection.close()
    connection.settings_dict |= usual
    server.stop(signal.SIGQUIT)


@pytest.fixture
def start_worker(cluster, recorder, settings, tmp_path_factory):
    settings.SMS_SENDER = "core.notices.channels.recorder.SilentRecorderSender"
    port._sender.cache_clear()
    with broker(tmp_path_factory.mktemp("r")) as redis:
        own = {
            "TEST_RECORDER": str(recorder.path),
            "TEST_CLUSTER": connection.settings_dict["HOST"],
        }
        with workers(redis, **own) as start:
            yield start


def tell(number: int) -> None:
    to = Recipient(phone=f"138001380{number % 100:02d}")
    notify("tests.alarm", to=to, key=str(number), context={"at": "x"})


def at_rest() -> bool:
    """Nothing waits, and nothing is still on its way beyond what the restarts cut off."""
    statuses = list(Notice.objects.values_list("status", flat=True))
    return Status.QUEUED not in statuses and statuses.count(Status.SENDING) <= CUT_OFF


def test_restarted_while_delivering(cluster, recorder, start_worker):
    start_worker()
    for time, number in enumerate((signal.SIGINT, signal.SIGKILL)):  # "fast", and dead at once
        before = len(recorder.keys())
        for told in range(EACH_TIME):
            tell(time * EACH_TIME + told)
        wait_for(lambda before=before: len(recorder.keys()) >= before + 4, 30)
        cluster.stop(number)
        with pytest.raises(OperationalError):
            tell(1000)  # whoever caused it is told so, and nothing is promised
        connection.close()
        cluster.start()
        tasks.deliver_due.delay()  # beat's next minute; the same worker goes on
    wait_for(at_rest, 30)
    delivery.resolve_stuck(older_than=-dt.timedelta(seconds=1))

    keys = recorder.keys()
    assert len(keys) == len(set(keys))
    notices = list(Notice.objects.all())
    assert len(notices) == 2 * EACH_TIME
    assert set(keys) <= {notice.provider_key for notice in notices}
    for notice in notices:
        assert notice.status in (Status.SENT, Status.UNKNOWN)
        if notice.status == Status.SENT:
            assert notice.provider_key in keys
    assert sum(notice.status == Status.UNKNOWN for notice in notices) <= CUT_OFF
