"""What is to be paid and what was paid: fees by card or at the counter, receipts, day closing, reconciliation."""
