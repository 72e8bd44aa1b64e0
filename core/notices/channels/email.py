"""E-mail through Django's backend, with failures sorted by what the server can have taken."""

import hashlib
import smtplib
import socket

from django.conf import settings
from django.core.mail import EmailMessage

from core.notices.channels.port import Outcome, Result
from core.notices.wording import without_numbers


def send(address: str, title: str, body: str, *, key: str) -> Result:
    """Hand one mail over. The Message-ID follows from the key, so mail readers drop a double."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    message_id = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
    mail = EmailMessage(title, body, to=[address], headers={"Message-ID": message_id})
    try:
        mail.send()
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        return Result(Outcome.UNKNOWN, error=type(error).__name__)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return _by_code(min(codes, default=550), error)
    except smtplib.SMTPResponseException as error:
        return _by_code(error.smtp_code, error)
    except (ConnectionRefusedError, socket.gaierror) as error:
        return Result(Outcome.TRY_LATER, error=type(error).__name__)
    except ValueError as error:  # an address or header that cannot be a mail
        return Result(Outcome.REFUSED, error=type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        return Result(Outcome.UNKNOWN, error=without_numbers(str(error)))
    return Result(Outcome.ACCEPTED, provider_id=message_id[:120])


def _by_code(code: int, error: smtplib.SMTPException) -> Result:
    outcome = Outcome.TRY_LATER if 400 <= code < 500 else Outcome.REFUSED
    return Result(outcome, error=f"{type(error).__name__} {code}")
