import pytest

from core.operations.beat import LockedScheduler


class Clock(LockedScheduler):
    """Only the lock of it."""

    def __init__(self):
        pass

    def __del__(self):
        self._release()


@pytest.mark.django_db(transaction=True)
def test_only_one_clock_ticks_and_the_next_takes_over():
    first, second = Clock(), Clock()
    try:
        assert first._holds_lock()
        assert first._holds_lock()
        assert not second._holds_lock()
        first._release()
        assert second._holds_lock()
    finally:
        first._release()
        second._release()
