import email
import email.policy
import smtplib
import ssl
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives

from madoguchi.gateways import checks, mail, mail_server, outbox, queries
from madoguchi.gateways.mail import Mail, MailProblem
from madoguchi.gateways.mail_server import MailServer, MailServerProblem, Protection
from madoguchi.gateways.models import KeptMail, OutboxEntry, State
from tests.gateways.smtp_server import SmtpServer, certificate, running

NOTICE = Mail(
    "hanako@example.jp", "【世田谷区】通知書が届きました（髙田様）", "髙田 花子 様\n\n.\n通知書をご覧ください。\n"
)


def post_and_work(at, key="notice-7", what=NOTICE):
    mail.post(mail=what, key=key)
    outbox.deliver_due(at=at + timedelta(seconds=1))


def read(received: bytes) -> email.message.EmailMessage:
    unstuffed = b"\r\n".join(line[1:] if line.startswith(b"..") else line for line in received.split(b"\r\n"))
    return email.message_from_bytes(unstuffed + b"\r\n", policy=email.policy.default)


@pytest.mark.django_db
def test_without_a_mail_server_a_mail_lies_in_the_mailbox(settings, at):
    settings.MAIL_SERVER = ""
    post_and_work(at)
    post_and_work(at)

    kept = queries.mailbox(to="hanako@example.jp")
    assert [(letter.subject, letter.body) for letter in kept] == [(NOTICE.subject, NOTICE.body)]
    assert queries.mailbox(to="somebody@example.jp") == []


@pytest.mark.django_db
def test_a_mail_arrives_at_a_real_server_as_it_was_written(settings, at):
    with running(SmtpServer()) as server:
        settings.MAIL_SERVER = f"smtp+plain://127.0.0.1:{server.port}"
        settings.MAIL_FROM = "noreply@city.example"
        post_and_work(at)

    arrived = read(server.received[0])
    assert arrived["Subject"] == NOTICE.subject
    assert arrived["To"] == "hanako@example.jp"
    assert arrived["From"] == "noreply@city.example"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"] == "Tue, 24 Nov 2026 09:00:00 +0900"
    assert arrived.get_content().replace("\r\n", "\n") == NOTICE.body
    assert not KeptMail.objects.exists()
    assert OutboxEntry.objects.get().state == State.DONE


@pytest.mark.parametrize("starttls", [True, False])
def test_a_mail_arrives_over_tls(tmp_path, monkeypatch, starttls):
    trusted, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with running(SmtpServer(tls=context, starttls=starttls)) as server:
        protection = Protection.STARTTLS if starttls else Protection.TLS
        mail_server.send(MailServer(protection, "127.0.0.1", server.port), mail.letter_of(NOTICE, "a"))

    assert len(server.received) == 1


def test_nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for(tmp_path):
    _, context = certificate(tmp_path)
    with running(SmtpServer(tls=context, starttls=True)) as server, pytest.raises(ssl.SSLCertVerificationError):
        mail_server.send(MailServer(Protection.STARTTLS, "127.0.0.1", server.port), mail.letter_of(NOTICE, "a"))
    assert server.received == []


def test_nothing_is_said_in_the_clear_to_a_server_without_starttls():
    with running(SmtpServer()) as server, pytest.raises(smtplib.SMTPNotSupportedError):
        mail_server.send(
            MailServer(Protection.STARTTLS, "127.0.0.1", server.port, "user", "secret"), mail.letter_of(NOTICE, "a")
        )
    assert not [line for line in server.commands if line.upper().startswith(("MAIL", "RCPT", "AUTH", "DATA"))]


def test_a_silent_server_is_given_up():
    with running(SmtpServer(silent=True)) as server, pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        mail_server.send(
            MailServer(Protection.NONE, "127.0.0.1", server.port), mail.letter_of(NOTICE, "a"), timeout=0.2
        )


@pytest.mark.django_db
def test_a_mail_waits_while_the_server_is_away_and_arrives_when_it_is_back(settings, at):
    with running(SmtpServer()) as gone:
        pass
    settings.MAIL_SERVER = f"smtp+plain://127.0.0.1:{gone.port}"
    post_and_work(at)
    assert OutboxEntry.objects.get().state == State.WAITING

    with running(SmtpServer()) as server:
        settings.MAIL_SERVER = f"smtp+plain://127.0.0.1:{server.port}"
        outbox.deliver_due(at=at + timedelta(seconds=30))
    assert len(server.received) == 1


