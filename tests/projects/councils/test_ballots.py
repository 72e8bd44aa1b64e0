"""Residents' votes: one person one vote, by whatever way; frozen settings; the published result."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused, WrongState
from projects.councils.ballots import casting, counting, paper, preparing, roll
from projects.councils.ballots.errors import AlreadyVoted, NotEligible, NotOpen
from projects.councils.ballots.models import Ballot, BallotItem
from projects.councils.ballots.results import why
from projects.councils.ballots.votes import VoterMark, VoteSheet
from projects.councils.tally import RULES
from tests.factories import councils as make
from tests.factories.accounts import mobile, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast):
    return cast.community_clerk


@pytest.fixture
def ballot(cast, clerk):
    return make.opened(cast.community, by=clerk)


def codes(ballot):
    return [item.project.code for item in casting.items_of(ballot)]


def test_a_vote_is_taken_once_and_its_receipt_finds_it(cast, ballot):
    receipt = casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:2])
    sheet = casting.sheet_of(receipt.lower())
    assert sheet is not None
    assert (sheet.ballot, sheet.choices, sheet.way) == (ballot, [1, 2], "account")
    with pytest.raises(AlreadyVoted):
        casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    assert VoteSheet.objects.count() == VoterMark.objects.count() == 1
    assert casting.sheet_of("AAAA") is None


def test_nothing_leads_from_the_roll_to_the_sheet(cast, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    sheet = VoteSheet.objects.get()
    names = {field.name for field in VoteSheet._meta.get_fields()}
    assert not names & {"user", "person", "mark", "code", "at", "created_at"}
    assert sheet.receipt_index not in (VoterMark.objects.get().person, "")


@pytest.mark.parametrize("who", ["stranger", "finance_officer"])
def test_only_whoever_lives_there_votes(cast, ballot, who):
    with pytest.raises(NotEligible):
        casting.cast(ballot, by=getattr(cast, who), choices=codes(ballot)[:1])
    away = person(phone=mobile(), community=cast.neighbour_community)
    with pytest.raises(NotEligible):
        casting.cast(ballot, by=away, choices=codes(ballot)[:1])


def test_only_while_it_is_open(cast, clerk):
    draft = make.draft(cast.community, by=clerk)
    with pytest.raises(NotOpen):
        casting.cast(draft, by=cast.resident, choices=codes(draft)[:1])
    advance(draft, "open", by=clerk)
    make.over(draft)
    with pytest.raises(NotOpen):
        casting.cast(draft, by=cast.resident, choices=codes(draft)[:1])
    with pytest.raises(DatabaseError, match="not open"), transaction.atomic():
        VoteSheet.objects.create(ballot=draft, choices=[1], way="account")


@pytest.mark.parametrize(
    ("settings", "chosen", "fine"),
    [
        ({"kind": "approval"}, (0, 1, 2), True),
        ({"kind": "approval", "most_choices": 2}, (0, 1, 2), False),
        ({"kind": "approval"}, (), False),
        ({"kind": "approval"}, (0, 0), False),
        ({"kind": "knapsack"}, (0, 1), True),
        ({"kind": "knapsack"}, (0, 1, 2), False),
        ({"kind": "ranked"}, (2, 0), True),
    ],
)
def test_what_may_stand_on_a_vote(cast, clerk, settings, chosen, fine):
    ballot = make.opened(cast.community, by=clerk, **settings)
    choices = [codes(ballot)[n] for n in chosen]
    if not fine:
        with pytest.raises(Refused) as refused:
            casting.cast(ballot, by=cast.resident, choices=choices)
        assert refused.value.field == "choices"
        assert not VoterMark.objects.exists()
        return
    casting.cast(ballot, by=cast.resident, choices=choices)
    assert VoteSheet.objects.get().choices == [n + 1 for n in chosen]


def test_a_project_from_elsewhere_is_no_choice(cast, ballot):
    with pytest.raises(Refused):
        casting.cast(ballot, by=cast.resident, choices=["YL-WS-1999-0001"])


def test_settings_freeze_when_it_opens(cast, clerk, ballot):
    changes = [
        {"kind": "ranked"},
        {"rule": "greedy"},
        {"budget": Decimal(1_000_000)},
        {"is_binding": True},
        {"closes_at": ballot.closes_at + dt.timedelta(days=1)},
        {"title": "别的"},
        {"entitled": 1},
        {"most_choices": 1},
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="settings"), transaction.atomic():
            Ballot.objects.filter(pk=ballot.pk).update(**change)
        with pytest.raises(Refused):
            preparing.change_settings(ballot, by=clerk, **change)
    item = ballot.items.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        BallotItem.objects.filter(pk=item.pk).update(cost=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        item.delete()
    with pytest.raises(Refused):
        preparing.put_on_ballot(ballot, make.project(cast.community), by=clerk)
    with pytest.raises(DatabaseError), transaction.atomic():
        BallotItem.objects.create(
            ballot=ballot, project=make.project(cast.community), position=9, cost=1
        )


def test_a_cast_vote_is_never_changed(cast, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    with pytest.raises(DatabaseError), transaction.atomic():
        VoteSheet.objects.update(choices=[3])
    with pytest.raises(DatabaseError), transaction.atomic():
        VoteSheet.objects.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM projects_votermark",
        "UPDATE projects_votermark SET person = 'somebody else'",
        "UPDATE projects_votermark SET way = 'code'",
        "UPDATE projects_votermark SET user_id = marked_by_id WHERE way = 'code'",
        "DELETE FROM projects_votingcode",
        "UPDATE projects_votingcode SET used = false",
        "UPDATE projects_votingcode SET code_index = 'mine'",
    ],
)
def test_nobody_who_voted_is_taken_off_the_roll(cast, clerk, ballot, change):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    code = roll.hand_out_code(ballot, by=clerk, phone=mobile())
    casting.cast_with_code(ballot, code=code, choices=codes(ballot)[:1])
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=r"never changed|used once"), transaction.atomic():
            cursor.execute(change)
        cursor.execute("UPDATE projects_votermark SET user_id = NULL, marked_by_id = NULL")


@pytest.mark.parametrize(
    "table", ["projects_votermark", "projects_votesheet", "projects_paperentry"]
)
def test_roll_and_votes_are_never_emptied_at_once(db, table):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        with pytest.raises(DatabaseError, match="never emptied"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE projects_ballotitem SET won = NOT won",
        "UPDATE projects_ballotitem SET votes = votes + 1",
        "UPDATE projects_ballotitem SET place = 7",
        "UPDATE projects_ballotitem SET explanation = NULL",
        "DELETE FROM projects_ballotitem",
        "UPDATE projects_tallyrun SET votes = 900",
        "UPDATE projects_tallyrun SET result = NULL",
        "UPDATE projects_tallyrun SET finished_at = NULL",
        "DELETE FROM projects_tallyrun",
        "UPDATE projects_ballot SET voted = 900",
        "UPDATE projects_ballot SET published_at = NULL",
        "UPDATE projects_ballot SET status = 'counted'",
    ],
)
def test_a_published_result_stands(cast, clerk, ballot, change):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    make.published(ballot, by=clerk)
    before = list(ballot.items.values("won", "votes", "place", "explanation"))
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match=r"published|stays as it is|never changed"),
        transaction.atomic(),
    ):
        cursor.execute(change)
    assert list(ballot.items.values("won", "votes", "place", "explanation")) == before


def test_a_worker_that_comes_late_changes_nothing_of_a_finished_count(cast, clerk, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    make.over(ballot)
    run = counting.request_count(ballot, by=clerk)
    late = counting.TallyRun.objects.get(pk=run.pk)
    assert counting.count(run)
    assert not counting.note(late, progress=20, error="lost its connection")
    late.refresh_from_db()
    assert (late.progress, late.error) == (100, "")


def test_who_got_a_paper_cannot_vote_online_and_the_other_way_round(cast, clerk, ballot):
    roll.hand_out_paper(ballot, by=clerk, phone=cast.resident.phone)
    with pytest.raises(AlreadyVoted):
        casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    casting.cast(ballot, by=cast.volunteer, choices=codes(ballot)[:1])
    with pytest.raises(AlreadyVoted):
        roll.hand_out_paper(ballot, by=clerk, phone=f"+86 {cast.volunteer.phone}")
    with pytest.raises(AlreadyVoted):
        roll.hand_out_code(ballot, by=clerk, phone=cast.volunteer.phone)
    with pytest.raises(NotAllowed):
        roll.hand_out_paper(ballot, by=cast.neighbour_clerk, phone=mobile())


def test_a_new_phone_is_not_a_new_vote(cast, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    cast.resident.phone = mobile()
    cast.resident.save()
    with pytest.raises(AlreadyVoted):
        casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])


def test_a_code_votes_once_and_does_not_say_whose_it_was(clerk, ballot):
    code = roll.hand_out_code(ballot, by=clerk, name="黄秀英", address="3栋502")
    with pytest.raises(AlreadyVoted):
        roll.hand_out_code(ballot, by=clerk, name="黄 秀英", address="3栋 502")
    assert casting.cast_with_code(ballot, code=code, choices=codes(ballot)[:1])
    with pytest.raises(AlreadyVoted):
        casting.cast_with_code(ballot, code=code, choices=codes(ballot)[:1])
    with pytest.raises(Refused):
        casting.cast_with_code(ballot, code="ACDE-FGHJ-KMNP", choices=codes(ballot)[:1])


def test_paper_is_read_by_two_and_counted_once(cast, clerk, ballot):
    for _ in range(3):
        roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    pile = paper.enter_pile(ballot, paper.as_reading("1 2\n3\n-"), by=clerk)
    with pytest.raises(Refused):
        paper.enter_again(pile, [[1, 2], [3], []], by=clerk)
    with pytest.raises(Refused):
        paper.enter_again(pile, [[1, 2], [3]], by=cast.secretary)
    assert paper.enter_again(pile, [[1, 2], [2], []], by=cast.secretary) == [2]
    assert not VoteSheet.objects.exists()
    assert paper.enter_again(pile, [[1, 2], [3], []], by=cast.secretary) == []
    assert sorted(VoteSheet.objects.values_list("choices", flat=True)) == [[], [1, 2], [3]]
    with pytest.raises(Refused):
        paper.enter_again(pile, [[1], [1], [1]], by=cast.secretary)


def test_a_paper_against_the_rules_counts_as_blank(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, kind="knapsack")
    for _ in range(3):
        roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    pile = paper.enter_pile(ballot, [[1, 2, 3], [1, 1], [1, 2]], by=clerk)
    paper.enter_again(pile, [[1, 2, 3], [1, 1], [1, 2]], by=cast.secretary)
    assert sorted(VoteSheet.objects.values_list("choices", flat=True)) == [[], [], [1, 2]]


def test_more_papers_than_were_handed_out_do_not_count(cast, clerk, ballot):
    roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    pile = paper.enter_pile(ballot, [[1], [1]], by=clerk)
    with pytest.raises(Refused):
        paper.enter_again(pile, [[1], [1]], by=cast.secretary)
    assert not ballot.sheets.exists()


def test_the_result_is_counted_published_and_explained(cast, clerk, ballot):
    voters = [person(phone=mobile(), community=cast.community) for _ in range(5)]
    for voter, chosen in zip(voters, [(0, 1), (0, 1), (0,), (2,), (1,)], strict=True):
        casting.cast(ballot, by=voter, choices=[codes(ballot)[n] for n in chosen])
    with pytest.raises(Refused):
        advance(ballot, "close", by=clerk)
    make.published(ballot, by=clerk)
    items = list(ballot.items.all())
    assert [(i.votes, i.won) for i in items] == [(3, True), (3, True), (1, False)]
    assert all(why(item.explanation, str(ballot.budget)) for item in items)
    run = ballot.runs.get()
    assert (run.votes, run.progress, run.result["cost"]) == (5, 100, "60000")
    assert VoteSheet.objects.filter(ballot=ballot).count() == 5


def test_mixing_keeps_every_vote_and_its_receipt(cast, ballot):
    receipts = {}
    for _ in range(12):
        voter = person(phone=mobile(), community=cast.community)
        chosen = codes(ballot)[: 1 + voter.pk % 3]
        receipts[casting.cast(ballot, by=voter, choices=chosen)] = len(chosen)
    counting.mix(ballot)
    found = {receipt: len(casting.sheet_of(receipt).choices) for receipt in receipts}
    assert found == receipts


def test_a_binding_vote_decides_like_the_council(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, is_binding=True)
    projects = [item.project for item in casting.items_of(ballot)]
    assert {p.status for p in projects} == {"voting"}
    for chosen in ((0, 1), (0,)):
        voter = person(phone=mobile(), community=cast.community)
        casting.cast(ballot, by=voter, choices=[projects[n].code for n in chosen])
    make.published(ballot, by=clerk)
    for project in projects:
        project.refresh_from_db()
    assert [p.status for p in projects] == ["vote_passed", "vote_passed", "vote_failed"]
    assert projects[0].voted_at is not None


def test_an_advisory_vote_moves_no_project(cast, clerk, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    make.published(ballot, by=clerk)
    statuses = {item.project.status for item in casting.items_of(ballot)}
    assert statuses == {"shortlisted"}


def test_a_cancelled_binding_vote_lets_its_projects_go(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, is_binding=True)
    advance(ballot, "cancel", by=clerk, note="资料有误")
    assert {i.project.status for i in casting.items_of(ballot)} == {"shortlisted"}


def test_a_second_count_is_found_and_late_paper_asks_for_another(cast, clerk, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    make.over(ballot)
    run = counting.request_count(ballot, by=clerk)
    assert counting.request_count(ballot, by=clerk) == run
    assert counting.count(run)
    assert not counting.count(run)
    ballot.refresh_from_db()
    with pytest.raises(WrongState):
        advance(ballot, "close", by=clerk)
    advance(ballot, "count_again", by=clerk, note="漏了一叠")
    pile = paper.enter_pile(ballot, [[2]], by=clerk)
    paper.enter_again(pile, [[2]], by=cast.secretary)
    assert counting.count(counting.request_count(ballot, by=clerk))
    ballot.refresh_from_db()
    assert [i.votes for i in ballot.items.all()] == [1, 1, 0]


def test_a_dead_worker_s_count_is_taken_up_and_given_up_after_three(ballot):
    make.over(ballot)
    run = counting.request_count(ballot, by=None)
    assert counting.pick_up_dropped() == [run]
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    type(run).objects.filter(pk=run.pk).update(seen_at=long_ago, attempts=3)
    assert counting.pick_up_dropped() == []
    run.refresh_from_db()
    assert run.error


def test_votes_whose_time_is_over_end_and_are_counted_by_themselves(ballot):
    make.let_time_pass(ballot, ballot.opened_at)
    assert counting.close_overdue() == 1
    assert ballot.runs.count() == 1


def test_paper_by_name_and_four_digits_meets_the_account_either_way(cast, clerk, ballot):
    said = {"name": cast.resident.name, "last_four": cast.resident.phone[-4:]}
    roll.hand_out_paper(ballot, by=clerk, **said)
    with pytest.raises(AlreadyVoted):
        casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    with pytest.raises(AlreadyVoted):
        roll.hand_out_code(ballot, by=clerk, **said)
    with pytest.raises(AlreadyVoted):
        roll.hand_out_paper(ballot, by=clerk, name=cast.resident.name, phone=cast.resident.phone)

    casting.cast(ballot, by=cast.volunteer, choices=codes(ballot)[:1])
    known = {"name": f" {cast.volunteer.name} ", "last_four": cast.volunteer.phone[-4:]}
    with pytest.raises(AlreadyVoted):
        roll.hand_out_paper(ballot, by=clerk, **known)
    other = f"1371111{cast.volunteer.phone[-4:]}"  # a namesake with the same last digits
    roll.hand_out_paper(ballot, by=clerk, name=cast.volunteer.name, phone=other)
    for bad in ({"name": "何"}, {"last_four": "1234"}, {"name": "何", "last_four": "12a4"}):
        with pytest.raises(Refused):
            roll.hand_out_paper(ballot, by=clerk, **bad)
    marks = VoterMark.objects.values_list("person", "known_as")
    assert not any(cast.resident.name in value for row in marks for value in row)


def test_sums_in_the_reasons_have_their_thousands_marked(cast, clerk, ballot):
    item = casting.items_of(ballot)[0]
    casting.cast(ballot, by=cast.resident, choices=[item.project.code])
    make.published(ballot, by=clerk)
    item.refresh_from_db()
    assert "30,000" in "".join(why(item.explanation, str(ballot.budget)))


def test_a_pile_typed_in_twice_is_discarded_with_a_reason_and_keeps_no_result_back(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    roll.hand_out_paper(ballot, by=clerk, name="何秀兰", phone="13900000077")
    twice = [paper.enter_pile(ballot, [[1]], by=clerk) for _ in range(2)]
    with pytest.raises(Refused):
        paper.discard_pile(twice[0], by=clerk, why=" ")
    paper.discard_pile(twice[0], by=clerk, why="录重了")
    with pytest.raises(Refused):
        paper.enter_again(twice[0], [[1]], by=cast.secretary)
    with pytest.raises(Refused):
        paper.discard_pile(twice[0], by=cast.secretary, why="换个说法")
    assert paper.enter_again(twice[1], [[1]], by=cast.secretary) == []
    with pytest.raises(Refused):
        paper.discard_pile(twice[1], by=clerk, why="已经计票")
    assert not ballot.batches.waiting().exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE projects_paperbatch SET second_by_id = {other}",
        "UPDATE projects_paperbatch SET papers = 9",
        "UPDATE projects_paperbatch SET agreed_at = NULL WHERE agreed_at IS NOT NULL",
        "UPDATE projects_paperbatch SET discarded_at = NULL WHERE discarded_at IS NOT NULL",
        "UPDATE projects_paperbatch SET discarded_why = 'x' WHERE discarded_at IS NOT NULL",
        "DELETE FROM projects_paperbatch",
        "UPDATE projects_paperentry SET choices = '{{3}}'",
        "DELETE FROM projects_paperentry",
        "INSERT INTO projects_paperentry (batch_id, turn, position, choices)"
        " SELECT id, 1, 9, '{{3}}' FROM projects_paperbatch",
    ],
)
def test_a_settled_pile_stands(cast, clerk, ballot, change):
    roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    counted, discarded = (paper.enter_pile(ballot, [[1]], by=clerk) for _ in range(2))
    paper.enter_again(counted, [[1]], by=cast.secretary)
    paper.discard_pile(discarded, by=clerk, why="录重了")
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="counted or discarded"),
        transaction.atomic(),
    ):
        cursor.execute(change.format(other=cast.neighbour_clerk.pk))


def test_a_ranked_result_says_how_many_put_a_project_first(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, kind="ranked")
    first, second, *_rest = codes(ballot)
    casting.cast(ballot, by=cast.resident, choices=[second, first])
    make.counted(ballot)
    told = {item.project.code: item.explanation for item in ballot.items.select_related("project")}
    assert (told[first]["first"], told[second]["first"]) == (0, 1)
    assert "1" in why(told[second], str(ballot.budget))[1]


@pytest.mark.parametrize("rule", RULES)
def test_what_nobody_votes_for_is_not_chosen(cast, clerk, rule):
    ballot = make.opened(cast.community, by=clerk, is_binding=True, rule=rule)
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[1:2])
    make.published(ballot, by=clerk)
    items = casting.items_of(ballot)
    assert [(i.won, i.place) for i in items] == [(False, None), (True, 1), (False, None)]
    assert items[0].project.status == "vote_failed"
    assert why(items[0].explanation, str(ballot.budget))[1] == "没有人投的项目不入选。"


def test_a_vote_put_in_without_a_mark_on_the_roll_stops_the_result(cast, clerk, ballot):
    casting.cast(ballot, by=cast.resident, choices=codes(ballot)[:1])
    VoteSheet.objects.create(ballot=ballot, choices=[1], way="account", receipt_index="x")
    make.counted(ballot)
    with pytest.raises(Refused, match="名册"):
        advance(ballot, "publish", by=clerk)
