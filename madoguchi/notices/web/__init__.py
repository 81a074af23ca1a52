"""The pages of notices: one notice, the public check, the mailbox of an installation without a mail server."""
