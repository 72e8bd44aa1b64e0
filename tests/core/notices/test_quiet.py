import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.notices import quiet
from tests.core.notices.conftest import SHANGHAI, at

moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC))


def test_the_edges():
    assert not quiet.is_quiet(at(8, 30))
    assert not quiet.is_quiet(at(19, 59))
    assert quiet.is_quiet(at(20))
    assert quiet.is_quiet(at(8, 29))
    assert quiet.allowed_from(at(20, day=18)) == at(8, 30, day=19)
    assert quiet.allowed_from(at(1, day=18)) == at(8, 30, day=18)


@given(moments)
def test_nothing_leaves_in_quiet_hours_nor_much_later(moment):
    leaves = quiet.allowed_from(moment)
    assert not quiet.is_quiet(leaves)
    assert dt.timedelta(0) <= leaves - moment <= dt.timedelta(hours=12, minutes=30)
    if leaves != moment:
        assert leaves.astimezone(SHANGHAI).time() == dt.time(8, 30)
        assert quiet.is_quiet(moment)


@given(moments)
def test_asking_again_changes_nothing(moment):
    leaves = quiet.allowed_from(moment)
    assert quiet.allowed_from(leaves) == leaves
