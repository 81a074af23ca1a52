"""One module per outside system, and the outbox of what must leave the house. Knows no capability."""
