"""The same voucher from two desks in the same moment is used once."""

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connections, transaction
from django.utils import timezone

from core.workflow.errors import Refused
from projects.delivery.paper_steps import use_voucher
from projects.delivery.papers import NumberedPaper
from tests.factories import areas
from tests.factories.funding import a_project, money

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DESKS = 4


def test_a_voucher_is_used_once_from_many_desks(transactional_db):
    """Each community has a book of its own to lock; the number is the subdistrict's."""
    first = areas.community()
    places = [first, *(areas.community(f"社区{n}", of=first.parent) for n in range(DESKS - 1))]
    desks = [(a_project(place), money(place)) for place in places]
    gate = Barrier(DESKS)

    def pay(project, book):
        entry = SimpleNamespace(book=book)
        paid = {"what": "payment", "amount": Decimal(5), "on": timezone.localdate()}
        gate.wait(timeout=20)
        try:
            with transaction.atomic():
                use_voucher(project, [entry], "PZ-7", **paid)
                time.sleep(0.2)  # the others come while this one is not committed
        except Refused as refused:
            return refused.field
        finally:
            connections.close_all()
        return "paid"

    with ThreadPoolExecutor(DESKS) as pool:
        answers = list(pool.map(lambda desk: pay(*desk), desks))
    assert sorted(answers) == ["paid", *["voucher"] * (DESKS - 1)]
    assert NumberedPaper.objects.count() == 1
