"""Pages of payments: the resident's, the desk's, and the address the card company speaks to."""
