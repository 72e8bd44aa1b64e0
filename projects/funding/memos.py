"""Notes in the ledger: they are published for ever, so nothing personal may stand in them."""

import re
import unicodedata

from django.utils.translation import gettext as _

from core.workflow.errors import Refused

LONGEST = 200
# eleven digits are a mobile number, eight or more with a dash a landline, 15 to 18 an identity
NUMBERS = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}[- ]?\d{7,8}|\d{15}|\d{17}[\dXx])(?!\d)")


def public_memo(text: str) -> str:
    """The note on one line. Raises Refused when it holds a telephone or identity number."""
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    # the published CSV must be exact, so what a spreadsheet would compute does not get in
    memo = " ".join(plain.split()).lstrip("=+-@' ")
    if len(memo) > LONGEST:
        raise Refused(_("Please make this shorter."), field="memo")
    if NUMBERS.search(unicodedata.normalize("NFKC", memo)):
        raise Refused(
            _("Everybody can read the ledger. Please leave out telephone and identity numbers."),
            field="memo",
        )
    return memo
