"""Mail: written into the outbox, sent by SMTP, or kept in the embedded mailbox where no server is set."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage as Letter
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from madoguchi.gateways import mail_server, outbox
from madoguchi.gateways.models import KeptMail
from madoguchi.kernel import clock, ids

KIND = "mail"
# Looser than RFC 5321 on purpose: mobile carriers have given out addresses such as `taro..y.@docomo.ne.jp`.
ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f@<>()\[\]\\,;:\"]{1,64}@[^\s\x00-\x1f\x7f@<>()\[\]\\,;:\"]{1,255}")
LONGEST_SUBJECT = 300
_LINE_OR_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")


class MailProblem(Exception):
    """A mail that cannot be written as asked: an address or a subject that would break out of its header."""


@dataclass(frozen=True)
class Mail:
    """One plain-text mail to one reader."""

    to: str
    subject: str
    body: str

    def __post_init__(self) -> None:
        if not ADDRESS.fullmatch(self.to):
            raise MailProblem("the address is none, or more than one")
        if _LINE_OR_CONTROL.search(self.subject) or len(self.subject) > LONGEST_SUBJECT:
            raise MailProblem("the subject must be one line")
        if "\0" in self.body:
            raise MailProblem("the body holds U+0000")


def post(*, mail: Mail, key: str) -> None:
    """Send a mail, if the caller's transaction commits. The same key twice is one mail."""
    payload = {"key": key, "to": mail.to, "subject": mail.subject, "body": mail.body}
    outbox.put(kind=KIND, key=key, payload=payload)


def deliver(payload: Mapping[str, object]) -> None:
    """The act behind outbox entries of kind "mail"."""
    mail = Mail(to=str(payload["to"]), subject=str(payload["subject"]), body=str(payload["body"]))
    key = str(payload["key"])
    if settings.MAIL_SERVER:
        mail_server.send(mail_server.mail_server(settings.MAIL_SERVER), letter_of(mail, key))
    else:
        _keep(mail, key)


def letter_of(mail: Mail, key: str) -> Letter:
    """The message as it is sent. Its Message-ID comes from the key, so a mail sent again is recognised as the same."""
    letter = Letter(policy=SMTP)
    letter["From"] = settings.MAIL_FROM
    letter["To"] = mail.to
    letter["Subject"] = mail.subject
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_domain(settings.MAIL_FROM)}>"
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers it
    letter.set_content(mail.body)
    return letter


def _keep(mail: Mail, key: str) -> None:
    kept = KeptMail(key=key, to=mail.to, subject=mail.subject, body=mail.body, kept_at=clock.now())
    KeptMail.objects.bulk_create([kept], ignore_conflicts=True)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].rstrip(">") or "localhost"


class OutboxBackend(BaseEmailBackend):
    """Django's door to the outbox: the log-in mails of allauth go the same way as ours. Plain text only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise MailProblem("a mail from the outbox has no attachments; send a link")
            key = f"django/{ids.uuid7()}"
            for number, to in enumerate(message.recipients()):
                post(mail=Mail(to=to, subject=str(message.subject), body=str(message.body)), key=f"{key}/{number}")
        return len(email_messages)
