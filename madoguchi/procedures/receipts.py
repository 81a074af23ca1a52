"""The receipt: number, time, answers and version, signed so that a small script verifies it without us."""

import json

from django.conf import settings
from django.urls import reverse

from madoguchi.cases.models import Case
from madoguchi.definitions.compiled import Compiled
from madoguchi.gateways import mail as mails
from madoguchi.gateways.ward_key import private_key
from madoguchi.kernel import japanese_dates, signing


def public_keys() -> str:
    """What a verifier needs, as a text file: the key in use, and those that signed what was handed out before."""
    lines = [signing.public_key_line(signing.public_key_of(private_key())), *settings.OLD_RECEIPT_KEYS]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def write(case: Case, compiled: Compiled) -> str:
    """The signed document of an application that has just arrived."""
    receipt: dict[str, object] = {
        "kind": "madoguchi-receipt-1",
        "ward": settings.WARD,
        "number": case.number,
        "procedure": compiled.id,
        "title": compiled.procedure.title.ja,
        "version": compiled.version,
        "received_at": case.received_at.isoformat(timespec="seconds"),
        "answers": case.answers,
    }
    return json.dumps(signing.signed_receipt(receipt, private_key()), ensure_ascii=False, sort_keys=True)


def email_of(compiled: Compiled, answers: dict[str, object]) -> str:
    """The mail address the applicant gave, if the procedure asks for one."""
    field = compiled.procedure.applicant.email
    return str(answers.get(field, "")) if field else ""


def mail(case: Case, compiled: Compiled, *, to: str | None = None) -> None:
    """Put the message of receipt into the outbox: it names the procedure, never an answer.

    It holds the code: where a proxy has applied, it goes `to` the one represented and not to what the proxy typed.
    """
    to = email_of(compiled, case.answers) if to is None else to
    if not to:
        return
    url = settings.PUBLIC_ADDRESS + reverse("procedures:status")
    body = RECEIVED.format(
        title=compiled.procedure.title.ja,
        number=case.number,
        when=f"{japanese_dates.both(case.received_at.date())} {case.received_at:%H時%M分}",
        code=case.access_code(),
        url=url,
        due=japanese_dates.both(case.due_on),
    )
    subject = f"【{settings.WARD_NAME}】申請を受け付けました（{compiled.procedure.title.ja}）"
    mails.post(mail=mails.Mail(to=to, subject=subject, body=body), key=f"receipt/{case.pk}")


RECEIVED = """申請を受け付けました。

手続き　　：{title}
受付番号　：{number}
受付日時　：{when}
確認コード：{code}

審査の結果は、{due}ごろまでにお知らせします。
申請の状況は、受付番号と確認コードで、次のページからいつでもご覧になれます。
{url}

確認コードは、申請の内容を見るための鍵です。ほかの方に知らせないでください。
このメールに心当たりがない場合は、お手数ですが削除してください。
"""
