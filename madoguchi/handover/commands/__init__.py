"""The verbs of handing over, a module for each subject."""

from madoguchi.handover.commands.making import run, run_due
from madoguchi.handover.commands.receiving import receive_all, receive_due, settle
from madoguchi.handover.commands.sending import download, resend
from madoguchi.handover.commands.webhooks import change_secret, ping, send_again, set_webhook, stop_webhook

__all__ = [
    "change_secret",
    "download",
    "ping",
    "receive_all",
    "receive_due",
    "resend",
    "run",
    "run_due",
    "send_again",
    "set_webhook",
    "settle",
    "stop_webhook",
]
