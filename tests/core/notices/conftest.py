import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User
from core.areas.models import Area
from core.notices.channels import port
from core.notices.kinds import EMAIL, INBOX, NoticeKind, declare
from core.notices.recipients import Recipient

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEWS = NoticeKind("tests.news", title="News of {what}", body="It is about {what}.")
ALARM = NoticeKind("tests.alarm", title="Water off", body="No water at {at}.", urgent=True)
LETTER = NoticeKind("tests.letter", title="Letter", body="{text}", channels=(INBOX, EMAIL))
declare(NEWS, ALARM, LETTER)


def at(hour: int, minute: int = 0, day: int = 18) -> dt.datetime:
    """A moment of November 2026 in Shanghai; the 18th is a Wednesday."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def clock():
    """The clock stands at ten in the morning; `clock.move_to(at(21))` turns it."""
    with time_machine.travel(at(10), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def recorder(settings, tmp_path):
    """The provider of the tests: every key it was handed, in order."""
    settings.SMS_SENDER = "core.notices.channels.recorder.RecorderSender"
    settings.SMS_RECORDER_FILE = tmp_path / "sms"
    settings.SMS_MONTHLY_BUDGET = 1000
    port._sender.cache_clear()
    yield port.sms_sender()
    port._sender.cache_clear()


@pytest.fixture
def community(db) -> Area:
    area = Area.objects.create(
        code="990101001001", name="榕树头社区", level="community", path="/990101001001/"
    )
    Area.objects.filter(pk=area.pk).update(community=area)
    area.refresh_from_db()
    return area


@pytest.fixture
def resident(community) -> User:
    return User.objects.create(
        username="resident",
        name="何秀英",
        phone="13800138000",
        email="he@example.cn",
        community=community,
        language="en",
    )


@pytest.fixture
def to(resident) -> Recipient:
    return Recipient(user=resident)


@pytest.fixture
def stranger() -> Recipient:
    """Someone without account, known by a phone number only."""
    return Recipient(phone="13900139000", name="陈伯")


@pytest.fixture
def clerk(community) -> User:
    user = User.objects.create(username="clerk", language="en", community=community)
    RoleGrant.objects.create(
        user=user, role=Role.COMMUNITY_CLERK, area=community, since=dt.date(2020, 1, 1)
    )
    return user


@pytest.fixture
def outsider(db) -> User:
    """A clerk of another community."""
    area = Area.objects.create(
        code="990101001002", name="老埠社区", level="community", path="/990101001002/"
    )
    Area.objects.filter(pk=area.pk).update(community=area)
    user = User.objects.create(username="outsider", language="en", community=area)
    RoleGrant.objects.create(
        user=user, role=Role.COMMUNITY_CLERK, area=area, since=dt.date(2020, 1, 1)
    )
    return user
