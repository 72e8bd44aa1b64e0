import smtplib
import socket

import pytest
from django.core import mail

from core.notices.channels import email
from core.notices.channels.port import Outcome
from core.notices.delivery import deliver_due
from core.notices.kinds import EMAIL
from core.notices.models import Notice, Status
from core.notices.services import notify


@pytest.mark.django_db
def test_a_letter_arrives(clock, to):
    notify("tests.letter", to=to, key="1", context={"text": "Dear\r\nBcc: x@y.cn"})
    deliver_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["he@example.cn"],
        "Letter",
        "Dear Bcc: x@y.cn",
    )
    assert letter.bcc == []
    assert Notice.objects.get(channel=EMAIL).status == Status.SENT


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (smtplib.SMTPServerDisconnected(), Outcome.UNKNOWN),
        (TimeoutError(), Outcome.UNKNOWN),
        (ConnectionRefusedError(), Outcome.TRY_LATER),
        (socket.gaierror(), Outcome.TRY_LATER),
        (smtplib.SMTPDataError(451, b"later"), Outcome.TRY_LATER),
        (smtplib.SMTPDataError(554, b"spam"), Outcome.REFUSED),
        (smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"no")}), Outcome.REFUSED),
        (ValueError("header"), Outcome.REFUSED),
    ],
)
def test_failures_are_sorted_by_what_the_server_can_have(monkeypatch, error, outcome):
    def fail(self):
        raise error

    monkeypatch.setattr(email.EmailMessage, "send", fail)
    assert email.send("a@b.cn", "t", "b", key="k").outcome == outcome
