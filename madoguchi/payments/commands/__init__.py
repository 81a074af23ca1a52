"""The verbs of payments, each one transaction; what speaks to the card company does so outside of it."""

from madoguchi.payments.commands.asking import Asked, ask, drop_open
from madoguchi.payments.commands.closing_days import close_day
from madoguchi.payments.commands.counter import take_at_counter
from madoguchi.payments.commands.deciding import refund, waive
from madoguchi.payments.commands.messages import take_message
from madoguchi.payments.commands.outgoing import CLOSE, REFUND, close_page_due, refund_due
from madoguchi.payments.commands.paying import look_at_card, start_card
from madoguchi.payments.commands.reconciling import reconcile, settle_difference

__all__ = [
    "CLOSE",
    "REFUND",
    "Asked",
    "ask",
    "close_day",
    "close_page_due",
    "drop_open",
    "look_at_card",
    "reconcile",
    "refund",
    "refund_due",
    "settle_difference",
    "start_card",
    "take_at_counter",
    "take_message",
    "waive",
]
