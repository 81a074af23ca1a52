"""The receipt for money: number, amount, lines and way, signed as receipts of applications are."""

import json

from django.conf import settings

from madoguchi.gateways.ward_key import private_key
from madoguchi.kernel import signing
from madoguchi.payments.lines import read
from madoguchi.payments.models import Payment


def write(payment: Payment) -> str:
    """The signed document of a payment that has just been made."""
    receipt: dict[str, object] = {
        "kind": "madoguchi-payment-1",
        "ward": settings.WARD,
        "number": payment.receipt_number,
        "application": payment.reference,
        "title": payment.title,
        "payer": payment.payer,
        "yen": payment.paid_yen,
        "way": payment.way,
        "paid_at": payment.paid_at.isoformat(timespec="seconds") if payment.paid_at else "",
        "lines": [
            {"label": line.label.ja, "working": line.working.ja, "yen": line.amount, "law": line.law}
            for line in read(payment.lines)
        ],
    }
    return json.dumps(signing.signed_receipt(receipt, private_key()), ensure_ascii=False, sort_keys=True)
