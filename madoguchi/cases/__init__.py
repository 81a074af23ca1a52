"""From receipt to decision: the life of a case, the officer's desk. Does not know how people filled in."""
