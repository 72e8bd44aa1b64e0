"""The engine follows the table, and nothing else writes status."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from core.accounts.abilities import Role
from core.counters.queries import stock, stock_by_facet
from core.workflow.engine import advance, available, recount
from core.workflow.errors import NotAllowed, Refused, SamePerson, WrongState
from core.workflow.models import TransitionRecord
from core.workflow.queries import timeline
from tests.errands.models import Errand


def test_start_places_the_object_and_writes_the_first_row(errand, clerk):
    made = errand()
    record = TransitionRecord.objects.get(object_id=made.pk)
    assert (made.status, record.name, record.from_state, record.to_state) == (
        "open",
        "submit",
        "",
        "open",
    )
    assert record.actor == clerk
    assert record.community_id == made.area_id


def test_advance_moves_and_tells_who_and_why(errand, clerk):
    made = errand()
    advance(made, "take", by=clerk)
    advance(made, "ask", by=clerk, note="  Which door?  ", channel="phone")
    assert made.status == "waiting"
    record = TransitionRecord.objects.order_by("-id").first()
    assert (record.note, record.channel, record.part) == ("Which door?", "phone", "staff")


def test_advance_from_a_wrong_state_changes_nothing(errand, clerk):
    made = errand()
    with pytest.raises(WrongState) as refusal:
        advance(made, "finish", by=clerk)
    assert refusal.value.status == "open"
    made.refresh_from_db()
    assert made.status == "open"
    assert TransitionRecord.objects.count() == 1


def test_advance_without_the_ability_is_refused(errand, staff, neighbour):
    made = errand()
    stranger = staff(Role.COMMUNITY_CLERK, neighbour)
    with pytest.raises(NotAllowed):
        advance(made, "take", by=stranger)
    assert TransitionRecord.objects.count() == 1


def test_the_same_call_twice_gives_the_first_answer(errand, clerk, secretary):
    made = errand()
    first = advance(made, "take", by=clerk)
    assert advance(made, "take", by=clerk) == first
    with pytest.raises(WrongState):
        advance(made, "take", by=secretary)
    assert TransitionRecord.objects.filter(name="take").count() == 1


def test_a_step_that_stays_may_be_taken_again_and_keeps_the_clock(errand, clerk):
    made = errand()
    advance(made, "take", by=clerk)
    due, since = made.due_at, made.status_since
    advance(made, "comment", by=clerk, note="one")
    advance(made, "comment", by=clerk, note="two")
    assert (made.due_at, made.status_since) == (due, since)
    assert TransitionRecord.objects.filter(name="comment").count() == 2


def test_separation_is_by_person_not_by_role(errand, clerk, secretary, staff, street):
    made = errand()
    advance(made, "take", by=clerk)
    advance(made, "finish", by=secretary)
    with pytest.raises(SamePerson):
        advance(made, "check", by=clerk)
    assert "check" not in [t.name for t in available(made, clerk)]
    advance(made, "check", by=staff(Role.STREET_CLERK, street))
    assert made.status == "checked"


def test_the_refusal_says_which_earlier_act_stands_in_the_way(errand, clerk, secretary):
    made = errand()
    advance(made, "take", by=clerk)
    advance(made, "finish", by=secretary)
    with pytest.raises(SamePerson, match="“Take”"):
        advance(made, "check", by=clerk)


def test_separation_reaches_back_into_forerunners(errand, clerk, secretary, monkeypatch):
    first, second = errand(), errand()
    advance(first, "take", by=clerk)
    monkeypatch.setattr(Errand, "forerunners", lambda self, kinds: [("errand", first.pk)])
    advance(second, "take", by=secretary)
    advance(second, "finish", by=secretary)
    with pytest.raises(SamePerson):
        advance(second, "check", by=clerk)
    monkeypatch.setattr(Errand, "is_own_act", lambda self, record, user: False)
    advance(second, "check", by=clerk)
    assert second.status == "checked"


def test_a_step_may_stay_in_whatever_state_it_starts_from(errand, clerk):
    made = errand()
    advance(made, "take", by=clerk)
    advance(made, "ask", by=clerk, note="which?")
    advance(made, "remark", by=clerk, note="while waiting")
    assert made.status == "waiting"


def test_a_note_that_is_required_must_say_something(errand, clerk):
    made = errand()
    advance(made, "take", by=clerk)
    with pytest.raises(Refused) as refusal:
        advance(made, "ask", by=clerk, note="   ")
    assert refusal.value.field == "note"


def test_a_guard_names_its_field_and_leaves_no_trace(errand, clerk):
    made = errand(cost="0")
    advance(made, "take", by=clerk)
    with pytest.raises(Refused) as refusal:
        advance(made, "finish", by=clerk, result="left behind")
    assert refusal.value.field == "cost"
    made.refresh_from_db()
    assert (made.status, made.result) == ("working", "")


def test_an_effect_may_write_to_object_and_log(errand, clerk):
    made = errand()
    advance(made, "take", by=clerk)
    record = advance(made, "finish", by=clerk, result="lamp mended")
    made.refresh_from_db()
    assert (made.result, record.data) == ("lamp mended", {"length": 11})


def test_the_system_is_bound_by_the_table_but_by_no_permit(errand):
    made = errand()
    record = advance(made, "take", by=None)
    assert (record.part, record.actor) == ("system", None)
    with pytest.raises(WrongState):
        advance(made, "take", by=None)


def test_the_database_refuses_a_status_that_the_log_does_not_lead_to(errand):
    made = errand()
    Errand.objects.filter(pk=made.pk).update(status="checked")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Errand.objects.filter(pk=made.pk).update(status="open")


@pytest.mark.parametrize(
    "change",
    ["UPDATE workflow_transitionrecord SET name = 'x'", "DELETE FROM workflow_transitionrecord"],
)
def test_the_database_refuses_to_change_the_log(errand, change):
    errand()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_timeline_is_newest_first_in_two_queries(errand, clerk, django_assert_max_num_queries):
    made = errand()
    advance(made, "take", by=clerk)
    for index in range(10):
        advance(made, "comment", by=clerk, note=str(index))
    with django_assert_max_num_queries(2):
        steps = timeline(made)
        assert [str(s.record.area) for s in steps]
    assert [s.said for s in steps][-2:] == ["Take", "Open"]
    assert [s.now for s in steps] == [True] + [False] * 11


def test_recount_corrects_the_figures_as_if_always_so(errand):
    made = errand(cost="10", colour="red")
    made.cost, made.colour = 25, "blue"
    made.save()
    recount(made)
    assert stock("errand", made.area, measure="yuan") == {"open": 25}
    assert stock_by_facet("errand", made.area)["red"] == {"open": 0}
