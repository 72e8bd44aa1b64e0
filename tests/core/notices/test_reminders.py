import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from core.notices import reminders as api
from core.notices.models import Notice, ReminderMark, ReminderSweep
from core.notices.reminders import Due, Reminder, working_days_after, working_days_before
from core.notices.sweep import carry_out, plan, sweep
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def remind(monkeypatch, resident, to):
    """Declare one reminder whose due moments are the given list."""
    monkeypatch.setattr(api, "_reminders", {})

    def declare(moments, name="tests.daily", **more):
        def due(now):
            for number, moment in enumerate(moments):
                if isinstance(moment, Exception):
                    raise moment
                yield Due(resident, [to], "tests.news", f"n{number}", {"what": "x"}, moment)

        api.declare(Reminder(name, due, **more))

    return declare


def told():
    return Notice.objects.filter(channel="inbox").count()


def test_what_is_due_is_told_once(clock, remind):
    remind([at(8), at(12)])
    assert sweep() == 1
    assert sweep() == 0
    clock.move_to(at(10, day=19))
    assert sweep() == 1
    clock.move_to(at(10, day=20))
    assert sweep() == 0
    assert told() == 2


def test_each_reminder_has_its_hour(clock, remind):
    remind([at(8)], at=dt.time(17))
    clock.move_to(at(16, 59))
    sweep()  # yesterday's slot is caught up at once on a fresh database
    assert ReminderSweep.objects.get().slot == at(17, day=17)
    clock.move_to(at(17))
    sweep()
    assert ReminderSweep.objects.get().slot == at(17)


def test_days_without_a_sweep_are_caught_up_once(clock, remind):
    remind([at(9, day=17), at(9, day=18), at(9, day=19)])
    clock.move_to(at(9, day=17))
    assert sweep() == 1
    clock.move_to(at(8, 40, day=20))
    assert sweep() == 2
    assert sweep() == 0


def test_more_than_two_days_late_is_marked_missed_and_never_sent(clock, remind):
    remind([at(10) - 2 * DAY, at(10) - 2 * DAY - dt.timedelta(seconds=1)])
    assert sweep() == 1
    outcomes = dict(ReminderMark.objects.values_list("occurrence", "outcome"))
    assert outcomes == {"n0": "sent", "n1": "missed"}
    assert told() == 1


def test_nothing_in_quiet_hours(clock, remind):
    remind([at(8)], every_sweep=True)
    clock.move_to(at(20))
    assert sweep() == 0
    clock.move_to(at(8, 30, day=19))
    assert sweep() == 1


def test_one_rooms_mistake_does_not_silence_the_others(clock, remind):
    remind([at(8), ValueError("bug")], name="tests.broken")
    remind([at(8)], name="tests.sound")
    assert sweep() == 2
    broken = ReminderSweep.objects.get(reminder="tests.broken")
    assert (broken.error, broken.finished_at) == ("ValueError", None)


def test_a_sweep_that_broke_off_is_taken_up(clock, remind):
    remind([at(8), ValueError("bug")], name="tests.broken")
    sweep()
    remind_again = api.reminders()[0]
    api._reminders.clear()
    api.declare(Reminder("tests.broken", lambda now: list(remind_again_first(now, remind_again))))
    clock.shift(dt.timedelta(minutes=5))
    sweep()
    assert ReminderSweep.objects.get().finished_at is None
    clock.shift(dt.timedelta(minutes=6))
    sweep()
    assert ReminderSweep.objects.get().finished_at is not None
    assert told() == 1


def remind_again_first(now, reminder):
    yield next(iter(reminder.due(now)))


def test_an_occurrence_is_carried_out_once_even_when_planned_twice(clock, remind):
    remind([at(8)])
    (reminder,) = api.reminders()
    first, second = list(plan(at(10), reminder)), list(plan(at(10), reminder))
    assert [carry_out(first[0]), carry_out(second[0])] == [True, False]
    assert told() == 1


def test_planning_many_costs_two_queries_per_batch(clock, remind, django_assert_num_queries):
    remind([at(8)] * 150)
    (reminder,) = api.reminders()
    with django_assert_num_queries(1):
        assert len(list(plan(at(10), reminder))) == 150


def test_a_dry_run_names_nobody_and_changes_nothing(clock, remind, resident):
    remind([at(8), at(8) - 5 * DAY])
    out = StringIO()
    call_command("sweep_reminders", "--dry-run", stdout=out)
    text = out.getvalue()
    assert "tests.daily" in text
    assert "missed" in text
    assert "何*" in text
    for secret in ("何秀英", "13800138000", "he@example.cn"):
        assert secret not in text
    assert not ReminderMark.objects.exists()
    assert not Notice.objects.exists()
    call_command("sweep_reminders", stdout=out)
    assert told() == 1


def test_lead_times_skip_weekends(db):
    friday = at(15, day=20)
    assert working_days_after(friday, 1) == at(9, day=23)
    assert working_days_before(at(18, day=23), 1) == at(9, day=20)
    assert working_days_before(at(18, day=24), 3, dt.time(8, 30)) == at(8, 30, day=19)


def test_a_name_is_declared_once(remind):
    remind([], name="tests.same")
    with pytest.raises(ValueError, match="twice"):
        remind([], name="tests.same")
