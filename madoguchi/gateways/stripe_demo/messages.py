"""Signed messages to the one who asked to be told: tried again while nobody answers, and now and then sent twice."""

import json
import threading
import time
from dataclasses import dataclass, field

import requests
from stripe import WebhookSignature

from madoguchi.gateways.stripe_demo.objects import Document

PAUSES = (0.0, 1.0, 5.0, 20.0, 60.0)
SECONDS_TO_ANSWER = 5


@dataclass
class Sender:
    """Where messages go, and every one that was made. Each is delivered twice: at least once is all that is promised."""

    address: str
    secret: str
    sent: list[Document] = field(default_factory=list)
    copies: int = 2

    def send(self, message: Document) -> None:
        """In a thread of its own, so that the payer does not wait."""
        self.sent.append(message)
        if self.address:
            threading.Thread(target=self._deliver, args=(message,), daemon=True).start()

    def signed(self, message: Document, *, at: int | None = None) -> tuple[bytes, str]:
        """The bytes of a message and the header that proves them, by the official function."""
        body = json.dumps(message, ensure_ascii=False)
        return body.encode(), WebhookSignature.generate_signature_header(body, self.secret, at)

    def _deliver(self, message: Document) -> None:
        for _ in range(self.copies):
            for pause in PAUSES:
                time.sleep(pause)
                if self._took(message):
                    break

    def _took(self, message: Document) -> bool:
        body, signature = self.signed(message)
        headers = {"Stripe-Signature": signature, "Content-Type": "application/json; charset=utf-8"}
        try:
            answer = requests.post(self.address, data=body, headers=headers, timeout=SECONDS_TO_ANSWER)
        except requests.RequestException:
            return False
        return answer.ok
