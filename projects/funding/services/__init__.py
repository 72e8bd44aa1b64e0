"""The verbs of public money. Each is one transaction; entries are only ever appended."""

from projects.funding.services.books import (
    allocate,
    carry_over,
    open_book,
    open_with,
    save_programme,
    take_back,
)
from projects.funding.services.exceptions import (
    CAPPED,
    decide_exception,
    goes_beyond_caps,
    request_exception,
    set_cap,
)
from projects.funding.services.projects import (
    check_caps,
    commit,
    contract,
    extend,
    forfeit,
    pay,
    refund,
    release_all,
    release_retention,
    settle,
    uncommit,
)
from projects.funding.services.sealing import seal
from projects.funding.services.social import pledge, receive, social_book, unpledge

__all__ = [
    "CAPPED",
    "allocate",
    "carry_over",
    "check_caps",
    "commit",
    "contract",
    "decide_exception",
    "extend",
    "forfeit",
    "goes_beyond_caps",
    "open_book",
    "open_with",
    "pay",
    "pledge",
    "receive",
    "refund",
    "release_all",
    "release_retention",
    "request_exception",
    "save_programme",
    "seal",
    "set_cap",
    "settle",
    "social_book",
    "take_back",
    "uncommit",
    "unpledge",
]
