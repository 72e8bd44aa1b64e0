"""Payments, settlement, rating and closing, and the ways to end early."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.workflow.table import STAY, Transition
from projects.delivery import (
    closing_steps,
    effects,
    money_guards,
    separation,
    work_effects,
)
from projects.delivery.permits import approves, pays, runs, settles
from projects.delivery.states import BEFORE_APPROVAL, UNDER_WAY
from projects.delivery.table.persons import SIGNED, others

MONEY = (
    Transition(
        "pay",
        ("contracted", "in_progress", "accepted", "settlement", "settled", "evaluating", "closed"),
        STAY,
        pays,
        p("project", "Record a payment"),
        form="projects.delivery.step_forms.PaymentForm",
        different_person_from=(*others("pay"), SIGNED),
        said=_("A payment was made"),
        guards=(
            separation.payer_is_not_on_the_panel,
            separation.no_interest_of_ones_own,
            money_guards.voucher_is_new,
            money_guards.payment_fits,
        ),
        effect=work_effects.pay,
    ),
    Transition(
        "begin_settlement",
        ("accepted",),
        "settlement",
        settles,
        p("project", "Begin settlement"),
        kind="primary",
        said=_("The final cost is being worked out"),
    ),
    Transition(
        "settle",
        ("settlement",),
        "settled",
        settles,
        p("project", "Settle the final cost"),
        form="projects.delivery.step_forms.SettleForm",
        kind="primary",
        said=_("The final cost is settled"),
        different_person_from=(*others("pay"), SIGNED),
        guards=(separation.no_interest_of_ones_own, money_guards.settlement_is_sound),
        effect=work_effects.settle,
    ),
    Transition(
        "release_retention",
        ("settled", "evaluating", "closed"),
        STAY,
        pays,
        p("project", "Release the retention money"),
        form="projects.delivery.step_forms.RetentionForm",
        different_person_from=(*others("pay"), SIGNED),
        said=_("The retention money was released"),
        guards=(
            separation.payer_is_not_on_the_panel,
            separation.no_interest_of_ones_own,
            money_guards.voucher_is_new,
            money_guards.retention_is_free,
        ),
        effect=work_effects.release_retention,
    ),
)

ENDING = (
    Transition(
        "ask_residents",
        ("settled",),
        "evaluating",
        runs,
        p("project", "Ask the residents"),
        kind="primary",
        said=_("Residents are asked whether they are satisfied"),
    ),
    Transition(
        "close",
        ("evaluating",),
        "closed",
        runs,
        p("project", "Close and disclose"),
        form="projects.delivery.after_forms.ClosingWithUpkeepForm",
        kind="primary",
        said=_("Everything is shown in the open; it is closed"),
        guards=(
            money_guards.all_is_paid,
            money_guards.emergency_is_ratified,
            money_guards.disclosure_is_whole,
            closing_steps.residents_were_heard,
            closing_steps.upkeep_is_sound,
        ),
        effect=closing_steps.close,
    ),
    Transition(
        "withdraw",
        BEFORE_APPROVAL,
        "withdrawn",
        runs,
        p("project", "Withdraw"),
        note_required=True,
        kind="danger",
        said=_("It was withdrawn"),
        confirm=_("It ends here, with the reason shown to everybody."),
        effect=effects.withdraw,
    ),
    Transition(
        "terminate",
        UNDER_WAY,
        "terminated",
        approves,
        p("project", "End early"),
        note_required=True,
        kind="danger",
        said=_("It was ended early; the money not spent went back"),
        confirm=_("It ends here. What is not yet paid goes back to the fund."),
        effect=work_effects.terminate,
    ),
)
