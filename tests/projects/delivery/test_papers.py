"""A voucher or an invoice counts once, in every project, and the database sees to it."""

from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.privacy.protection import unprotected
from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.delivery.contracts import Contract
from projects.delivery.models import MicroProject
from projects.delivery.papers import NumberedPaper
from projects.funding.queries import of_project
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("again", ["PZ-7", " pz－7 ", "ＰＺ—7\u200b"])
def test_a_voucher_is_paid_once_in_a_finance_office(cast, who, again):
    """Whichever project or community of the subdistrict; the answer names where it stands."""
    first = project(cast.community, state="contracted", crew=who)
    second = project(cast.community, state="contracted", crew=who)
    advance(first, "pay", by=who.finance, amount=Decimal(5000), voucher="PZ-7")
    with pytest.raises(Refused) as refused:
        advance(second, "pay", by=who.finance, amount=Decimal(5000), voucher=again)
    assert refused.value.field == "voucher"
    assert first.code in str(refused.value)
    assert not of_project(second).paid
    assert not second.payments.exists()
    advance(second, "pay", by=who.finance, amount=Decimal(5000), voucher="PZ-7/2")


def test_an_invoice_is_settled_once_for_its_vendor(cast, who):
    first, second, other = (
        project(cast.community, state="settlement", crew=who) for _number in range(3)
    )
    Contract.objects.filter(project=second).update(vendor=first.contract.vendor)
    same = {"final": Decimal(45_000), "invoice": "044001900111-12345678"}
    for made in (first, other):  # another vendor has numbers of its own
        advance(made, "settle", by=who.finance, **same)
    second = MicroProject.objects.get(pk=second.pk)
    with pytest.raises(Refused) as refused:
        advance(second, "settle", by=who.finance, **same)
    assert refused.value.field == "invoice"
    assert (of_project(second).reduced, second.status) == (0, "settlement")


def test_the_database_keeps_a_voucher_once_and_for_good(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    other = project(cast.community, state="contracted", crew=who)
    advance(made, "pay", by=who.finance, amount=Decimal(5000), voucher="PZ-7")
    paper = made.papers.get()
    paper.pk, paper.project, paper.number = None, other, "pz－7"
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)
    for change in (made.papers.all().delete, lambda: made.papers.all().update(number="PZ-8")):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_numbers_from_before_are_taken_over_and_the_double_one_is_named(cast, who):
    """What the migration does: a number that stood twice stays, and points to the first."""
    first, second = (project(cast.community, state="contracted", crew=who) for _n in range(2))
    for made in (first, second):
        advance(made, "pay", by=who.finance, amount=Decimal(5), voucher=f"PZ-{made.pk}")
    with unprotected(NumberedPaper):
        NumberedPaper.objects.all().delete()
    second.payments.update(voucher=f"pz－{first.pk}")
    module = import_module("projects.migrations.0004_take_over_papers")
    module.take_over(apps, SimpleNamespace(connection=connection))
    assert second.papers.get().repeats == first.papers.get()
    client = Client()
    client.force_login(cast.auditor)
    for made, other in ((first, second), (second, first)):
        file = client.get(reverse("delivery:file", args=[made.code])).content.decode()
        assert f"/projects/manage/{other.code}/" in file
