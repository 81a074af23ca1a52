"""What the capability tells those above it, in an outbox entry of the same transaction: it must not be lost."""

SETTLED = "payments.settled"
