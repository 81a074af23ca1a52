"""The ward's mail server, from one line of settings: where it stands and how it is spoken to.

`smtp://user:password@host:587` demands STARTTLS before anything is said, `smtps://host:465` begins with TLS, and
`smtp+plain://host:25` sends unencrypted, for a relay inside the ward's closed network.
"""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from urllib.parse import unquote, urlsplit

# A server that is silent for longer is treated as away; the outbox tries again.
TIMEOUT = 20.0


class Protection(StrEnum):
    STARTTLS = "smtp"
    TLS = "smtps"
    NONE = "smtp+plain"


PORTS = {Protection.STARTTLS: 587, Protection.TLS: 465, Protection.NONE: 25}


class MailServerProblem(Exception):
    """The setting cannot be read; says what is wrong with it, without the password."""


@dataclass(frozen=True)
class MailServer:
    protection: Protection
    host: str
    port: int
    user: str = ""
    password: str = ""


def mail_server(address: str) -> MailServer:
    """The server that `MADOGUCHI_MAIL_SERVER` names."""
    parts = urlsplit(address)
    try:
        protection, port = Protection(parts.scheme), parts.port
    except ValueError:
        raise MailServerProblem(
            "MADOGUCHI_MAIL_SERVER: use smtp://host:587 (STARTTLS), smtps://host:465, or smtp+plain://host:25."
        ) from None
    if not parts.hostname:
        raise MailServerProblem("MADOGUCHI_MAIL_SERVER names no host.")
    return MailServer(
        protection,
        parts.hostname,
        port or PORTS[protection],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def send(server: MailServer, message: EmailMessage, *, timeout: float = TIMEOUT) -> None:
    """Hand one message over. Returns only when the server has taken it; else an SMTPException or an OSError."""
    with closing(_connected(server, timeout)) as connection:
        if server.protection is Protection.STARTTLS:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(message)
        # The server has it: whatever goes wrong in parting must not make us send it again.
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


def _connected(server: MailServer, timeout: float) -> smtplib.SMTP:
    if server.protection is Protection.TLS:
        tls = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=tls)
    return smtplib.SMTP(server.host, server.port, timeout=timeout)
