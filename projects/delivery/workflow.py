"""The life of a micro-project: the one table of its steps (DOMAIN 1.3 and 1.6).

From the shortlist to approval it needs a valid vote and an ended notice; afterwards every yuan
moves with a step. Proposer, screener, approver, acceptor and payer are different persons.
"""

from core.workflow.table import Workflow
from projects.delivery.states import KIND, STATES
from projects.delivery.table.deciding import NOTICE, REVIEW, VOTE
from projects.delivery.table.ending import ENDING, MONEY
from projects.delivery.table.working import ACCEPTANCE, WORK

PROJECT = Workflow(
    KIND,
    "shortlisted",
    STATES,
    (*VOTE, *NOTICE, *REVIEW, *WORK, *ACCEPTANCE, *MONEY, *ENDING),
    start="shortlist",
)
