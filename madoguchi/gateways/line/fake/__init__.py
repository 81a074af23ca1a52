"""LINE's side of the Messaging API as far as we use it, for tests and demonstrations; checked against LINE's documents."""
