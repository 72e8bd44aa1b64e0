"""What this app itself keeps about people: consents and looks; and how long."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import registry, retention
from core.privacy.models import ConsentRecord, PurgeReport, Reveal
from core.privacy.protection import unprotected


def consents_of(user: Any) -> list[dict[str, Any]]:
    rows = ConsentRecord.objects.filter(given_by=user).order_by("id")
    return [
        {
            "purpose": row.purpose,
            "text_version": row.text_version,
            "decision": row.decision,
            "channel": row.channel,
            "at": row.at,
        }
        for row in rows
    ]


def looks_at(user: Any) -> list[dict[str, Any]]:
    rows = Reveal.objects.filter(subject=user).order_by("id")
    return [
        {
            "by_role": row.viewer_role,
            "what": row.field,
            "where": row.object_label,
            "reason": row.reason,
            "at": row.at,
        }
        for row in rows
    ]


def erase_reveals(cutoff: datetime) -> int:
    """Looks older than the cutoff, whichever way they are protected."""
    with unprotected(Reveal):
        return Reveal.objects.filter(at__lt=cutoff).delete()[0]


def erase_reports(cutoff: datetime) -> int:
    with unprotected(PurgeReport):
        return PurgeReport.objects.filter(at__lt=cutoff).delete()[0]


registry.declare_portable("consents", _("Consents"), consents_of)
registry.declare_portable("reveals", _("Who looked at my data"), looks_at)
retention.declare(
    retention.Rule(
        "reveals",
        "privacy.Reveal",
        3 * 365,
        erase_reveals,
        _("Logs at least six months; the person should be able to look back."),
    )
)
retention.declare(
    retention.Rule(
        "purge_reports", "privacy.PurgeReport", 5 * 365, erase_reports, _("Proof of erasure.")
    )
)
