"""A project from the shortlist to its closing, every yuan in the ledger."""

from decimal import Decimal

import pytest

from core.workflow.models import TransitionRecord
from projects.delivery.models import MicroProject
from projects.funding.queries import of_project
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


def test_the_whole_way(cast, who):
    made = project(cast.community, state="closed", crew=who)
    assert all((made.voted_at, made.notice_ended_at, made.approved_at, made.closed_at))
    money = of_project(made)
    assert (money.committed, money.contracted) == (0, 0)
    assert money.paid == made.contract.amount == Decimal("45000")
    assert made.public_notices.get().ended_at is not None
    log = TransitionRecord.objects.filter(kind="project", object_id=made.pk).order_by("id")
    assert [r.name for r in log][:2] == ["shortlist", "put_on_agenda"]
    assert MicroProject.objects.get(pk=made.pk).responsible == "榕树头社区居委会"