@pytest.mark.django_db
def test_a_refused_reader_keeps_nobody_else_waiting(settings, at):
    with running(SmtpServer(refuses="gone@example.jp")) as server:
        settings.MAIL_SERVER = f"smtp+plain://127.0.0.1:{server.port}"
        mail.post(mail=Mail("gone@example.jp", "a", "b"), key="1")
        post_and_work(at)

    assert [read(message)["To"] for message in server.received] == ["hanako@example.jp"]
    assert "gone@" not in OutboxEntry.objects.get(key="1").last_error


@pytest.mark.parametrize(
    "to",
    [
        "",
        "hanako",
        "a@b@c",
        "a@example.jp\nBcc: x@example.jp",
        "a@example.jp, b@example.jp",
        "花子 <a@example.jp>",
        "a @b.jp",
        "a@b.jp\0",
    ],
)
def test_an_address_that_would_break_out_of_its_header_is_refused(to):
    with pytest.raises(MailProblem):
        Mail(to, "件名", "本文")


@pytest.mark.parametrize("subject", ["a\nBcc: x@example.jp", "a\r\nX: y", "a\0", "a\x85b", "a\u2028b", "長" * 301])
def test_a_subject_of_more_than_one_line_is_refused(subject):
    with pytest.raises(MailProblem):
        Mail("a@example.jp", subject, "本文")


def test_an_address_as_mobile_carriers_gave_them_out_is_taken():
    assert Mail("taro..y.@docomo.ne.jp", "件名", "本文").to == "taro..y.@docomo.ne.jp"


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.city.example", MailServer(Protection.STARTTLS, "mail.city.example", 587)),
        ("smtps://u%40x:p%3Aw@mail.city.example", MailServer(Protection.TLS, "mail.city.example", 465, "u@x", "p:w")),
        ("smtp+plain://10.1.2.3:2525", MailServer(Protection.NONE, "10.1.2.3", 2525)),
    ],
)
def test_a_mail_server_is_named_in_one_line(address, server):
    assert mail_server.mail_server(address) == server


@pytest.mark.parametrize("address", ["mail.city.example:25", "http://x", "smtp://", "smtp://u:geheim@x:port"])
def test_a_mail_server_that_cannot_be_read_is_named_before_the_start_and_its_password_is_not(settings, address):
    settings.MAIL_SERVER = address
    found = checks.mail_settings(None)
    assert [problem.id for problem in found] == ["gateways.E001"]
    assert "geheim" not in found[0].msg
    with pytest.raises(MailServerProblem):
        mail_server.mail_server(address)


def test_a_sender_that_is_no_address_is_named_before_the_start(settings):
    settings.MAIL_SERVER = ""
    settings.MAIL_FROM = "世田谷区"
    assert [problem.id for problem in checks.mail_settings(None)] == ["gateways.E002"]


@pytest.mark.django_db
def test_django_mails_go_through_the_outbox_to_each_reader(settings, at):
    settings.MAIL_SERVER = ""
    message = EmailMultiAlternatives(
        "ログインの確認", "コード: K7QM", "x@example.jp", ["a@example.jp"], bcc=["b@example.jp"]
    )
    message.attach_alternative("<p>コード</p>", "text/html")

    assert mail.OutboxBackend().send_messages([message]) == 1
    assert queries.mailbox() == []
    outbox.deliver_due(at=at + timedelta(seconds=1))

    assert {letter.to for letter in queries.mailbox()} == {"a@example.jp", "b@example.jp"}
    assert {letter.body for letter in queries.mailbox()} == {"コード: K7QM"}


@pytest.mark.django_db
def test_an_attachment_is_refused_and_not_lost_on_the_way():
    message = EmailMessage("件名", "本文", "x@example.jp", ["a@example.jp"])
    message.attach("a.txt", "b", "text/plain")
    with pytest.raises(MailProblem, match="attachments"):
        mail.OutboxBackend().send_messages([message])
