from datetime import timedelta

import pytest
from django.utils import timezone

from core.accounts.models import Attempt
from core.privacy import retention
from core.privacy.models import PurgeReport, Reveal
from core.privacy.tasks import purge_expired

pytestmark = pytest.mark.django_db


def test_only_what_is_over_is_erased_and_each_rule_reports(cast):
    now = timezone.now()
    Attempt.objects.create(kind="code", key="x", at=now - timedelta(days=2))
    Attempt.objects.create(kind="code", key="x", at=now - timedelta(hours=2))
    for days in (3 * 365 + 1, 30):
        Reveal.objects.create(
            viewer=cast.community_clerk,
            object_type="a.b",
            object_id="1",
            object_label="x",
            field="phone",
            at=now - timedelta(days=days),
        )
    assert purge_expired() == 2
    assert Attempt.objects.count() == 1
    assert Reveal.objects.count() == 1
    reports = {r.purpose: r for r in PurgeReport.objects.all()}
    assert reports["sign_in_attempts"].erased == 1
    assert reports["reveals"].erased == 1
    assert set(reports) == {rule.purpose for rule in retention.rules()}


def test_a_rule_that_fails_is_named_and_stops_no_other(monkeypatch):
    def broken(cutoff):
        raise RuntimeError

    rules = {"a": retention.Rule("a", "x.Y", 1, broken), **retention._rules}
    monkeypatch.setattr(retention, "_rules", rules)
    reports = {r.purpose: r for r in retention.purge()}
    assert reports["a"].error == "RuntimeError"
    assert reports["sign_in_attempts"].error == ""
